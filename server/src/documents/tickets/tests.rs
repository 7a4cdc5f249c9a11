use super::*;
use chrono::{DateTime, Utc};
use types::bookings::{BookingStatus, Ticket};
use types::ids::{BookingId, EventId, TicketId, TicketTypeId};
use types::ticket_types::BookingItem;
use types::{Currency, Money};
use uuid::Uuid;

fn booking(seats: i32, title: &str) -> Details {
    let at = |text: &str| text.parse::<DateTime<Utc>>().unwrap();
    Details {
        id: BookingId(Uuid::nil()),
        reference: "EH-7K3M9QXD".into(),
        status: BookingStatus::Confirmed,
        quantity: seats,
        total: Money::zero(Currency::EUR),
        hold_expires_at: None,
        event: EventId(Uuid::nil()),
        event_slug: "talks".into(),
        title: title.into(),
        starts: at("2026-12-05T09:00:00Z"),
        ends: at("2026-12-05T17:00:00Z"),
        timezone: "Europe/Berlin".into(),
        location: "Berlin".into(),
        venue: Some("Town hall".into()),
        online_meeting_url: None,
        event_cancelled: false,
        event_cancel_reason: None,
        revision: 3,
        revised_at: at("2026-11-22T12:00:00Z"),
        attends: true,
        items: Vec::new(),
        tickets: (0..seats)
            .map(|seat| Ticket {
                id: TicketId(Uuid::nil()),
                code: format!("code-of-the-seat-{seat:05}"),
                attendee_name: "Ada Lovelace".into(),
                checked_in_at: None,
                ticket_type: None,
                sent_to: None,
                sent_at: None,
                opened_at: None,
            })
            .collect(),
    }
}

/// Pages by their own objects, and not by what the catalogue claims.
fn pages(pdf: &[u8]) -> usize {
    let text = String::from_utf8_lossy(pdf);
    text.matches("/Type/Page").count() + text.matches("/Type /Page").count()
        - text.matches("/Type/Pages").count()
        - text.matches("/Type /Pages").count()
}

#[test]
fn a_booking_has_a_page_per_seat() {
    for seats in [1, 3, 10] {
        let pdf = pdf(&booking(seats, "A day of talks"), Locale::En).unwrap();
        assert!(pdf.starts_with(b"%PDF-"));
        assert_eq!(pages(&pdf), usize::try_from(seats).unwrap());
        // Words can be searched and read aloud: glyphs are mapped back to characters.
        assert!(String::from_utf8_lossy(&pdf).contains("/ToUnicode"));
    }
}

#[test]
fn any_title_can_be_printed() {
    let endless = "слово".repeat(20);
    for title in [
        "Ночь науки",
        endless.as_str(),
        "🎉🎉🎉",
        "שלום עולם",
        "日本語のイベント",
        " \n ",
        "a\u{202e}b",
    ] {
        let pdf = pdf(&booking(1, title), Locale::Ru).unwrap();
        assert_eq!(pages(&pdf), 1, "{title}");
    }
}

#[test]
fn a_ticket_says_of_which_kind_it_is() {
    let mut booking = booking(2, "A day of talks");
    let kind = TicketTypeId(Uuid::nil());
    let unit_price = Money::zero(Currency::EUR).amount();
    booking.items =
        vec![BookingItem { ticket_type: kind, name: "Student".into(), quantity: 1, unit_price }];
    booking.tickets[0].ticket_type = Some(kind);
    for locale in [Locale::En, Locale::Ru] {
        let says = |ticket: &Ticket| page::said(&booking, ticket, locale);
        assert!(says(&booking.tickets[0]).contains(&"Student".to_owned()));
        assert!(!says(&booking.tickets[1]).contains(&"Student".to_owned()));
    }
    assert_eq!(pages(&pdf(&booking, Locale::En).unwrap()), 2);
}

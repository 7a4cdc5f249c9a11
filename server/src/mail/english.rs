//! The messages in English.

use super::account;
use super::content::{
    Button, Content, Fact, Refund, booking_url, fact, late, place, refund, ticket,
};
use super::event_updates;
use super::follow_up::{certificate, survey};
use super::waitlist;
use crate::documents::dates::{moment, span};
use domain::bookings::Details;
use domain::mail::Letter;
use domain::notifications::MailKind;
use types::Locale;
use types::bookings::BookingStatus;
use types::money::decimal_string;

/// `None` where what the message speaks of is gone.
pub(super) fn content(letter: &Letter, base_url: &str) -> Option<Content> {
    let mut content = match (letter.kind, &letter.booking) {
        (
            MailKind::PasswordReset
            | MailKind::VerifyEmail
            | MailKind::PasswordChanged
            | MailKind::EmailChangeRequested
            | MailKind::EmailChanged,
            _,
        ) => account::content(letter, base_url)?,
        (MailKind::BookingConfirmed, Some(booking)) => confirmed(letter, booking, base_url),
        (MailKind::PaymentFailed, Some(booking)) => payment_failed(booking, base_url),
        (MailKind::BookingCancelled, Some(booking)) => cancelled(letter, booking, base_url),
        (MailKind::TicketsCancelled, Some(booking)) => ticket_cancelled(letter, booking, base_url),
        (MailKind::PaymentRefunded, Some(booking)) => refunded(letter, booking, base_url),
        (MailKind::EventCancelled, Some(booking)) => event_cancelled(letter, booking, base_url),
        (MailKind::EventSurvey, Some(booking)) => survey(booking, base_url, Locale::En),
        (MailKind::CertificateIssued, Some(booking)) => certificate(letter, booking, base_url)?,
        (MailKind::WaitlistOffer, Some(booking)) => {
            waitlist::english::offer(booking, facts(booking), base_url)
        }
        (MailKind::WaitlistOfferLapsed, Some(booking)) => {
            waitlist::english::lapsed(booking, facts(booking), base_url)
        }
        (MailKind::EventCancelled, None) => waitlist::english::closed(letter, base_url)?,
        (MailKind::EventChanged, Some(booking)) => {
            event_updates::changed(letter, booking, base_url)?
        }
        (MailKind::EventReminder, Some(booking)) => {
            event_updates::reminder(letter, booking, base_url)
        }
        (_, None) => return None,
    };
    if let Some(name) = &letter.name {
        content.paragraphs.insert(0, format!("Hello {name},"));
    }
    content.footer = "You get this message because of your account at Event Hub.".into();
    Some(content)
}

fn facts(booking: &Details) -> Vec<Fact> {
    let mut facts = vec![
        fact("Event", &booking.title),
        fact("When", span(booking.starts, booking.ends, &booking.timezone, Locale::En)),
        fact("Where", place(booking)),
        fact("Seats", booking.quantity.to_string()),
    ];
    if !booking.total.is_zero() {
        facts.push(fact(
            "Total",
            format!("{} {}", decimal_string(booking.total.amount()), booking.total.currency),
        ));
    }
    facts.push(fact("Booking", &booking.reference));
    facts
}

fn button(label: &'static str, booking: &Details, base_url: &str) -> Button {
    Button { label, url: booking_url(base_url, booking) }
}

fn refund_line(letter: &Letter) -> Option<String> {
    match refund(letter) {
        Refund::NothingPaid => None,
        Refund::Nothing => {
            Some("Under the refund rule of this booking nothing is refunded at this point.".into())
        }
        Refund::Given(amount, currency) => {
            Some(format!("We refunded {} {currency} to the way you paid.", decimal_string(amount)))
        }
    }
}

fn confirmed(letter: &Letter, booking: &Details, base_url: &str) -> Content {
    let mut facts = facts(booking);
    if let Some(url) = &booking.online_meeting_url {
        facts.push(fact("Join online", url));
    }
    let mut paragraphs = Vec::new();
    if late(letter) {
        paragraphs.push(
            "Your payment came after the time to pay was over. Your seats were still free, so \
             they are yours again."
                .into(),
        );
    }
    paragraphs.push(format!(
        "Your booking {} is confirmed. Your tickets are attached as a PDF, one page each, with an \
         entry for your calendar. Show the QR code at the door, on paper or on your phone.",
        booking.reference
    ));
    Content {
        subject: format!("Your tickets: {}", booking.title),
        preview: format!("Booking {} is confirmed.", booking.reference),
        heading: "You are going".into(),
        paragraphs,
        facts,
        button: Some(button("See your booking", booking, base_url)),
        ..Content::default()
    }
}

fn payment_failed(booking: &Details, base_url: &str) -> Content {
    let open = booking.status == BookingStatus::Pending;
    let next = match booking.hold_expires_at {
        Some(until) if open => format!(
            "Your seats are held until {}. You can try again until then.",
            moment(until, &booking.timezone, Locale::En)
        ),
        _ => {
            "Your seats are not held any more. If there are seats left, you can book again.".into()
        }
    };
    Content {
        subject: format!("Your payment did not go through: {}", booking.title),
        preview: "Nothing was charged.".into(),
        heading: "Your payment did not go through".into(),
        paragraphs: vec!["Nothing was charged.".into(), next],
        facts: facts(booking),
        button: Some(button(
            if open { "Try again" } else { "See your booking" },
            booking,
            base_url,
        )),
        ..Content::default()
    }
}

fn cancelled(letter: &Letter, booking: &Details, base_url: &str) -> Content {
    let mut paragraphs =
        vec![format!("Your booking {} is cancelled and its tickets are void.", booking.reference)];
    paragraphs.extend(refund_line(letter));
    if !booking.attends {
        paragraphs.push("The attached entry takes the event out of your calendar.".into());
    }
    Content {
        subject: format!("Booking cancelled: {}", booking.title),
        preview: format!("Booking {} is cancelled.", booking.reference),
        heading: "Your booking is cancelled".into(),
        paragraphs,
        facts: facts(booking),
        button: Some(button("See your booking", booking, base_url)),
        ..Content::default()
    }
}

fn ticket_cancelled(letter: &Letter, booking: &Details, base_url: &str) -> Content {
    let mut paragraphs = vec![match ticket(letter) {
        Some((seat, name)) => format!("Ticket {seat} ({name}) is cancelled and void."),
        None => "One ticket is cancelled and void.".into(),
    }];
    paragraphs.extend(refund_line(letter));
    paragraphs.push("Your other tickets stay as they are.".into());
    Content {
        subject: format!("Ticket cancelled: {}", booking.title),
        preview: format!("One ticket of booking {} is cancelled.", booking.reference),
        heading: "Your ticket is cancelled".into(),
        paragraphs,
        facts: facts(booking),
        button: Some(button("See your booking", booking, base_url)),
        ..Content::default()
    }
}

fn refunded(letter: &Letter, booking: &Details, base_url: &str) -> Content {
    let mut paragraphs =
        vec!["Your payment came after the booking had ended, and there is no seat for it.".into()];
    paragraphs.extend(refund_line(letter));
    Content {
        subject: format!("Your payment was refunded: {}", booking.title),
        preview: "The payment came too late to keep the seats.".into(),
        heading: "Your payment was refunded".into(),
        paragraphs,
        facts: facts(booking),
        button: Some(button("See your booking", booking, base_url)),
        ..Content::default()
    }
}

fn event_cancelled(letter: &Letter, booking: &Details, base_url: &str) -> Content {
    let mut paragraphs = vec![format!("We are sorry: “{}” will not take place.", booking.title)];
    if let Some(reason) = booking.event_cancel_reason.as_deref().filter(|r| !r.trim().is_empty()) {
        paragraphs.push(format!("The organizer writes: {reason}"));
    }
    paragraphs.extend(refund_line(letter));
    Content {
        subject: format!("Event cancelled: {}", booking.title),
        preview: "The event will not take place.".into(),
        heading: "The event is cancelled".into(),
        paragraphs,
        facts: facts(booking),
        button: Some(button("See your booking", booking, base_url)),
        ..Content::default()
    }
}

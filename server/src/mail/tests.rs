//! Every message in both languages, as reviewed snapshots.

mod exchanges;
mod guests;
mod hostile;

use super::*;
use chrono::{DateTime, Utc};
use domain::bookings::Details;
use domain::mail::{Draft, OrganizerMessage};
use serde_json::{Value, json};
use types::bookings::Ticket;
use types::ids::{BookingId, EventId, TicketId, TicketTypeId};
use types::ticket_types::BookingItem;
use types::{Currency, Money};
use uuid::Uuid;

const BASE: &str = "https://hub.example.org";

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

fn booking(status: BookingStatus) -> Details {
    Details {
        id: BookingId(Uuid::nil()),
        reference: "EH-7K3M9QXD".into(),
        status,
        quantity: 2,
        total: Money::new("49.98".parse().unwrap(), Currency::EUR),
        hold_expires_at: Some(at("2026-11-22T19:30:00Z")),
        event: EventId(Uuid::nil()),
        event_slug: "night-of-science".into(),
        title: "Ночь науки <& friends>".into(),
        starts: at("2026-12-05T17:00:00Z"),
        ends: at("2026-12-05T22:30:00Z"),
        timezone: "Europe/Berlin".into(),
        location: "Berlin, Germany".into(),
        venue: Some("Town hall".into()),
        online_meeting_url: Some("https://meet.example.org/night".into()),
        event_cancelled: false,
        event_cancel_reason: Some("The hall is flooded.".into()),
        revision: 3,
        revised_at: at("2026-11-22T12:00:00Z"),
        attends: status == BookingStatus::Confirmed,
        items: Vec::new(),
        tickets: (1..=2)
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

/// As it goes to an address that is its reader's.
fn render(draft: &Draft, base_url: &str) -> Result<OutgoingMail, RenderError> {
    super::render(&draft.clone().addressed(true).unwrap(), base_url)
}

fn letter(kind: MailKind, locale: Locale, data: Value) -> Draft {
    let status = match kind {
        MailKind::BookingConfirmed
        | MailKind::EventChanged
        | MailKind::EventReminder
        | MailKind::EventSurvey
        | MailKind::ReviewReplied
        | MailKind::SessionsMoved
        | MailKind::CertificateIssued
        | MailKind::BookingRefunded
        | MailKind::BookingMoved
        | MailKind::GuestTicket
        | MailKind::TicketHandedOn
        | MailKind::OrganizerMessage
        | MailKind::TicketExchanged
        | MailKind::TicketsCancelled => BookingStatus::Confirmed,
        MailKind::PaymentFailed | MailKind::WaitlistOffer => BookingStatus::Pending,
        _ => BookingStatus::Cancelled,
    };
    Draft {
        id: Uuid::nil(),
        kind,
        recipient: "ada@example.org".into(),
        locale,
        name: Some("Ada".into()),
        timezone: Some("Asia/Tbilisi".into()),
        booking: (!kind.is_about_account()).then(|| booking(status)),
        data,
        message: (kind == MailKind::OrganizerMessage).then(message),
    }
}

fn message() -> OrganizerMessage {
    OrganizerMessage {
        subject: "Doors open earlier".into(),
        body: "**Doors open at five.** Bring a *warm* jacket, and see \
            [the plan](https://science.example.org/plan).\n\n- Hall 1\n- Hall 2"
            .into(),
        organizer: "Olga & friends".into(),
        title: "Ночь науки <& friends>".into(),
        slug: "night-of-science".into(),
        reply_to: Some("olga@example.org".into()),
        opt_out: Some("a-secret".into()),
        is_test: false,
    }
}

pub(crate) fn data(kind: MailKind) -> Value {
    match kind {
        MailKind::PasswordReset | MailKind::VerifyEmail | MailKind::GuestTicket => {
            json!({ "token": "a+secret&more" })
        }
        MailKind::TicketHandedOn => json!({ "token": "a+secret&more", "from": "Olga <& co>" }),
        MailKind::TicketTakenBack => {
            json!({ "codes": ["code-of-the-seat-00001"], "from": "Olga <& co>" })
        }
        MailKind::CertificateIssued => json!({ "number": "7Q2MD-K8H3R-0VXWA-9TNEC-B4JG1" }),
        MailKind::TicketsCancelled => json!({
            "refunded": "24.99", "currency": "EUR", "seat": 2, "attendee": "Ada Lovelace"
        }),
        MailKind::BookingConfirmed
        | MailKind::PaymentFailed
        | MailKind::EventReminder
        | MailKind::EventSurvey
        | MailKind::ReviewReplied
        | MailKind::WaitlistOffer
        | MailKind::WaitlistOfferLapsed => json!({}),
        MailKind::OrganizerMessage => {
            json!({ "subject": "Doors open earlier", "body": "At five." })
        }
        MailKind::WaitlistEnded => json!({
            "event_id": Uuid::nil(), "title": "Night of science", "slug": "night-of-science",
            "starts": "2026-12-05T17:00:00Z", "timezone": "Europe/Berlin", "kinds": "Child, Student"
        }),
        MailKind::EventChanged => moved(),
        MailKind::SessionsMoved => sessions_moved(),
        MailKind::TeamInvitation => json!({
            "token": "a+secret&more", "role": "editor", "organizer": "Olga & friends",
            "event": "Night of science", "expires": "2026-12-05T17:00:00Z"
        }),
        MailKind::TeamChanged => json!({
            "role": "door", "organizer": "Olga & friends", "event": "Night of science"
        }),
        MailKind::EventHidden
        | MailKind::EventRestored
        | MailKind::ReviewHidden
        | MailKind::ReviewRestored => json!({
            "event_id": Uuid::nil(), "event": "Night of science", "slug": "night-of-science",
            "reason": "The pictures are not yours."
        }),
        MailKind::BookingMoved => {
            json!({ "from": "Day of science", "reason": "The hall is small." })
        }
        MailKind::TicketExchanged => json!({
            "refunded": "10.00", "currency": "EUR", "seat": 2, "attendee": "Ada Lovelace",
            "from": "Adult", "to": "Student"
        }),
        MailKind::BookingRefunded => json!({
            "refunded": "10.00", "currency": "EUR", "reason": "The talk was cancelled."
        }),
        _ => json!({ "refunded": "49.98", "currency": "EUR" }),
    }
}

/// One that begins an hour later in another room, and one that is gone.
fn sessions_moved() -> Value {
    let place = |title: &str, hour: u32, room: &str| {
        json!({ "title": title, "room": room, "starts": format!("2026-12-05T{hour}:00:00Z"),
            "ends": format!("2026-12-05T{hour}:45:00Z") })
    };
    json!({ "event_id": Uuid::nil(), "title": "Night of science", "slug": "night-of-science",
        "timezone": "Europe/Berlin", "sessions": [
            { "before": place("Black holes", 17, "Hall"), "after": place("Black holes", 18, "Attic") },
            { "before": place("Comets", 20, "Hall"), "after": null },
        ] })
}

/// From an hour earlier and online only to where it is now.
fn moved() -> Value {
    let before = json!({ "starts": "2026-12-05T16:00:00Z", "ends": "2026-12-05T22:30:00Z",
        "timezone": "Europe/Berlin", "location": "Berlin, Germany", "venue": null,
        "online_meeting_url": "https://meet.example.org/night" });
    let after = json!({ "starts": "2026-12-05T17:00:00Z", "ends": "2026-12-05T22:30:00Z",
        "timezone": "Europe/Berlin", "location": "Berlin, Germany", "venue": "Town hall",
        "online_meeting_url": null });
    json!({ "before": before, "after": after })
}

/// All messages of a language, one below the other.
fn all(locale: Locale) -> String {
    let messages = MailKind::ALL.map(|kind| {
        let mail = render(&letter(kind, locale, data(kind)), BASE).unwrap();
        let attached: Vec<_> = mail.attachments.iter().map(|a| a.name.as_str()).collect();
        format!(
            "===== {}\nTo: {}\nMessage-ID: {}\nSubject: {}\nAttached: {attached:?}\n\n{}",
            kind.as_str(),
            mail.to,
            mail.message_id,
            mail.subject,
            mail.text
        )
    });
    messages.join("\n")
}

#[test]
fn the_messages_in_english() {
    insta::assert_snapshot!(all(Locale::En));
}

#[test]
fn the_messages_in_russian() {
    insta::assert_snapshot!(all(Locale::Ru));
}

#[test]
fn the_layout_of_a_message() {
    let letter = letter(MailKind::BookingConfirmed, Locale::En, json!({}));
    let html = render(&letter, BASE).unwrap().html;
    assert!(html.contains("Ночь науки &#60;&#38; friends&#62;"), "what people write is no markup");
    insta::assert_snapshot!(html);
}

/// Of a booking with several kinds of ticket.
fn typed(kind: MailKind, locale: Locale) -> Draft {
    let mut draft = letter(kind, locale, data(kind));
    if let Some(booking) = &mut draft.booking {
        for (place, name) in ["Adult", "Student <half>"].into_iter().enumerate() {
            let ticket_type = TicketTypeId(Uuid::from_u128(place as u128));
            let unit_price = booking.total.amount();
            let item = BookingItem { ticket_type, name: name.into(), quantity: 1, unit_price };
            booking.items.push(item);
            booking.tickets[place].ticket_type = Some(ticket_type);
        }
    }
    draft
}

#[test]
fn what_is_about_the_tickets_of_a_booking_names_their_kinds() {
    // What is about something else: the event's agenda, what somebody said of it, or what they proved.
    let others = [
        MailKind::CertificateIssued,
        MailKind::EventSurvey,
        MailKind::OrganizerMessage,
        MailKind::ReviewReplied,
        MailKind::SessionsMoved,
        // The ticket is somebody else's by now.
        MailKind::TicketTakenBack,
        MailKind::WaitlistEnded,
    ];
    for (kind, locale) in
        MailKind::ALL.into_iter().flat_map(|it| [(it, Locale::En), (it, Locale::Ru)])
    {
        let draft = typed(kind, locale);
        let moderated = matches!(
            kind,
            MailKind::EventHidden
                | MailKind::EventRestored
                | MailKind::ReviewHidden
                | MailKind::ReviewRestored
                | MailKind::TeamInvitation
                | MailKind::TeamChanged
        );
        if draft.booking.is_none() || moderated || others.contains(&kind) {
            continue;
        }
        let mail = render(&draft, BASE).unwrap();
        assert!(mail.text.contains("1 × Adult, 1 × Student <half>"), "{kind:?}: {}", mail.text);
        assert!(mail.html.contains("1 × Adult, 1 × Student &#60;half&#62;"), "{kind:?}");
        for file in mail.attachments.iter().filter(|file| file.content_type.contains("calendar")) {
            let text = String::from_utf8(file.content.clone()).unwrap().replace("\r\n ", "");
            assert!(text.contains("1 × Student <half>"), "{kind:?}: {text}");
        }
    }
}

#[test]
fn a_cancellation_says_what_goes_back() {
    let text = |data| {
        let letter = letter(MailKind::BookingCancelled, Locale::En, data);
        render(&letter, BASE).unwrap().text
    };
    assert!(text(json!({ "refunded": "5.00", "currency": "EUR" })).contains("refunded 5.00 EUR"));
    assert!(text(json!({ "refunded": "0.00", "currency": "EUR" })).contains("nothing is refunded"));
    assert!(!text(json!({})).contains("refund"));
}

#[test]
fn what_the_organizer_cancelled_is_told_with_the_reason() {
    let text = |kind, data| render(&letter(kind, Locale::En, data), BASE).unwrap().text;
    let data = |by_rule: bool| {
        json!({ "by_organizer": true, "by_rule": by_rule, "refunded": "0.00", "currency": "EUR",
            "reason": "The hall is small.", "tickets": 2 })
    };
    for kind in [MailKind::BookingCancelled, MailKind::TicketsCancelled] {
        let chosen = text(kind, data(false));
        assert!(chosen.contains("The organizer writes: The hall is small."), "{chosen}");
        assert!(chosen.contains("Nothing of what was paid is refunded."), "{chosen}");
        let by_rule = text(kind, data(true));
        assert!(by_rule.contains("Under the refund rule of this booking"), "{by_rule}");
    }
    assert!(text(MailKind::TicketsCancelled, data(false)).contains("2 tickets are cancelled"));
}

#[test]
fn who_has_no_account_is_led_to_the_ticket_in_every_message() {
    for kind in [
        MailKind::GuestTicket,
        MailKind::TicketHandedOn,
        MailKind::EventChanged,
        MailKind::BookingCancelled,
    ] {
        let mut message = letter(kind, Locale::En, data(kind));
        message.data["token"] = json!("open-sesame");
        let mail = render(&message, BASE).unwrap();
        assert!(mail.text.contains("https://hub.example.org/guest/open-sesame\n"), "{}", mail.text);
        assert!(!mail.text.contains("/bookings/") && !mail.text.contains("your account"));
        for file in mail.attachments.iter().filter(|file| file.name.contains(".ics")) {
            let text = String::from_utf8(file.content.clone()).unwrap().replace("\r\n ", "");
            assert!(text.contains("/guest/open-sesame"), "{text}");
        }
        let addressed = message.addressed(false);
        if let Ok(addressed) = addressed {
            let mail = super::render(&addressed, BASE).unwrap();
            assert!(mail.text.contains("/guest/open-sesame"), "an unproved address too");
            let kept = kept(mail, &addressed, false);
            assert!(!kept.text.contains("open-sesame") && !kept.html.contains("open-sesame"));
        }
    }
    let message = letter(MailKind::GuestTicket, Locale::En, json!({}));
    let text = render(&message, BASE).unwrap().text;
    assert!(text.contains("/bookings/") && text.contains("your account"), "{text}");
}

#[test]
fn a_booking_cancelled_before_its_message_went_out_has_no_tickets() {
    let mut letter = letter(MailKind::BookingConfirmed, Locale::En, json!({}));
    letter.booking = Some(booking(BookingStatus::Cancelled));
    assert!(render(&letter, BASE).unwrap().attachments.is_empty());
}

#[test]
fn a_message_about_nothing_cannot_be_rendered() {
    let told_anyway = [
        MailKind::PasswordChanged,
        MailKind::EmailChangeRequested,
        MailKind::EmailChanged,
        MailKind::SecondFactorOn,
        MailKind::SecondFactorOff,
        MailKind::RecoveryCodesLow,
        MailKind::TeamChanged,
    ];
    for kind in MailKind::ALL.into_iter().filter(|kind| !told_anyway.contains(kind)) {
        let mut letter = letter(kind, Locale::Ru, json!({}));
        (letter.booking, letter.message) = (None, None);
        assert!(matches!(render(&letter, BASE), Err(RenderError::Gone)), "{kind:?}");
    }
}

#[test]
fn who_waited_for_a_cancelled_event_is_told_which_and_why() {
    for (locale, says, when) in [
        (Locale::En, "The organizer writes: The hall is flooded.", "2026, 18:00 (CET)"),
        (Locale::Ru, "Организатор пишет: The hall is flooded.", "2026 г., 18:00 (CET)"),
    ] {
        let data = json!({
            "title": "Night of science",
            "slug": "night-of-science",
            "starts": "2026-12-05T17:00:00Z",
            "timezone": "Europe/Berlin",
            "reason": "The hall is flooded.",
        });
        let mut letter = letter(MailKind::EventCancelled, locale, data);
        letter.booking = None;
        let text = render(&letter, BASE).unwrap().text;
        assert!(text.contains(says) && text.contains(when), "{text}");
        assert!(text.contains("https://hub.example.org/events/night-of-science"));
    }
}

#[test]
fn a_venue_named_like_its_location_is_said_once_by_mail_and_calendar() {
    let mut letter = letter(MailKind::BookingConfirmed, Locale::En, json!({}));
    letter.booking.as_mut().unwrap().venue = Some("BERLIN, germany".into());
    let mail = render(&letter, BASE).unwrap();
    assert!(mail.text.contains("\nWhere: Berlin, Germany\n"), "{}", mail.text);
    let entry = String::from_utf8(mail.attachments[1].content.clone()).unwrap();
    assert!(entry.contains("\r\nLOCATION:Berlin\\, Germany\r\n"), "{entry}");
}

#[test]
fn a_secret_is_kept_only_where_that_is_wanted() {
    let letter = letter(MailKind::PasswordReset, Locale::En, json!({ "token": "open-sesame" }));
    for keep in [true, false] {
        let addressed = letter.clone().addressed(true).unwrap();
        let kept = kept(render(&letter, BASE).unwrap(), &addressed, keep);
        assert_eq!(kept.text.contains("open-sesame"), keep);
        assert_eq!(kept.html.contains("open-sesame"), keep);
    }
}

#[test]
fn a_line_break_in_a_title_ends_no_header() {
    let mut letter = letter(MailKind::EventCancelled, Locale::En, json!({}));
    if let Some(booking) = &mut letter.booking {
        booking.title = "One\r\nBcc: eve@example.org".into();
    }
    let mail = render(&letter, BASE).unwrap();
    assert_eq!(mail.subject, "Event cancelled: One Bcc: eve@example.org");
}

#[test]
fn a_cancelled_event_leaves_the_calendar_and_a_changed_one_comes_later_than_before() {
    let calendar = |kind, change: fn(&mut Details)| {
        let mut letter = letter(kind, Locale::En, data(kind));
        letter.booking.as_mut().map(change);
        let attachments = render(&letter, BASE).unwrap().attachments;
        let file = attachments.into_iter().find(|file| file.name.contains(".ics")).unwrap();
        String::from_utf8(file.content).unwrap()
    };
    let cancelled = calendar(MailKind::EventCancelled, |booking| booking.event_cancelled = true);
    assert!(cancelled.contains("STATUS:CANCELLED") && cancelled.contains("METHOD:CANCEL"));
    let sequence = |text: &str| -> u32 {
        let line = text.lines().find_map(|line| line.strip_prefix("SEQUENCE:")).unwrap();
        line.trim().parse().unwrap()
    };
    let before = sequence(&calendar(MailKind::BookingConfirmed, |_| {}));
    let after = sequence(&calendar(MailKind::EventChanged, |booking| {
        booking.revision += 1;
    }));
    assert!(after > before, "{after} > {before}");
}

#[test]
fn a_cancelled_booking_takes_its_entry_out_of_the_calendar_unless_another_stands() {
    let mut letter = letter(MailKind::BookingCancelled, Locale::En, json!({}));
    let [file] = render(&letter, BASE).unwrap().attachments.try_into().unwrap();
    let text = String::from_utf8(file.content).unwrap();
    for line in ["METHOD:CANCEL", "STATUS:CANCELLED", "SEQUENCE:3"] {
        assert!(text.contains(&format!("\r\n{line}\r\n")), "{line}\n{text}");
    }
    let booked = render(&self::letter(MailKind::BookingConfirmed, Locale::En, json!({})), BASE);
    let entry = String::from_utf8(booked.unwrap().attachments.remove(1).content).unwrap();
    let uid = |text: &str| text.lines().find(|line| line.starts_with("UID:")).map(str::to_owned);
    assert_eq!(uid(&text), uid(&entry));
    assert!(uid(&text).is_some());
    letter.booking.as_mut().unwrap().attends = true;
    assert!(render(&letter, BASE).unwrap().attachments.is_empty(), "they still go");
}

#[test]
fn a_calendar_says_in_its_type_what_it_says_in_its_text() {
    let mut found = 0;
    for kind in MailKind::ALL {
        let mail = render(&letter(kind, Locale::En, data(kind)), BASE).unwrap();
        for file in
            mail.attachments.iter().filter(|file| file.content_type.starts_with("text/calendar"))
        {
            let (_, method) = file.content_type.split_once("; method=").unwrap();
            let text = String::from_utf8(file.content.clone()).unwrap();
            assert!(text.contains(&format!("\r\nMETHOD:{method}\r\n")), "{kind:?}\n{text}");
            found += 1;
        }
    }
    assert!(found >= 5, "{found}");
}

#[test]
fn a_reminder_tells_the_time_by_the_readers_own_clock_where_that_differs() {
    let text = |zone: &str| {
        let mut letter = letter(MailKind::EventReminder, Locale::En, json!({}));
        letter.timezone = Some(zone.into());
        render(&letter, BASE).unwrap().text
    };
    assert!(text("Asia/Tbilisi").contains("Your time: Saturday, 5 December 2026, 21:00"));
    assert!(!text("Europe/Paris").contains("Your time"));
    assert!(!text("UTC").contains("Your time"));
}

#[test]
fn what_is_about_an_account_says_nothing_that_a_person_wrote() {
    for kind in MailKind::ALL.into_iter().filter(|kind| kind.is_about_account()) {
        for locale in Locale::ALL {
            let mut letter = letter(kind, locale, data(kind));
            letter.name = Some("your card was declined: https://evil.example/pay".into());
            let mail = render(&letter, BASE).unwrap();
            assert!(!(mail.subject + &mail.text + &mail.html).contains("evil"), "{kind:?}");
        }
    }
}

#[test]
fn a_link_that_proves_an_address_ends_in_its_token() {
    let letter = letter(MailKind::VerifyEmail, Locale::En, json!({ "token": "open-sesame" }));
    let text = render(&letter, BASE).unwrap().text;
    assert!(text.contains("https://hub.example.org/verify-email?token=open-sesame\n"), "{text}");
}

/// Puts a text in the place of all that people wrote, however deep.
fn poisoned(value: Value, evil: &str) -> Value {
    const WRITTEN: [&str; 6] = ["title", "location", "venue", "reason", "attendee", "from"];
    match value {
        Value::Object(fields) => fields
            .into_iter()
            .map(|(name, value)| match value {
                Value::String(_) if WRITTEN.contains(&name.as_str()) => (name, json!(evil)),
                value => (name, poisoned(value, evil)),
            })
            .collect(),
        other => other,
    }
}

#[test]
fn what_people_write_is_no_markup_in_any_message() {
    let evil = "\"'\r\n--></title></style></script><zq zq=1><meta http-equiv=refresh content=zq>";
    for (kind, locale) in MailKind::ALL
        .into_iter()
        .flat_map(|kind| [Locale::En, Locale::Ru].map(|locale| (kind, locale)))
    {
        let mut letter = letter(kind, locale, poisoned(data(kind), evil));
        letter.name = Some(evil.into());
        if let Some(booking) = &mut letter.booking {
            booking.title = evil.into();
            booking.location = evil.into();
            booking.venue = Some(evil.into());
            booking.event_cancel_reason = Some(evil.into());
            booking.tickets.iter_mut().for_each(|ticket| ticket.attendee_name = evil.into());
        }
        let mail = render(&letter, BASE).unwrap();
        for found in crate::testing::markup::scan(&mail.html) {
            assert_eq!(found.broken_out, [""; 0], "{kind:?} {locale:?}: {}", mail.html);
        }
        assert!(!mail.subject.contains(['\r', '\n']), "{kind:?}: {}", mail.subject);
        for attached in mail.attachments {
            let plain =
                attached.name.chars().all(|c| c.is_ascii_alphanumeric() || "-.".contains(c));
            assert!(plain, "{kind:?}: {}", attached.name);
            if attached.name.contains(".ics") {
                let text = String::from_utf8(attached.content).unwrap();
                let lines = text.replace("\r\n ", "").replace("\r\n\t", "");
                let mut names =
                    lines.split("\r\n").map(|line| line.split([':', ';']).next().unwrap());
                assert!(names.all(|name| !name.contains("zq") && !name.contains('<')), "{text}");
            }
        }
    }
}

#[test]
fn what_an_organizer_writes_is_shown_as_theirs_and_does_nothing() {
    let mut draft = letter(MailKind::OrganizerMessage, Locale::En, json!({}));
    let mail = render(&draft, BASE).unwrap();
    assert_eq!(mail.reply_to.as_deref(), Some("olga@example.org"));
    assert_eq!(mail.unsubscribe.as_deref(), Some("https://hub.example.org/unsubscribe/a-secret"));
    assert!(mail.html.contains("<strong>Doors open at five.</strong>"), "{}", mail.html);
    assert!(mail.text.contains("Olga & friends writes to you about the event"), "{}", mail.text);
    assert!(mail.text.contains("Doors open at five. Bring a warm jacket"), "{}", mail.text);
    assert!(mail.text.contains("https://hub.example.org/unsubscribe/a-secret"), "{}", mail.text);
    let message = draft.message.as_mut().unwrap();
    message.body = "<script>alert(1)</script> ![x](https://evil.example/track.png)\n\n\
        <img src=https://evil.example/track.png> [x](javascript:alert(1))"
        .into();
    message.subject = "One\r\nBcc: eve@example.org".into();
    message.organizer = "<b>Event Hub</b>\nteam".into();
    message.opt_out = None;
    let mail = render(&draft, BASE).unwrap();
    assert_eq!(mail.unsubscribe, None, "what is about the booking cannot be stopped");
    assert!(!mail.subject.contains('\n') && mail.subject.contains("Bcc: eve@example.org"));
    for bad in ["<script", "<img", "href=\"javascript", "<b>"] {
        assert!(!mail.html.contains(bad), "{bad}\n{}", mail.html);
    }
    assert!(!mail.html.contains("unsubscribe"), "{}", mail.html);
}

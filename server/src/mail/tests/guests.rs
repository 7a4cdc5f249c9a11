//! What goes to whom a ticket was handed on: nothing of the booking that it is of, and nothing that only
//! its buyer can do.

use super::*;

/// The kinds that such a reader gets.
const KINDS: [MailKind; 9] = [
    MailKind::EventReminder,
    MailKind::EventChanged,
    MailKind::EventCancelled,
    MailKind::BookingMoved,
    MailKind::BookingCancelled,
    MailKind::TicketsCancelled,
    MailKind::TicketExchanged,
    MailKind::CertificateIssued,
    MailKind::OrganizerMessage,
];

/// As `mail::letter` makes it of one ticket.
fn to_guest(kind: MailKind, locale: Locale) -> Draft {
    let mut data = match kind {
        MailKind::TicketExchanged => json!({ "from": "Adult", "to": "Student" }),
        MailKind::BookingCancelled | MailKind::TicketsCancelled => json!({
            "codes": ["code-of-the-seat-00001"], "by_organizer": true, "by_rule": true,
            "reason": "The hall is small."
        }),
        MailKind::EventCancelled => json!({}),
        kind => data(kind),
    };
    (data["token"], data["handed_on"]) = (json!("open-sesame"), json!(true));
    let mut draft = letter(kind, locale, data);
    let booking = draft.booking.as_mut().unwrap();
    booking.total = Money::zero(Currency::EUR);
    (booking.quantity, booking.hold_expires_at) = (1, None);
    booking.tickets.truncate(1);
    if kind == MailKind::TicketsCancelled {
        (booking.status, booking.attends) = (BookingStatus::Cancelled, false);
    }
    draft
}

fn all_to_guest(locale: Locale) -> String {
    let messages = KINDS.map(|kind| {
        let mail = render(&to_guest(kind, locale), BASE).unwrap();
        let attached: Vec<_> = mail.attachments.iter().map(|a| a.name.as_str()).collect();
        format!(
            "===== {}\nSubject: {}\nAttached: {attached:?}\n\n{}",
            kind.as_str(),
            mail.subject,
            mail.text
        )
    });
    messages.join("\n")
}

#[test]
fn the_messages_in_english_to_a_guest() {
    insta::assert_snapshot!(all_to_guest(Locale::En));
}

#[test]
fn the_messages_in_russian_to_a_guest() {
    insta::assert_snapshot!(all_to_guest(Locale::Ru));
}

#[test]
fn a_guest_is_told_nothing_that_only_a_buyer_can_do_and_nothing_of_money() {
    for kind in KINDS {
        let mail = render(&to_guest(kind, Locale::En), BASE).unwrap();
        let said = [mail.subject.as_str(), &mail.text, &mail.html].join("\n").to_lowercase();
        for word in
            ["your booking", "your account", "/bookings/", "eur", "refund", "you paid", "you pay"]
        {
            assert!(!said.contains(word), "{kind:?}: {word}\n{said}");
        }
        if kind != MailKind::CertificateIssued {
            assert!(said.contains("/guest/open-sesame"), "{kind:?}\n{said}");
        }
    }
}

#[test]
fn what_is_void_is_named_by_its_code_with_who_did_it_and_whom_to_ask() {
    let text = |kind, data: Value, change: fn(&mut Details)| {
        let mut draft = to_guest(kind, Locale::En);
        draft.data = data;
        draft.booking.as_mut().map(change);
        render(&draft, BASE).unwrap().text
    };
    let none = |_: &mut Details| {};
    let code = json!(["a-code"]);
    let back =
        text(MailKind::TicketTakenBack, json!({ "codes": code.clone(), "from": "Ada" }), none);
    for said in ["with the code a-code", "Ada took it back.", "ask whoever sent you", "/events/"] {
        assert!(back.contains(said), "{said}\n{back}");
    }
    assert!(!back.contains("/guest/") && !back.contains("your account"), "{back}");
    let unproved = text(MailKind::TicketTakenBack, json!({ "codes": code.clone() }), none);
    assert!(unproved.contains("Whoever sent it to you took it back."), "{unproved}");
    let given = |mut data: Value| {
        (data["token"], data["handed_on"]) = (json!("open-sesame"), json!(true));
        data
    };
    let data = given(json!({ "codes": code }));
    let given_back = text(MailKind::TicketsCancelled, data.clone(), none);
    for said in ["a-code", "Whoever booked it gave the seat back.", "take it out"] {
        assert!(given_back.contains(said), "{said}\n{given_back}");
    }
    let still = text(MailKind::TicketsCancelled, data, |booking| booking.attends = true);
    assert!(!still.contains("calendar"), "another ticket of theirs stands\n{still}");
    let data =
        given(json!({ "codes": ["one", "two"], "by_organizer": true, "reason": "Too full" }));
    let organizer = text(MailKind::BookingCancelled, data, none);
    for said in ["one, two", "The organizer cancelled it.", "Too full", "ask the organizer"] {
        assert!(organizer.contains(said), "{said}\n{organizer}");
    }
}

#[test]
fn whose_guests_have_all_tickets_gets_no_empty_paper_of_an_exchange() {
    let mut draft = letter(MailKind::TicketExchanged, Locale::En, data(MailKind::TicketExchanged));
    draft.booking.as_mut().unwrap().tickets.clear();
    let mail = render(&draft, BASE).unwrap();
    assert!(mail.attachments.is_empty() && !mail.text.contains("attached"), "{}", mail.text);
}

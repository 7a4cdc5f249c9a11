//! Hostile text in mails: text that people wrote, in every field, must stay on its line in a mail to
//! a verified address, and must not appear at all in a mail to an unverified one.

use super::*;
use domain::mail::Withheld;

const WORD: &str = "Zahlungsausfall";
const LINK: &str = "https://evil.example/pay";

/// A sentence that tries to become a mail of its own.
fn hostile() -> String {
    format!(
        "{WORD},\n\nPay:\r\n{LINK}\u{2028}or pay@evil.example\u{202e} evil。example\u{0}\n\nBye"
    )
}

/// A draft with the hostile text in every field that people write.
fn draft(kind: MailKind, locale: Locale) -> Draft {
    let hostile = hostile();
    let mut data = data(kind);
    if matches!(kind, MailKind::TicketsCancelled | MailKind::TicketExchanged) {
        data["attendee"] = hostile.clone().into();
    }
    for field in ["from", "to"].into_iter().filter(|_| kind == MailKind::TicketExchanged) {
        data[field] = hostile.clone().into();
    }
    // Of an exchange.
    if matches!(kind, MailKind::PaymentFailed | MailKind::PaymentRefunded) {
        data["seat"] = 2.into();
        for field in ["attendee", "to"] {
            data[field] = hostile.clone().into();
        }
    }
    if matches!(kind, MailKind::TicketHandedOn | MailKind::TicketTakenBack) {
        data["from"] = hostile.clone().into();
    }
    for field in ["organizer", "event"]
        .into_iter()
        .filter(|_| matches!(kind, MailKind::TeamInvitation | MailKind::TeamChanged))
    {
        data[field] = hostile.clone().into();
    }
    let moderated = matches!(
        kind,
        MailKind::EventHidden
            | MailKind::EventRestored
            | MailKind::ReviewHidden
            | MailKind::ReviewRestored
    );
    for field in ["event", "reason"].into_iter().filter(|_| moderated) {
        data[field] = hostile.clone().into();
    }
    for side in ["before", "after"].into_iter().filter(|_| kind == MailKind::EventChanged) {
        for field in ["location", "venue", "online_meeting_url"] {
            data[side][field] = format!("{side} {hostile}").into();
        }
    }
    for field in ["title", "kinds"].into_iter().filter(|_| kind == MailKind::WaitlistEnded) {
        data[field] = hostile.clone().into();
    }
    if kind == MailKind::SessionsMoved {
        data["title"] = hostile.clone().into();
        for side in ["before", "after"] {
            for field in ["title", "room"] {
                data["sessions"][0][side][field] = format!("{side} {hostile}").into();
            }
        }
    }
    let mut draft = letter(kind, locale, data);
    draft.name = Some(hostile.clone());
    if let Some(booking) = &mut draft.booking {
        booking.title.clone_from(&hostile);
        booking.event_slug = format!("{WORD}-evil-example-pay");
        booking.location.clone_from(&hostile);
        booking.venue = Some(format!("{hostile}!"));
        booking.online_meeting_url = Some(LINK.into());
        booking.event_cancel_reason = Some(hostile.clone());
        for ticket in &mut booking.tickets {
            ticket.attendee_name.clone_from(&hostile);
        }
    }
    draft
}

/// The mail to an attendee on the waitlist of a cancelled event, who has no booking.
fn waited(locale: Locale) -> Draft {
    let mut draft = draft(MailKind::EventCancelled, locale);
    draft.booking = None;
    draft.data = json!({ "event_id": Uuid::nil(), "title": hostile(), "slug": WORD,
        "starts": "2026-12-05T17:00:00Z", "timezone": "Europe/Berlin", "reason": hostile() });
    draft
}

fn drafts() -> Vec<Draft> {
    let of = |locale| {
        let kinds = MailKind::ALL.into_iter().map(move |kind| draft(kind, locale));
        kinds.chain([waited(locale)])
    };
    [Locale::En, Locale::Ru].into_iter().flat_map(of).collect()
}

/// The whole text of a mail and of its attachments.
fn said(mail: &OutgoingMail, letter: &Draft) -> String {
    let calendars = mail.attachments.iter().filter(|file| file.content_type.contains("calendar"));
    let calendars =
        calendars.map(|file| String::from_utf8(file.content.clone()).unwrap().replace("\r\n ", ""));
    let mut all = vec![mail.subject.clone(), mail.text.clone(), mail.html.clone()];
    all.extend(calendars);
    // A ticket is drawn from its booking.
    if mail.attachments.iter().any(|file| file.content_type.contains("pdf")) {
        all.push(format!("{:?}", letter.booking));
    }
    all.join("\n")
}

#[test]
fn nothing_that_leads_elsewhere_and_no_name_goes_to_an_address_that_nobody_has_proved() {
    let mut sent = Vec::new();
    for draft in drafts() {
        let kind = draft.kind;
        let letter = match draft.addressed(false) {
            Ok(letter) => letter,
            Err(withheld) => {
                assert_eq!(withheld, Withheld::Unverified);
                continue;
            }
        };
        let mail = super::super::render(&letter, BASE).unwrap();
        let said = said(&mail, &letter);
        for hostile in ["evil", LINK, "@evil"] {
            assert!(!said.to_lowercase().contains(hostile), "{kind:?}: {hostile}\n{said}");
        }
        // The title of the booked event, and no other word that a person wrote, where the tickets are.
        let expected = matches!(
            kind,
            MailKind::BookingConfirmed
                | MailKind::BookingMoved
                | MailKind::GuestTicket
                | MailKind::TicketHandedOn
                | MailKind::TicketTakenBack
        );
        assert_eq!(said.contains(WORD), expected, "{kind:?}\n{said}");
        assert!(!said.contains("Ada Lovelace") && !said.contains("Hello"), "{kind:?}\n{said}");
        sent.push(kind);
    }
    for kind in [
        MailKind::EventChanged,
        MailKind::EventReminder,
        MailKind::EventSurvey,
        MailKind::ReviewReplied,
        MailKind::SessionsMoved,
        MailKind::EventHidden,
        MailKind::EventRestored,
        MailKind::ReviewHidden,
        MailKind::ReviewRestored,
        MailKind::CertificateIssued,
        MailKind::WaitlistOfferLapsed,
        MailKind::WaitlistEnded,
        MailKind::OrganizerMessage,
    ] {
        assert!(!sent.contains(&kind), "{kind:?} waits in the inbox");
    }
}

#[test]
fn a_title_that_is_all_links_leaves_the_reference() {
    let mut draft = draft(MailKind::BookingConfirmed, Locale::En);
    draft.booking.as_mut().unwrap().title = LINK.into();
    let mail = super::super::render(&draft.addressed(false).unwrap(), BASE).unwrap();
    assert_eq!(mail.subject, "Your tickets: EH-7K3M9QXD");
}

#[test]
fn a_text_of_many_lines_is_one_line_of_a_message() {
    for draft in drafts() {
        let mail = render(&draft, BASE).unwrap();
        let kind = draft.kind;
        for line in [&mail.text, &mail.subject].into_iter().flat_map(|text| text.lines()) {
            assert!(!line.starts_with("Pay:") && line != "Bye", "{kind:?}: {line}\n{}", mail.text);
        }
        for (part, text) in [("text", &mail.text), ("html", &mail.html)] {
            for c in ['\r', '\u{2028}', '\u{202e}', '\u{0}'] {
                assert!(!text.contains(c), "{kind:?} {part}: {c:?}");
            }
        }
        assert!(!mail.subject.contains('\n'));
        let alone = |line: &str| line.trim() == "Bye" || line.trim() == "Bye</p>";
        assert!(!mail.html.lines().any(alone), "{kind:?}\n{}", mail.html);
    }
}

#[test]
fn what_speaks_of_the_account_alone_greets_nobody() {
    let draft = draft(MailKind::PasswordReset, Locale::En);
    let mail = render(&draft, BASE).unwrap();
    assert!(!mail.text.contains(WORD) && !mail.html.contains(WORD), "{}", mail.text);
}

//! MIME: a rendered message becomes what is sent over SMTP.

use domain::mail::{MailError, OutgoingMail};
use lettre::Message;
use lettre::message::header::{self, ContentType, HeaderName, HeaderValue};
use lettre::message::{Attachment, Mailbox, MultiPart, SinglePart};

/// Text and HTML as alternatives, and what is attached.
pub(super) fn compose(from: &Mailbox, mail: &OutgoingMail) -> Result<Message, MailError> {
    let permanent = |error: &dyn std::fmt::Display| MailError::Permanent(error.to_string());
    let to: Mailbox =
        types::email::wire_email(&mail.to).parse().map_err(|error| permanent(&error))?;
    let alternatives = MultiPart::alternative()
        .singlepart(SinglePart::plain(mail.text.clone()))
        .singlepart(SinglePart::html(mail.html.clone()));
    let mut parts = MultiPart::mixed().multipart(alternatives);
    for attachment in &mail.attachments {
        let kind = ContentType::parse(&attachment.content_type).map_err(|e| permanent(&e))?;
        let part = Attachment::new(attachment.name.clone()).body(attachment.content.clone(), kind);
        parts = parts.singlepart(part);
    }
    let mut message = Message::builder().from(from.clone()).to(to);
    if let Some(address) = &mail.reply_to {
        // Read as an address, so that nothing else gets into the header.
        let answers: Mailbox =
            types::email::wire_email(address).parse().map_err(|error| permanent(&error))?;
        message = message.reply_to(answers);
    }
    let mut message = message
        .subject(mail.subject.clone())
        .message_id(Some(mail.message_id.clone()))
        .header(header::MIME_VERSION_1_0)
        .multipart(parts)
        .map_err(|error| permanent(&error))?;
    // Vacation replies stay away from what a machine wrote (RFC 3834).
    let name = HeaderName::new_from_ascii_str("Auto-Submitted");
    message.headers_mut().insert_raw(HeaderValue::new(name, "auto-generated".to_owned()));
    if let Some(address) = &mail.unsubscribe {
        let one_click = "List-Unsubscribe=One-Click".to_owned();
        for (name, value) in
            [("List-Unsubscribe", format!("<{address}>")), ("List-Unsubscribe-Post", one_click)]
        {
            let name = HeaderName::new_from_ascii_str(name);
            message.headers_mut().insert_raw(HeaderValue::new(name, value));
        }
    }
    Ok(message)
}

#[cfg(test)]
mod tests {
    use super::*;
    use lettre::Address;
    use proptest::prelude::*;
    use types::email::{parse_email, wire_email};

    fn sendable(typed: &str) -> Result<(), TestCaseError> {
        if let Some(email) = parse_email(typed) {
            let wire = wire_email(&email);
            prop_assert!(email.parse::<Address>().is_ok(), "{typed:?} gave {email:?}");
            prop_assert!(wire.parse::<Address>().is_ok(), "{typed:?} gave {wire:?} on the wire");
            prop_assert!(wire.rsplit('@').next().is_some_and(str::is_ascii), "{wire:?}");
            prop_assert_eq!(parse_email(&email), Some(email.clone()), "{:?}", typed);
            prop_assert_eq!(parse_email(&wire), Some(email), "{:?}", typed);
        }
        Ok(())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(3_000))]

        #[test]
        fn an_address_that_is_accepted_can_be_sent_to(local in any::<String>(), host in any::<String>()) {
            sendable(&format!("{local}@{host}"))?;
            sendable(&format!("{local}@example.org"))?;
            sendable(&format!("ada@{host}.org"))?;
        }

        #[test]
        fn an_address_of_likely_letters_can_be_sent_to(
            local in "[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~\"(),:;<>@\\[\\] éßжИ王さ한\u{301}\u{915}\u{94d}\u{200b}\u{200d}…🎉-]{1,8}",
            host in "[a-zA-Z0-9.éßжΣ王한\u{308}\u{ad}_-]{1,8}",
        ) {
            sendable(&format!("{local}@example.org"))?;
            sendable(&format!("{local}@{host}.de"))?;
            sendable(&format!("ada@{host}"))?;
        }
    }

    #[test]
    fn answers_go_to_the_organizer_and_news_can_be_stopped_by_a_click() {
        let mail = |reply_to: &str| OutgoingMail {
            id: uuid::Uuid::nil(),
            message_id: "<1@example.org>".into(),
            to: "ada@example.org".into(),
            subject: "One\r\nBcc: eve@example.org".into(),
            text: "Hello".into(),
            html: "<p>Hello</p>".into(),
            attachments: Vec::new(),
            reply_to: Some(reply_to.into()),
            unsubscribe: Some("https://hub.example.org/unsubscribe/abc".into()),
        };
        let from = "hub@example.org".parse().unwrap();
        let message = compose(&from, &mail("olga@example.org")).unwrap().formatted();
        let message = String::from_utf8(message).unwrap();
        for line in [
            "Reply-To: olga@example.org",
            "List-Unsubscribe: <https://hub.example.org/unsubscribe/abc>",
            "List-Unsubscribe-Post: List-Unsubscribe=One-Click",
        ] {
            assert!(message.contains(&format!("\r\n{line}\r\n")), "{line}\n{message}");
        }
        let (head, _) = message.split_once("\r\n\r\n").unwrap();
        assert!(!head.contains("\nBcc:"), "{head}");
        assert!(compose(&from, &mail("olga@example.org\r\nBcc: eve@example.org")).is_err());
    }

    #[test]
    fn the_type_of_an_attachment_arrives_with_its_parameters() {
        let calendar = |method: &str| domain::mail::Attachment {
            name: "event.ics".into(),
            content_type: format!("text/calendar; charset=utf-8; method={method}"),
            content: Vec::from("BEGIN:VCALENDAR"),
        };
        for method in ["PUBLISH", "CANCEL"] {
            let mail = OutgoingMail {
                id: uuid::Uuid::nil(),
                message_id: "<1@example.org>".into(),
                to: "ada@example.org".into(),
                subject: "Tickets".into(),
                text: "Hello".into(),
                html: "<p>Hello</p>".into(),
                attachments: vec![calendar(method)],
                reply_to: None,
                unsubscribe: None,
            };
            let message = compose(&"hub@example.org".parse().unwrap(), &mail).unwrap().formatted();
            let message = String::from_utf8(message).unwrap().replace("\r\n ", " ");
            let expected = format!("Content-Type: text/calendar; charset=utf-8; method={method}");
            assert!(message.contains(&expected), "{message}");
        }
    }
}

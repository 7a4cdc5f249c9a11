//! From a rendered message to what goes over the wire.

use domain::notifications::{MailError, OutgoingMail};
use lettre::Message;
use lettre::message::header::{self, ContentType, HeaderName, HeaderValue};
use lettre::message::{Attachment, Mailbox, MultiPart, SinglePart};

/// Text and HTML as alternatives, and what is attached.
pub(super) fn compose(from: &Mailbox, mail: &OutgoingMail) -> Result<Message, MailError> {
    let permanent = |error: &dyn std::fmt::Display| MailError::Permanent(error.to_string());
    let to: Mailbox = mail.to.parse().map_err(|error| permanent(&error))?;
    let alternatives = MultiPart::alternative()
        .singlepart(SinglePart::plain(mail.text.clone()))
        .singlepart(SinglePart::html(mail.html.clone()));
    let mut parts = MultiPart::mixed().multipart(alternatives);
    for attachment in &mail.attachments {
        let kind = ContentType::parse(&attachment.content_type).map_err(|e| permanent(&e))?;
        let part = Attachment::new(attachment.name.clone()).body(attachment.content.clone(), kind);
        parts = parts.singlepart(part);
    }
    let mut message = Message::builder()
        .from(from.clone())
        .to(to)
        .subject(mail.subject.clone())
        .message_id(Some(mail.message_id.clone()))
        .header(header::MIME_VERSION_1_0)
        .multipart(parts)
        .map_err(|error| permanent(&error))?;
    // Vacation replies stay away from what a machine wrote (RFC 3834).
    let name = HeaderName::new_from_ascii_str("Auto-Submitted");
    message.headers_mut().insert_raw(HeaderValue::new(name, "auto-generated".to_owned()));
    Ok(message)
}

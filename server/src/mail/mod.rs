//! Rendering of mails: from a queued message to its subject, text, HTML and attachments.
//!
//! A mail is a file named like its [`MailKind`]: a struct of its words with a value per language, and
//! the function that lays them out.

mod account;
mod booking_cancelled;
mod booking_confirmed;
mod booking_moved;
mod booking_refunded;
mod certificate_issued;
mod content;
mod context;
mod delivery;
mod event_cancelled;
mod event_changed;
mod event_reminder;
mod event_survey;
mod guest_ticket;
mod moderated;
mod organizer_message;
mod payment_failed;
mod payment_refunded;
mod review_replied;
mod sessions_moved;
mod team_changed;
mod team_invitation;
mod test_mail;
mod ticket_exchanged;
mod ticket_handed_on;
mod tickets_cancelled;
mod void_ticket;
mod waitlist_ended;
mod waitlist_offer;
mod waitlist_offer_lapsed;
mod words;

pub use delivery::MailDelivery;

use crate::documents::{invitation, tickets};
use askama::Template;
use content::Content;
use context::Context;
use domain::bookings::Details;
use domain::mail::{Attachment, Draft, Letter, OrganizerMessage, OutgoingMail, SentMail};
use domain::notifications::MailKind;
use types::bookings::BookingStatus;
use types::{Locale, paths};
use uuid::Uuid;
use words::COMMON;

#[derive(Debug, thiserror::Error)]
pub enum RenderError {
    #[error("what the message is about is gone")]
    Gone,
    #[error("the template failed: {0}")]
    Template(#[from] askama::Error),
    #[error("an attachment failed: {0}")]
    Attachment(String),
}

#[derive(Template)]
#[template(path = "letter.html")]
struct Html<'a> {
    lang: &'static str,
    content: &'a Content,
}

#[derive(Template)]
#[template(path = "letter.txt")]
struct Text<'a> {
    content: &'a Content,
}

/// Renders a message and its attachments.
///
/// # Errors
/// What the message is about is gone, or an attachment cannot be drawn.
pub fn render(letter: &Letter, base_url: &str) -> Result<OutgoingMail, RenderError> {
    let content = content(letter, base_url).ok_or(RenderError::Gone)?;
    Ok(OutgoingMail {
        id: letter.id,
        message_id: format!("<{}@{}>", letter.id, host(base_url)),
        to: letter.recipient.clone(),
        subject: content.subject.clone(),
        text: Text { content: &content }.render()?,
        html: Html { lang: letter.locale.as_str(), content: &content }.render()?,
        attachments: attachments(letter, base_url)?,
        reply_to: letter.message.as_ref().and_then(|message| message.reply_to.clone()),
        unsubscribe: content.unsubscribe.map(|link| link.url),
    })
}

/// `None` where what the message is about is gone.
fn content(letter: &Letter, base_url: &str) -> Option<Content> {
    let booking = Context::new(letter, base_url);
    let mut content = match letter.kind {
        MailKind::BookingConfirmed => booking_confirmed::content(&booking?),
        MailKind::PaymentFailed => payment_failed::content(&booking?),
        MailKind::BookingCancelled => booking_cancelled::content(&booking?),
        MailKind::BookingRefunded => booking_refunded::content(&booking?),
        MailKind::BookingMoved => booking_moved::content(&booking?),
        MailKind::GuestTicket => guest_ticket::content(&booking?),
        MailKind::TicketExchanged => ticket_exchanged::content(&booking?),
        MailKind::TicketHandedOn => ticket_handed_on::content(&booking?),
        MailKind::TicketTakenBack => void_ticket::content(&booking?),
        MailKind::TicketsCancelled => tickets_cancelled::content(&booking?),
        MailKind::PaymentRefunded => payment_refunded::content(&booking?),
        MailKind::EventCancelled => match booking {
            Some(booking) => event_cancelled::content(&booking),
            None => event_cancelled::waiting(letter, base_url)?,
        },
        MailKind::EventSurvey => event_survey::content(&booking?),
        MailKind::ReviewReplied => review_replied::content(&booking?),
        MailKind::CertificateIssued => certificate_issued::content(&booking?)?,
        MailKind::WaitlistOffer => waitlist_offer::content(&booking?),
        MailKind::WaitlistOfferLapsed => waitlist_offer_lapsed::content(&booking?),
        MailKind::WaitlistEnded => waitlist_ended::content(letter, base_url)?,
        MailKind::EventChanged => event_changed::content(&booking?)?,
        MailKind::SessionsMoved => sessions_moved::content(letter, base_url)?,
        MailKind::EventReminder => event_reminder::content(&booking?),
        MailKind::TeamInvitation => team_invitation::content(letter, base_url)?,
        MailKind::TeamChanged => team_changed::content(letter, base_url),
        MailKind::OrganizerMessage => organizer_message::content(letter, base_url)?,
        MailKind::EventHidden
        | MailKind::EventRestored
        | MailKind::ReviewHidden
        | MailKind::ReviewRestored => moderated::content(letter, base_url)?,
        MailKind::PasswordReset
        | MailKind::VerifyEmail
        | MailKind::PasswordChanged
        | MailKind::EmailChangeRequested
        | MailKind::EmailChanged
        | MailKind::SecondFactorOn
        | MailKind::SecondFactorOff
        | MailKind::RecoveryCodesLow => account::content(letter, base_url)?,
    };
    let common = COMMON.get(letter.locale);
    if let Some(name) = &letter.name {
        content.paragraphs.insert(0, (common.greeting)(name));
    }
    // Only somebody without an account has a ticket at an address of its own.
    let guest = letter.kind == MailKind::TicketTakenBack
        || booking.and_then(|booking| booking.guest_token()).is_some();
    content.footer = match letter.kind {
        MailKind::TeamInvitation => common.invitation_footer,
        _ if guest => common.guest_footer,
        _ => common.footer,
    }
    .into();
    Some(content.on_one_line_each())
}

/// A test mail, which stands in no list of messages.
///
/// # Errors
/// The template failed.
pub fn test(
    id: Uuid,
    to: &str,
    locale: Locale,
    base_url: &str,
) -> Result<OutgoingMail, RenderError> {
    let mut content = test_mail::content(locale);
    content.footer = COMMON.get(locale).footer.into();
    let content = content.on_one_line_each();
    Ok(OutgoingMail {
        id,
        message_id: format!("<{id}@{}>", host(base_url)),
        to: to.to_owned(),
        subject: content.subject.clone(),
        text: Text { content: &content }.render()?,
        html: Html { lang: locale.as_str(), content: &content }.render()?,
        attachments: Vec::new(),
        reply_to: None,
        unsubscribe: None,
    })
}

/// The HTML of an organizer's message to somebody whose name is not known.
///
/// # Errors
/// The template failed.
pub fn preview(
    message: OrganizerMessage,
    locale: Locale,
    base_url: &str,
) -> Result<String, RenderError> {
    let draft = Draft {
        id: Uuid::nil(),
        kind: MailKind::OrganizerMessage,
        recipient: String::new(),
        locale,
        name: None,
        timezone: None,
        booking: None,
        data: serde_json::Value::Null,
        message: Some(message),
    };
    let letter = draft.addressed(true).map_err(|_| RenderError::Gone)?;
    let content = content(&letter, base_url).ok_or(RenderError::Gone)?;
    Ok(Html { lang: locale.as_str(), content: &content }.render()?)
}

/// The record of a sent mail; without the secret of its link unless `keep_secrets`.
pub fn kept(mail: OutgoingMail, letter: &Letter, keep_secrets: bool) -> SentMail {
    let hidden = |text: String| match letter.data.get("token").and_then(|token| token.as_str()) {
        Some(token) if !keep_secrets => text.replace(token, "…"),
        _ => text,
    };
    SentMail {
        subject: mail.subject,
        text: hidden(mail.text),
        html: hidden(mail.html),
        attachments: mail.attachments.into_iter().map(|attachment| attachment.name).collect(),
    }
}

fn attachments(letter: &Letter, base_url: &str) -> Result<Vec<Attachment>, RenderError> {
    let Some(booking) = &letter.booking else { return Ok(Vec::new()) };
    let (tickets, entry) = match letter.kind {
        // A booking that was cancelled before its message went out has no tickets any more.
        MailKind::BookingConfirmed
        | MailKind::BookingMoved
        | MailKind::GuestTicket
        | MailKind::TicketHandedOn
        | MailKind::EventChanged
        | MailKind::EventReminder => {
            let confirmed = booking.status == BookingStatus::Confirmed;
            (confirmed && !booking.tickets.is_empty(), confirmed)
        }
        // The new tickets; time and place are as they were.
        MailKind::TicketExchanged => {
            let confirmed = booking.status == BookingStatus::Confirmed;
            (confirmed && !booking.tickets.is_empty(), false)
        }
        // Takes the entry out of the reader's calendar.
        MailKind::EventCancelled => (false, true),
        MailKind::BookingCancelled => (false, !booking.attends),
        MailKind::PaymentFailed
        | MailKind::TicketsCancelled
        | MailKind::TicketTakenBack
        | MailKind::BookingRefunded
        | MailKind::PaymentRefunded
        | MailKind::EventSurvey
        | MailKind::ReviewReplied
        | MailKind::SessionsMoved
        | MailKind::EventHidden
        | MailKind::EventRestored
        | MailKind::ReviewHidden
        | MailKind::ReviewRestored
        | MailKind::CertificateIssued
        | MailKind::WaitlistOffer
        | MailKind::WaitlistOfferLapsed
        | MailKind::WaitlistEnded
        | MailKind::TeamInvitation
        | MailKind::TeamChanged
        | MailKind::OrganizerMessage
        | MailKind::PasswordReset
        | MailKind::VerifyEmail
        | MailKind::PasswordChanged
        | MailKind::EmailChangeRequested
        | MailKind::EmailChanged
        | MailKind::SecondFactorOn
        | MailKind::SecondFactorOff
        | MailKind::RecoveryCodesLow => (false, false),
    };
    let mut attachments = Vec::new();
    if tickets {
        attachments.push(tickets_pdf(booking, letter.locale)?);
    }
    if entry {
        attachments.push(calendar(letter, booking, base_url));
    }
    Ok(attachments)
}

fn tickets_pdf(booking: &Details, locale: Locale) -> Result<Attachment, RenderError> {
    Ok(Attachment {
        name: format!("tickets-{}.pdf", booking.reference),
        content_type: "application/pdf".into(),
        content: tickets::pdf(booking, locale)
            .map_err(|error| RenderError::Attachment(error.to_string()))?,
    })
}

fn calendar(letter: &Letter, booking: &Details, base_url: &str) -> Attachment {
    let mut entry = invitation::entry(booking, base_url);
    let context = Context { letter, booking, base_url };
    if let Some(token) = context.guest_token() {
        entry.url = base_url.to_owned() + &paths::guest_ticket(token);
    }
    let file = invitation::message(&entry, invitation::method(booking), &host(base_url));
    Attachment {
        name: format!("event-{}.ics", booking.reference),
        content_type: file.content_type.into(),
        content: file.text.into_bytes(),
    }
}

/// The host that messages are named after.
fn host(base_url: &str) -> String {
    url::Url::parse(base_url)
        .ok()
        .and_then(|url| url.host_str().map(str::to_owned))
        .unwrap_or_else(|| "localhost".into())
}

#[cfg(test)]
pub(crate) mod tests;

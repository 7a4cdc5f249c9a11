//! An event was cancelled: to its attendees, and to those on its waitlist.

use super::content::Content;
use super::context::{Context, about_event};
use super::words::COMMON;
use domain::mail::Letter;
use types::i18n::Translated;

struct Words {
    subject: fn(title: &str) -> String,
    heading: &'static str,
    preview: &'static str,
    sorry: fn(title: &str) -> String,
    // To those on the waitlist.
    waiting_preview: &'static str,
    waiting_sorry: fn(title: &str) -> String,
}

static WORDS: Translated<Words> = Translated {
    en: Words {
        subject: |title| format!("Event cancelled: {title}"),
        heading: "The event is cancelled",
        preview: "The event will not take place.",
        sorry: |title| format!("We are sorry: “{title}” will not take place."),
        waiting_preview: "You waited for an event that will not take place.",
        waiting_sorry: |title| {
            format!(
                "We are sorry: “{title}” will not take place, and its waiting list is closed. \
                 Nothing was charged."
            )
        },
    },
    ru: Words {
        subject: |title| format!("Событие отменено: {title}"),
        heading: "Событие отменено",
        preview: "Событие не состоится.",
        sorry: |title| format!("К сожалению, «{title}» не состоится."),
        waiting_preview: "Событие, которого вы ждали, не состоится.",
        waiting_sorry: |title| {
            format!(
                "К сожалению, событие «{title}» не состоится, и лист ожидания закрыт. Деньги не \
                 списаны."
            )
        },
    },
};

pub(super) fn content(context: &Context<'_>) -> Content {
    let (words, booking) = (WORDS.get(context.locale()), context.booking);
    let mut paragraphs = vec![(words.sorry)(&booking.title)];
    let reason = booking.event_cancel_reason.as_deref().filter(|r| !r.trim().is_empty());
    paragraphs.extend(reason.map(context.common().organizer_writes));
    paragraphs.extend(context.refund_line());
    Content {
        subject: (words.subject)(&booking.title),
        preview: words.preview.into(),
        heading: words.heading.into(),
        paragraphs,
        ..context.about_booking()
    }
}

/// To an attendee on the waitlist, who has no booking: the message's own data name the event.
/// `None` where they do not.
pub(super) fn waiting(letter: &Letter, base_url: &str) -> Option<Content> {
    let (words, common) = (WORDS.get(letter.locale), COMMON.get(letter.locale));
    let (title, mail) = about_event(letter, base_url)?;
    let mut paragraphs = vec![(words.waiting_sorry)(title)];
    let reason = letter.data.get("reason").and_then(|reason| reason.as_str());
    let reason = reason.filter(|reason| !reason.trim().is_empty());
    paragraphs.extend(reason.map(common.organizer_writes));
    Some(Content {
        subject: (words.subject)(title),
        preview: words.waiting_preview.into(),
        heading: words.heading.into(),
        paragraphs,
        ..mail
    })
}

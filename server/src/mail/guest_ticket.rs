//! The organizer gave a seat away: the ticket is attached, and its guest needs no account.

use super::content::Content;
use super::context::Context;
use types::i18n::Translated;

struct Words {
    subject: fn(title: &str) -> String,
    preview: &'static str,
    heading: &'static str,
    given: &'static str,
}

static WORDS: Translated<Words> = Translated {
    en: Words {
        subject: |title| format!("Your ticket: {title}"),
        preview: "The organizer gave you a free seat.",
        heading: "A ticket for you",
        given: "The organizer gave you a free seat. Your ticket is attached as a PDF, with an entry \
             for your calendar. Show the QR code at the door, on paper or on your phone.",
    },
    ru: Words {
        subject: |title| format!("Ваш билет: {title}"),
        preview: "Организатор подарил вам место.",
        heading: "Билет для вас",
        given: "Организатор подарил вам место. К письму приложены билет в PDF и запись для \
             календаря. На входе покажите QR-код — на бумаге или на экране телефона.",
    },
};

pub(super) fn content(context: &Context<'_>) -> Content {
    let (words, common) = (WORDS.get(context.locale()), context.common());
    let mut paragraphs = vec![words.given.to_owned()];
    let mut label = common.see_booking;
    if context.guest_token().is_some() {
        paragraphs.push(common.no_account.into());
        label = common.see_ticket;
    }
    let mut facts = context.facts();
    facts.extend(context.online_meeting());
    Content {
        subject: (words.subject)(&context.booking.title),
        preview: words.preview.into(),
        heading: words.heading.into(),
        paragraphs,
        facts,
        button: Some(context.booking_button(label)),
        ..Content::default()
    }
}

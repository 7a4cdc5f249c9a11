//! The organizer gave a seat away: the ticket is attached, and its guest needs no account.

use super::content::Content;
use super::context::Context;
use types::i18n::Translated;

struct Words {
    subject: fn(title: &str) -> String,
    preview: &'static str,
    heading: &'static str,
    given: &'static str,
    no_account: &'static str,
    see_ticket: &'static str,
}

static WORDS: Translated<Words> = Translated {
    en: Words {
        subject: |title| format!("Your ticket: {title}"),
        preview: "The organizer gave you a free seat.",
        heading: "A ticket for you",
        given: "The organizer gave you a free seat. Your ticket is attached as a PDF, with an entry \
             for your calendar. Show the QR code at the door, on paper or on your phone.",
        no_account: "You need no account: the link below is yours alone and always shows your \
             ticket. Confirm there that this address is yours, and we write to you when time or \
             place change. If you expected no ticket, there is nothing to do.",
        see_ticket: "See your ticket",
    },
    ru: Words {
        subject: |title| format!("Ваш билет: {title}"),
        preview: "Организатор подарил вам место.",
        heading: "Билет для вас",
        given: "Организатор подарил вам место. К письму приложены билет в PDF и запись для \
             календаря. На входе покажите QR-код — на бумаге или на экране телефона.",
        no_account: "Аккаунт не нужен: ссылка ниже только ваша и всегда показывает билет. \
             Подтвердите по ней, что адрес ваш, и мы напишем, если изменится время или место. Если \
             вы не ждали билета, ничего делать не нужно.",
        see_ticket: "Открыть билет",
    },
};

pub(super) fn content(context: &Context<'_>) -> Content {
    let (words, booking) = (WORDS.get(context.locale()), context.booking);
    let mut paragraphs = vec![words.given.to_owned()];
    let mut label = context.common().see_booking;
    if context.guest_token().is_some() {
        paragraphs.push(words.no_account.into());
        label = words.see_ticket;
    }
    let mut facts = context.facts();
    facts.extend(context.online_meeting());
    Content {
        subject: (words.subject)(&booking.title),
        preview: words.preview.into(),
        heading: words.heading.into(),
        paragraphs,
        facts,
        button: Some(context.booking_button(label)),
        ..Content::default()
    }
}

//! Somebody handed a ticket of theirs on to the reader: it is attached, and needs no account.

use super::content::Content;
use super::context::Context;
use types::i18n::Translated;

struct Words {
    subject: fn(title: &str) -> String,
    preview: &'static str,
    heading: &'static str,
    from: fn(name: &str) -> String,
    from_somebody: &'static str,
    show: &'static str,
}

static WORDS: Translated<Words> = Translated {
    en: Words {
        subject: |title| format!("A ticket for you: {title}"),
        preview: "Somebody who booked has sent you your ticket.",
        heading: "A ticket for you",
        from: |name| format!("{name} booked a seat for you and sends you your ticket."),
        from_somebody: "Somebody booked a seat for you and sends you your ticket.",
        show: "It is attached as a PDF, with an entry for your calendar. Show the QR code at the door, \
             on paper or on your phone: nobody else has it.",
    },
    ru: Words {
        subject: |title| format!("Билет для вас: {title}"),
        preview: "Вам передали ваш билет.",
        heading: "Билет для вас",
        from: |name| format!("Для вас забронировали место. Билет передаёт вам {name}."),
        from_somebody: "Для вас забронировали место и передают вам билет.",
        show: "К письму приложены билет в PDF и запись для календаря. На входе покажите QR-код — на \
             бумаге или на экране телефона: больше его нет ни у кого.",
    },
};

pub(super) fn content(context: &Context<'_>) -> Content {
    let (words, common) = (WORDS.get(context.locale()), context.common());
    let from = context.text("from").filter(|name| !name.is_empty());
    let mut facts = context.facts();
    facts.extend(context.online_meeting());
    Content {
        subject: (words.subject)(&context.booking.title),
        preview: words.preview.into(),
        heading: words.heading.into(),
        paragraphs: vec![
            from.map_or_else(|| words.from_somebody.to_owned(), words.from),
            words.show.to_owned(),
            common.no_account.to_owned(),
        ],
        facts,
        button: Some(context.booking_button(common.see_ticket)),
        ..Content::default()
    }
}

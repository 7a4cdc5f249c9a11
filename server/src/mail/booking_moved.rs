//! The organizer moved a booking to another event: the new tickets are attached.

use super::content::{Content, fact};
use super::context::Context;
use types::i18n::Translated;

struct Words {
    subject: fn(title: &str) -> String,
    preview: fn(reference: &str) -> String,
    heading: &'static str,
    moved: fn(reference: &str) -> String,
    from: &'static str,
    tickets: &'static str,
    price: &'static str,
    // To a guest of its tickets.
    your_heading: &'static str,
    your_ticket: &'static str,
}

static WORDS: Translated<Words> = Translated {
    en: Words {
        subject: |title| format!("Your booking was moved: {title}"),
        preview: |reference| format!("Booking {reference} is for another event now."),
        heading: "Your booking was moved",
        moved: |reference| {
            format!("The organizer moved your booking {reference} to the event below.")
        },
        from: "Before",
        tickets: "Your new tickets are attached, with an entry for your calendar. The tickets that \
             you had are void; if the earlier event is still in your calendar, take it out.",
        price: "You pay nothing more, and what you paid stays. If the new event does not suit you, \
             you can cancel and get everything back for 14 days, or until it starts.",
        your_heading: "Your ticket is for another event now",
        your_ticket: "The organizer moved the booking that your ticket is of to the event below.",
    },
    ru: Words {
        subject: |title| format!("Ваша бронь перенесена: {title}"),
        preview: |reference| format!("Бронь {reference} теперь на другое событие."),
        heading: "Ваша бронь перенесена",
        moved: |reference| {
            format!("Организатор перенёс вашу бронь {reference} на событие, указанное ниже.")
        },
        from: "Было",
        tickets: "К письму приложены новые билеты и запись для календаря. Прежние билеты больше не \
             действуют; если прежнее событие осталось в вашем календаре, удалите его.",
        price: "Доплачивать не нужно, уплаченное сохраняется. Если новое событие вам не подходит, \
             бронь можно отменить и вернуть все деньги в течение 14 дней или до его начала.",
        your_heading: "Ваш билет теперь на другое событие",
        your_ticket: "Организатор перенёс бронь, из которой вам передали билет, на событие ниже.",
    },
};

pub(super) fn content(context: &Context<'_>) -> Content {
    let (words, booking) = (WORDS.get(context.locale()), context.booking);
    let guest = context.handed_on();
    let moved = (words.moved)(&booking.reference);
    let mut paragraphs = vec![if guest { words.your_ticket.into() } else { moved }];
    paragraphs.extend(context.reason_line());
    paragraphs.push(words.tickets.into());
    if !booking.total.is_zero() {
        paragraphs.push(words.price.into());
    }
    if guest {
        paragraphs.push(context.common().ask_organizer.into());
    }
    let mut facts = context.facts();
    if let Some(from) = context.text("from") {
        facts.push(fact(words.from, from));
    }
    facts.extend(context.online_meeting());
    Content {
        subject: if guest {
            format!("{}: {}", words.your_heading, booking.title)
        } else {
            (words.subject)(&booking.title)
        },
        preview: (words.preview)(&booking.reference),
        heading: if guest { words.your_heading } else { words.heading }.into(),
        paragraphs,
        facts,
        button: Some(context.see_booking()),
        ..Content::default()
    }
}

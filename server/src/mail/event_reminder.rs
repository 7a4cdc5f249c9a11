//! An event is a day away.

use super::content::{Content, Fact, fact};
use super::context::Context;
use crate::documents::dates::span;
use types::i18n::Translated;

struct Words {
    subject: fn(title: &str) -> String,
    heading: &'static str,
    tickets: &'static str,
    cannot_come: &'static str,
    guest_cannot_come: &'static str,
}

static WORDS: Translated<Words> = Translated {
    en: Words {
        subject: |title| format!("Tomorrow: {title}"),
        heading: "See you tomorrow",
        tickets: "It is only a day away. Your tickets are attached: show the QR code at the door, \
             on paper or on your phone.",
        cannot_come: "You cannot come? Cancel your booking, and somebody else gets to go.",
        guest_cannot_come: "You cannot come? Tell whoever sent you the ticket: they can give it to \
             somebody else.",
    },
    ru: Words {
        subject: |title| format!("Завтра: {title}"),
        heading: "До завтра",
        tickets: "Остался один день. Билеты приложены: покажите QR-код на входе, на бумаге или на \
             экране телефона.",
        cannot_come: "Не получается прийти? Отмените бронь, и место достанется другому.",
        guest_cannot_come: "Не получается прийти? Скажите тому, кто передал вам билет: его можно \
             отдать другому.",
    },
};

pub(super) fn content(context: &Context<'_>) -> Content {
    let (words, common) = (WORDS.get(context.locale()), context.common());
    let when = context.when();
    let mut facts = vec![fact(common.event, &context.booking.title), fact(common.when, &when)];
    facts.extend(own_time(context, &when));
    facts.push(fact(common.place, context.place()));
    facts.extend(context.kinds());
    facts.extend(context.online_meeting());
    let cannot_come = if context.handed_on() { words.guest_cannot_come } else { words.cannot_come };
    Content {
        subject: (words.subject)(&context.booking.title),
        preview: when,
        heading: words.heading.into(),
        paragraphs: vec![words.tickets.into(), cannot_come.into()],
        facts,
        button: Some(context.see_booking()),
        ..Content::default()
    }
}

/// The event's time in the reader's own zone, where the clock shows another time there.
fn own_time(context: &Context<'_>, there: &str) -> Option<Fact> {
    let (booking, zone) = (context.booking, context.letter.timezone.as_deref()?);
    let here = span(booking.starts, booking.ends, zone, context.locale());
    let clock = |text: &str| text.rsplit_once(" (").map(|(clock, _)| clock.to_owned());
    // UTC was not chosen: it is what an account begins with.
    (zone != "UTC" && clock(&here) != clock(there)).then(|| fact(context.common().your_time, here))
}

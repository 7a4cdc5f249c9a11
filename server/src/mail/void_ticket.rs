//! A ticket that was handed on to the reader counts no more: whoever sent it took it back, or it was
//! cancelled.

use super::content::{Button, Content, fact};
use super::context::Context;
use domain::notifications::MailKind;
use serde_json::Value;
use types::i18n::Translated;
use types::paths;

struct Words {
    subject: fn(title: &str) -> String,
    preview: &'static str,
    heading: &'static str,
    this_one: fn(code: &str) -> String,
    several: fn(codes: &str) -> String,
    one: &'static str,
    taken_back_by: fn(name: &str) -> String,
    taken_back: &'static str,
    given_back: &'static str,
    by_organizer: &'static str,
    calendar: &'static str,
    own_calendar: &'static str,
}

static WORDS: Translated<Words> = Translated {
    en: Words {
        subject: |title| format!("Your ticket is void: {title}"),
        preview: "The ticket that you were sent opens no door any more.",
        heading: "Your ticket is void",
        this_one: |code| {
            format!(
                "The ticket with the code {code}, which you were sent, does not count any more."
            )
        },
        several: |codes| {
            format!(
                "The tickets with these codes, which you were sent, do not count any more: {codes}."
            )
        },
        one: "The ticket that you were sent does not count any more.",
        taken_back_by: |name| format!("{name} took it back."),
        taken_back: "Whoever sent it to you took it back.",
        given_back: "Whoever booked it gave the seat back.",
        by_organizer: "The organizer cancelled it.",
        calendar: "The attached entry takes the event out of your calendar.",
        own_calendar: "If the event is in your calendar, take it out.",
    },
    ru: Words {
        subject: |title| format!("Билет не действует: {title}"),
        preview: "По билету, который вам передали, больше не пройти.",
        heading: "Ваш билет больше не действует",
        this_one: |code| format!("Переданный вам билет с кодом {code} больше не действует."),
        several: |codes| format!("Переданные вам билеты больше не действуют. Их коды: {codes}."),
        one: "Переданный вам билет больше не действует.",
        taken_back_by: |name| format!("Его забрал отправитель: {name}."),
        taken_back: "Его забрал тот, кто вам его передал.",
        given_back: "Место вернул тот, кто его бронировал.",
        by_organizer: "Его отменил организатор.",
        calendar: "Приложенная запись уберёт событие из вашего календаря.",
        own_calendar: "Если событие есть в вашем календаре, удалите его.",
    },
};

pub(super) fn content(context: &Context<'_>) -> Content {
    let (words, common, booking) = (WORDS.get(context.locale()), context.common(), context.booking);
    let taken_back = context.letter.kind == MailKind::TicketTakenBack;
    let from = context.text("from").filter(|name| !name.is_empty());
    let mut paragraphs = vec![
        void(context, words),
        match (taken_back, from) {
            (true, Some(name)) => (words.taken_back_by)(name),
            (true, None) => words.taken_back.into(),
            (false, _) if context.by_organizer() => words.by_organizer.into(),
            (false, _) => words.given_back.into(),
        },
    ];
    paragraphs.extend(context.reason_line());
    if !booking.attends {
        let attached = context.letter.kind == MailKind::BookingCancelled;
        paragraphs.push(if attached { words.calendar } else { words.own_calendar }.into());
    }
    paragraphs.push(context.whom_to_ask());
    // What was taken back has no page any more.
    let event =
        || Button { label: common.see_event, url: context.url(&paths::event(&booking.event_slug)) };
    Content {
        subject: (words.subject)(&booking.title),
        preview: words.preview.into(),
        heading: words.heading.into(),
        paragraphs,
        facts: vec![
            fact(common.event, &booking.title),
            fact(common.when, context.when()),
            fact(common.place, context.place()),
        ],
        button: Some(if taken_back { event() } else { context.see_booking() }),
        ..Content::default()
    }
}

/// Names what is void by its code, so that nobody takes another ticket for it.
fn void(context: &Context<'_>, words: &Words) -> String {
    let codes = context.letter.data.get("codes").and_then(Value::as_array);
    let codes: Vec<&str> = codes.into_iter().flatten().filter_map(Value::as_str).collect();
    match codes[..] {
        [] => words.one.into(),
        [code] => (words.this_one)(code),
        _ => (words.several)(&codes.join(", ")),
    }
}

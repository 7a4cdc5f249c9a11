//! A payment failed; while the seats are held, or one for the exchange of a ticket, it can be tried again.

use super::content::Content;
use super::context::Context;
use chrono::{DateTime, Utc};
use types::bookings::BookingStatus;
use types::i18n::Translated;

struct Words {
    subject: fn(title: &str) -> String,
    heading: &'static str,
    not_charged: &'static str,
    still_held: fn(until: &str) -> String,
    not_held: &'static str,
    try_again: &'static str,
    for_exchange: fn(seat: i64, to: Option<&str>) -> String,
    exchange_held: fn(until: &str) -> String,
    exchange_not_held: &'static str,
}

static WORDS: Translated<Words> = Translated {
    en: Words {
        subject: |title| format!("Your payment did not go through: {title}"),
        heading: "Your payment did not go through",
        not_charged: "Nothing was charged.",
        still_held: |until| {
            format!("Your seats are held until {until}. You can try again until then.")
        },
        not_held: "Your seats are not held any more. If there are seats left, you can book again.",
        try_again: "Try again",
        for_exchange: |seat, to| match to {
            Some(to) => {
                format!("It was to make ticket {seat} “{to}”. The ticket stays what it is.")
            }
            None => format!("It was for the exchange of ticket {seat}, which stays what it is."),
        },
        exchange_held: |until| {
            format!("One of the new kind is held until {until}. You can try again until then.")
        },
        exchange_not_held: "None of the new kind is held any more. You can begin the exchange again.",
    },
    ru: Words {
        subject: |title| format!("Оплата не прошла: {title}"),
        heading: "Оплата не прошла",
        not_charged: "Деньги не списаны.",
        still_held: |until| {
            format!(
                "Места остаются за вами до {until}. До этого времени можно попробовать ещё раз."
            )
        },
        not_held: "Места за вами больше не закреплены. Если они ещё есть, забронируйте снова.",
        try_again: "Попробовать ещё раз",
        for_exchange: |seat, to| match to {
            Some(to) => format!("Билет {seat} должен был стать «{to}». Он остаётся прежним."),
            None => format!("Это была доплата за обмен билета {seat}. Он остаётся прежним."),
        },
        exchange_held: |until| {
            format!(
                "Билет нового вида закреплён за вами до {until}. До этого времени можно попробовать ещё раз."
            )
        },
        exchange_not_held: "Билет нового вида за вами больше не закреплён. Обмен можно начать заново.",
    },
};

pub(super) fn content(context: &Context<'_>) -> Content {
    let (words, booking) = (WORDS.get(context.locale()), context.booking);
    let pending = booking.status == BookingStatus::Pending;
    let until: Option<DateTime<Utc>> = match context.seat() {
        Some(_) => context.text("until").and_then(|until| until.parse().ok()),
        None => booking.hold_expires_at.filter(|_| pending),
    };
    let mut paragraphs = vec![words.not_charged.to_owned()];
    let (held, not_held) = match context.seat() {
        Some(seat) => {
            let to = context.text("to").filter(|to| !to.is_empty());
            paragraphs.push((words.for_exchange)(seat, to));
            (words.exchange_held, words.exchange_not_held)
        }
        None => (words.still_held, words.not_held),
    };
    paragraphs.push(match until {
        Some(until) => held(&context.moment(until)),
        None => not_held.to_owned(),
    });
    let label = if until.is_some() { words.try_again } else { context.common().see_booking };
    Content {
        subject: (words.subject)(&booking.title),
        preview: words.not_charged.into(),
        heading: words.heading.into(),
        paragraphs,
        facts: context.facts(),
        button: Some(context.booking_button(label)),
        ..Content::default()
    }
}

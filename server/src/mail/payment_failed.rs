//! A payment failed; while the seats are held it can be tried again.

use super::content::Content;
use super::context::Context;
use types::bookings::BookingStatus;
use types::i18n::Translated;

struct Words {
    subject: fn(title: &str) -> String,
    heading: &'static str,
    not_charged: &'static str,
    still_held: fn(until: &str) -> String,
    not_held: &'static str,
    try_again: &'static str,
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
    },
};

pub(super) fn content(context: &Context<'_>) -> Content {
    let (words, booking) = (WORDS.get(context.locale()), context.booking);
    let open = booking.status == BookingStatus::Pending;
    let next = match booking.hold_expires_at {
        Some(until) if open => (words.still_held)(&context.moment(until)),
        _ => words.not_held.into(),
    };
    let label = if open { words.try_again } else { context.common().see_booking };
    Content {
        subject: (words.subject)(&booking.title),
        preview: words.not_charged.into(),
        heading: words.heading.into(),
        paragraphs: vec![words.not_charged.into(), next],
        facts: context.facts(),
        button: Some(context.booking_button(label)),
        ..Content::default()
    }
}

//! The organizer gave a sum back although nothing was cancelled.

use super::content::Content;
use super::context::Context;
use types::bookings::BookingStatus;
use types::i18n::Translated;

struct Words {
    subject: fn(title: &str) -> String,
    preview: fn(reference: &str) -> String,
    heading: &'static str,
    gave_back: fn(reference: &str) -> String,
    tickets_stay: &'static str,
}

static WORDS: Translated<Words> = Translated {
    en: Words {
        subject: |title| format!("A refund for you: {title}"),
        preview: |reference| format!("A part of what you paid for booking {reference} comes back."),
        heading: "A part of your payment comes back",
        gave_back: |reference| {
            format!("The organizer gave you back a part of what you paid for booking {reference}.")
        },
        tickets_stay: "Your tickets stay as they are.",
    },
    ru: Words {
        subject: |title| format!("Возврат для вас: {title}"),
        preview: |reference| format!("Часть оплаты брони {reference} возвращается."),
        heading: "Часть оплаты возвращается",
        gave_back: |reference| {
            format!("Организатор вернул вам часть того, что вы заплатили за бронь {reference}.")
        },
        tickets_stay: "Ваши билеты остаются в силе.",
    },
};

pub(super) fn content(context: &Context<'_>) -> Content {
    let (words, booking) = (WORDS.get(context.locale()), context.booking);
    let mut paragraphs = vec![(words.gave_back)(&booking.reference)];
    paragraphs.extend(context.reason_line());
    paragraphs.extend(context.refund_line());
    if booking.status == BookingStatus::Confirmed {
        paragraphs.push(words.tickets_stay.into());
    }
    Content {
        subject: (words.subject)(&booking.title),
        preview: (words.preview)(&booking.reference),
        heading: words.heading.into(),
        paragraphs,
        facts: context.facts(),
        button: Some(context.booking_button(context.common().see_booking)),
        ..Content::default()
    }
}

//! A booking is confirmed: the tickets are attached.

use super::content::Content;
use super::context::Context;
use types::i18n::Translated;

struct Words {
    subject: fn(title: &str) -> String,
    preview: fn(reference: &str) -> String,
    heading: &'static str,
    paid_late: &'static str,
    confirmed: fn(reference: &str) -> String,
}

static WORDS: Translated<Words> = Translated {
    en: Words {
        subject: |title| format!("Your tickets: {title}"),
        preview: |reference| format!("Booking {reference} is confirmed."),
        heading: "You are going",
        paid_late: "Your payment came after the time to pay was over. Your seats were still free, \
             so they are yours again.",
        confirmed: |reference| {
            format!(
                "Your booking {reference} is confirmed. Your tickets are attached as a PDF, one \
                 page each, with an entry for your calendar. Show the QR code at the door, on \
                 paper or on your phone."
            )
        },
    },
    ru: Words {
        subject: |title| format!("Ваши билеты: {title}"),
        preview: |reference| format!("Бронь {reference} подтверждена."),
        heading: "Вы идёте!",
        paid_late: "Оплата пришла, когда время на неё уже вышло. Ваши места ещё были свободны, \
             поэтому они снова ваши.",
        confirmed: |reference| {
            format!(
                "Ваша бронь {reference} подтверждена. К письму приложены билеты в PDF, по \
                 странице на каждый, и запись для календаря. На входе покажите QR-код — на бумаге \
                 или на экране телефона."
            )
        },
    },
};

pub(super) fn content(context: &Context<'_>) -> Content {
    let (words, booking) = (WORDS.get(context.locale()), context.booking);
    let mut mail = context.about_booking();
    mail.facts.extend(context.online_meeting());
    // The payment came when its hold had expired already.
    let late = context.letter.data.get("late").and_then(serde_json::Value::as_bool) == Some(true);
    let mut paragraphs = Vec::new();
    if late {
        paragraphs.push(words.paid_late.to_owned());
    }
    paragraphs.push((words.confirmed)(&booking.reference));
    Content {
        subject: (words.subject)(&booking.title),
        preview: (words.preview)(&booking.reference),
        heading: words.heading.into(),
        paragraphs,
        ..mail
    }
}

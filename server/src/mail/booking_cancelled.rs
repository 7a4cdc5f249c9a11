//! A booking was cancelled, by the attendee or by the organizer.

use super::content::Content;
use super::context::Context;
use super::void_ticket;
use types::i18n::Translated;

struct Words {
    subject: fn(title: &str) -> String,
    preview: fn(reference: &str) -> String,
    heading: &'static str,
    cancelled: fn(reference: &str) -> String,
    by_organizer: fn(reference: &str) -> String,
    calendar: &'static str,
}

static WORDS: Translated<Words> = Translated {
    en: Words {
        subject: |title| format!("Booking cancelled: {title}"),
        preview: |reference| format!("Booking {reference} is cancelled."),
        heading: "Your booking is cancelled",
        cancelled: |reference| {
            format!("Your booking {reference} is cancelled and its tickets are void.")
        },
        by_organizer: |reference| {
            format!("The organizer cancelled your booking {reference}. Its tickets are void.")
        },
        calendar: "The attached entry takes the event out of your calendar.",
    },
    ru: Words {
        subject: |title| format!("Бронь отменена: {title}"),
        preview: |reference| format!("Бронь {reference} отменена."),
        heading: "Бронь отменена",
        cancelled: |reference| {
            format!("Ваша бронь {reference} отменена, билеты больше не действуют.")
        },
        by_organizer: |reference| {
            format!("Организатор отменил вашу бронь {reference}. Билеты больше не действуют.")
        },
        calendar: "Приложенная запись уберёт событие из вашего календаря.",
    },
};

pub(super) fn content(context: &Context<'_>) -> Content {
    if context.handed_on() {
        return void_ticket::content(context);
    }
    let (words, booking) = (WORDS.get(context.locale()), context.booking);
    let who = if context.by_organizer() { words.by_organizer } else { words.cancelled };
    let mut paragraphs = vec![who(&booking.reference)];
    paragraphs.extend(context.reason_line());
    paragraphs.extend(context.refund_line());
    if !booking.attends {
        paragraphs.push(words.calendar.into());
    }
    Content {
        subject: (words.subject)(&booking.title),
        preview: (words.preview)(&booking.reference),
        heading: words.heading.into(),
        paragraphs,
        ..context.about_booking()
    }
}

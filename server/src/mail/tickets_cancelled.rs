//! Tickets of a booking were given back, by the attendee or by the organizer.

use super::content::Content;
use super::context::Context;
use super::void_ticket;
use types::i18n::Translated;

struct Words {
    subject: fn(title: &str) -> String,
    preview: fn(reference: &str) -> String,
    heading: &'static str,
    this_one: fn(seat: i64, attendee: &str) -> String,
    one: &'static str,
    several: fn(tickets: i64) -> String,
    others_stay: &'static str,
}

static WORDS: Translated<Words> = Translated {
    en: Words {
        subject: |title| format!("Ticket cancelled: {title}"),
        preview: |reference| format!("One ticket of booking {reference} is cancelled."),
        heading: "Your ticket is cancelled",
        this_one: |seat, attendee| format!("Ticket {seat} ({attendee}) is cancelled and void."),
        one: "One ticket is cancelled and void.",
        several: |tickets| format!("{tickets} tickets are cancelled and void."),
        others_stay: "Your other tickets stay as they are.",
    },
    ru: Words {
        subject: |title| format!("Билет отменён: {title}"),
        preview: |reference| format!("Один билет брони {reference} отменён."),
        heading: "Билет отменён",
        this_one: |seat, attendee| {
            format!("Билет {seat} ({attendee}) отменён и больше не действует.")
        },
        one: "Один билет отменён и больше не действует.",
        several: |tickets| format!("Отменено и больше не действует билетов: {tickets}."),
        others_stay: "Остальные билеты остаются в силе.",
    },
};

pub(super) fn content(context: &Context<'_>) -> Content {
    if context.handed_on() {
        return void_ticket::content(context);
    }
    let (words, booking) = (WORDS.get(context.locale()), context.booking);
    let seat = context.letter.data.get("seat").and_then(serde_json::Value::as_i64);
    let several = context.letter.data.get("tickets").and_then(serde_json::Value::as_i64);
    let mut paragraphs = vec![match (several, seat, context.text("attendee")) {
        (Some(tickets), ..) => (words.several)(tickets),
        (None, Some(seat), Some(attendee)) => (words.this_one)(seat, attendee),
        _ => words.one.into(),
    }];
    paragraphs.extend(context.organizers_deed());
    paragraphs.extend(context.refund_line());
    if booking.attends {
        paragraphs.push(words.others_stay.into());
    }
    Content {
        subject: (words.subject)(&booking.title),
        preview: (words.preview)(&booking.reference),
        heading: words.heading.into(),
        paragraphs,
        ..context.about_booking()
    }
}

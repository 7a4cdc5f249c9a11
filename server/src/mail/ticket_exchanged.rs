//! A ticket was exchanged for one of another type, by its holder or by the organizer.

use super::content::Content;
use super::context::Context;
use types::i18n::Translated;

struct Words {
    subject: fn(title: &str) -> String,
    preview: fn(reference: &str) -> String,
    heading: &'static str,
    this_one: fn(seat: i64, attendee: &str, from: &str, to: &str) -> String,
    one: &'static str,
    same_code: &'static str,
}

static WORDS: Translated<Words> = Translated {
    en: Words {
        subject: |title| format!("Ticket exchanged: {title}"),
        preview: |reference| format!("One ticket of booking {reference} is of another kind now."),
        heading: "Your ticket is of another kind now",
        this_one: |seat, attendee, from, to| {
            format!("Ticket {seat} ({attendee}) was “{from}” and is “{to}” now.")
        },
        one: "One of your tickets is of another kind now.",
        same_code: "Its code is the same as before; all your tickets are attached.",
    },
    ru: Words {
        subject: |title| format!("Билет обменян: {title}"),
        preview: |reference| format!("Один билет брони {reference} теперь другого вида."),
        heading: "Ваш билет теперь другого вида",
        this_one: |seat, attendee, from, to| {
            format!("Билет {seat} ({attendee}) был «{from}», теперь он «{to}».")
        },
        one: "Один из ваших билетов теперь другого вида.",
        same_code: "Код билета прежний; все билеты приложены к письму.",
    },
};

pub(super) fn content(context: &Context<'_>) -> Content {
    let (words, booking) = (WORDS.get(context.locale()), context.booking);
    let seat = context.letter.data.get("seat").and_then(serde_json::Value::as_i64);
    let names = (context.text("attendee"), context.text("from"), context.text("to"));
    let mut paragraphs = vec![match (seat, names) {
        (Some(seat), (Some(attendee), Some(from), Some(to))) => {
            (words.this_one)(seat, attendee, from, to)
        }
        _ => words.one.into(),
    }];
    paragraphs.extend(context.organizers_deed());
    if context.text("refunded").is_some() {
        paragraphs.extend(context.refund_line());
    }
    paragraphs.push(words.same_code.into());
    Content {
        subject: (words.subject)(&booking.title),
        preview: (words.preview)(&booking.reference),
        heading: words.heading.into(),
        paragraphs,
        ..context.about_booking()
    }
}

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
    paid: fn(money: &str) -> String,
    same_code: &'static str,
    guests_code: &'static str,
    // To the guest of the ticket.
    yours: fn(from: &str, to: &str) -> String,
    your_one: &'static str,
    by_sender: &'static str,
    your_code: &'static str,
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
        paid: |money| format!("You paid {money} more for it."),
        same_code: "Its code is the same as before; all your tickets are attached.",
        guests_code: "Its code is the same as before.",
        yours: |from, to| format!("Your ticket was “{from}” and is “{to}” now."),
        your_one: "Your ticket is of another kind now.",
        by_sender: "Whoever sent it to you did this.",
        your_code: "Its code is the same as before; the ticket is attached.",
    },
    ru: Words {
        subject: |title| format!("Билет обменян: {title}"),
        preview: |reference| format!("Один билет брони {reference} теперь другого вида."),
        heading: "Ваш билет теперь другого вида",
        this_one: |seat, attendee, from, to| {
            format!("Билет {seat} ({attendee}) был «{from}», теперь он «{to}».")
        },
        one: "Один из ваших билетов теперь другого вида.",
        paid: |money| format!("Вы доплатили за него {money}."),
        same_code: "Код билета прежний; все билеты приложены к письму.",
        guests_code: "Код билета прежний.",
        yours: |from, to| format!("Ваш билет был «{from}», теперь он «{to}»."),
        your_one: "Ваш билет теперь другого вида.",
        by_sender: "Это сделал тот, кто вам его передал.",
        your_code: "Код билета прежний; билет приложен к письму.",
    },
};

pub(super) fn content(context: &Context<'_>) -> Content {
    let (words, booking) = (WORDS.get(context.locale()), context.booking);
    let guest = context.handed_on();
    let mut paragraphs = vec![exchanged(context, words)];
    paragraphs.extend(context.sum("paid").map(|money| (words.paid)(&money)));
    paragraphs.extend(context.organizers_deed());
    if guest && !context.by_organizer() {
        paragraphs.push(words.by_sender.into());
    }
    if context.text("refunded").is_some() {
        paragraphs.extend(context.refund_line());
    }
    if guest {
        paragraphs.extend([words.your_code.to_owned(), context.whom_to_ask()]);
    } else {
        // Guests have all of them.
        let none = booking.tickets.is_empty();
        paragraphs.push(if none { words.guests_code } else { words.same_code }.into());
    }
    let preview = (words.preview)(&booking.reference);
    Content {
        subject: (words.subject)(&booking.title),
        preview: if guest { words.your_one.into() } else { preview },
        heading: words.heading.into(),
        paragraphs,
        ..context.about_booking()
    }
}

fn exchanged(context: &Context<'_>, words: &Words) -> String {
    let seat = context.seat();
    let (attendee, kinds) =
        (context.text("attendee"), context.text("from").zip(context.text("to")));
    match (context.handed_on(), kinds) {
        (true, Some((from, to))) => (words.yours)(from, to),
        (true, None) => words.your_one.into(),
        (false, kinds) => match (seat, attendee, kinds) {
            (Some(seat), Some(attendee), Some((from, to))) => {
                (words.this_one)(seat, attendee, from, to)
            }
            _ => words.one.into(),
        },
    }
}

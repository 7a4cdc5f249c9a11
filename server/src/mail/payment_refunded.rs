//! A payment came too late, and the money went back.

use super::content::Content;
use super::context::Context;
use types::i18n::Translated;

struct Words {
    subject: fn(title: &str) -> String,
    preview: &'static str,
    heading: &'static str,
    too_late: &'static str,
    exchange_preview: &'static str,
    exchange_too_late: fn(seat: i64) -> String,
}

static WORDS: Translated<Words> = Translated {
    en: Words {
        subject: |title| format!("Your payment was refunded: {title}"),
        preview: "The payment came too late to keep the seats.",
        heading: "Your payment was refunded",
        too_late: "Your payment came after the booking had ended, and there is no seat for it.",
        exchange_preview: "The payment came too late for the exchange.",
        exchange_too_late: |seat| {
            format!("Your payment came when ticket {seat} could not be exchanged any more.")
        },
    },
    ru: Words {
        subject: |title| format!("Деньги возвращены: {title}"),
        preview: "Оплата пришла слишком поздно, чтобы сохранить места.",
        heading: "Деньги возвращены",
        too_late: "Оплата пришла, когда бронь уже закончилась, и мест для неё нет.",
        exchange_preview: "Оплата пришла слишком поздно для обмена.",
        exchange_too_late: |seat| {
            format!("Оплата пришла, когда билет {seat} уже нельзя было обменять.")
        },
    },
};

pub(super) fn content(context: &Context<'_>) -> Content {
    let words = WORDS.get(context.locale());
    let (preview, why) = match context.seat() {
        Some(seat) => (words.exchange_preview, (words.exchange_too_late)(seat)),
        None => (words.preview, words.too_late.to_owned()),
    };
    let mut paragraphs = vec![why];
    paragraphs.extend(context.refund_line());
    Content {
        subject: (words.subject)(&context.booking.title),
        preview: preview.into(),
        heading: words.heading.into(),
        paragraphs,
        ..context.about_booking()
    }
}

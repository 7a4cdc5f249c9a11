//! A payment came too late, and the money went back.

use super::content::Content;
use super::context::Context;
use types::i18n::Translated;

struct Words {
    subject: fn(title: &str) -> String,
    preview: &'static str,
    heading: &'static str,
    too_late: &'static str,
}

static WORDS: Translated<Words> = Translated {
    en: Words {
        subject: |title| format!("Your payment was refunded: {title}"),
        preview: "The payment came too late to keep the seats.",
        heading: "Your payment was refunded",
        too_late: "Your payment came after the booking had ended, and there is no seat for it.",
    },
    ru: Words {
        subject: |title| format!("Деньги возвращены: {title}"),
        preview: "Оплата пришла слишком поздно, чтобы сохранить места.",
        heading: "Деньги возвращены",
        too_late: "Оплата пришла, когда бронь уже закончилась, и мест для неё нет.",
    },
};

pub(super) fn content(context: &Context<'_>) -> Content {
    let words = WORDS.get(context.locale());
    let mut paragraphs = vec![words.too_late.to_owned()];
    paragraphs.extend(context.refund_line());
    Content {
        subject: (words.subject)(&context.booking.title),
        preview: words.preview.into(),
        heading: words.heading.into(),
        paragraphs,
        ..context.about_booking()
    }
}

//! The organizer has answered the reader's review. The answer itself stands on the event's page.

use super::content::{Button, Content, fact};
use super::context::Context;
use types::i18n::Translated;
use types::paths;

struct Words {
    subject: fn(title: &str) -> String,
    preview: &'static str,
    heading: &'static str,
    what: &'static str,
    read: &'static str,
}

static WORDS: Translated<Words> = Translated {
    en: Words {
        subject: |title| format!("Your review was answered: {title}"),
        preview: "The organizer has read it and says something.",
        heading: "Your review was answered",
        what: "The organizer has answered your review. The answer stands below it on the event's \
             page, where everybody can read both.",
        read: "Read the answer",
    },
    ru: Words {
        subject: |title| format!("На ваш отзыв ответили: {title}"),
        preview: "Организатор прочитал его и ответил.",
        heading: "На ваш отзыв ответили",
        what: "Организатор ответил на ваш отзыв. Ответ стоит под отзывом на странице события, там \
             их видят все.",
        read: "Прочитать ответ",
    },
};

pub(super) fn content(context: &Context<'_>) -> Content {
    let (words, common) = (WORDS.get(context.locale()), context.common());
    let url = context.url(&paths::reviews(&context.booking.event_slug));
    Content {
        subject: (words.subject)(&context.booking.title),
        preview: words.preview.into(),
        heading: words.heading.into(),
        paragraphs: vec![words.what.into()],
        facts: vec![fact(common.event, &context.booking.title), fact(common.when, context.when())],
        button: Some(Button { label: words.read, url }),
        ..Content::default()
    }
}

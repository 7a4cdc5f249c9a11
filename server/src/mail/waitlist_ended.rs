//! What somebody waited for is sold no more, so that their wait is over.

use super::content::Content;
use super::context::about_event;
use domain::mail::Letter;
use types::i18n::Translated;

struct Words {
    subject: fn(title: &str) -> String,
    preview: &'static str,
    heading: &'static str,
    ended: fn(kinds: &str) -> String,
    others: &'static str,
}

static WORDS: Translated<Words> = Translated {
    en: Words {
        subject: |title| format!("Your wait is over: {title}"),
        preview: "What you waited for is sold no more.",
        heading: "Your wait is over",
        ended: |kinds| {
            format!(
                "The organizer does not sell what you waited for any more: {kinds}. Nothing was \
                 charged."
            )
        },
        others: "See what else there is. For other kinds of ticket you can wait anew.",
    },
    ru: Words {
        subject: |title| format!("Ожидание окончено: {title}"),
        preview: "То, чего вы ждали, больше не продаётся.",
        heading: "Ожидание окончено",
        ended: |kinds| {
            format!("Организатор больше не продаёт то, чего вы ждали: {kinds}. Деньги не списаны.")
        },
        others: "Посмотрите, что есть ещё. Билетов других видов можно ждать заново.",
    },
};

/// `None` where its data do not say which event it is about.
pub(super) fn content(letter: &Letter, base_url: &str) -> Option<Content> {
    let words = WORDS.get(letter.locale);
    let (title, mail) = about_event(letter, base_url)?;
    let kinds = letter.data.get("kinds").and_then(|kinds| kinds.as_str()).unwrap_or_default();
    Some(Content {
        subject: (words.subject)(title),
        preview: words.preview.into(),
        heading: words.heading.into(),
        paragraphs: vec![(words.ended)(kinds), words.others.into()],
        ..mail
    })
}

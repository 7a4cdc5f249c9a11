//! After an event: how was it?

use super::content::{Button, Content, Star, fact};
use super::context::Context;
use types::i18n::Translated;
use types::paths;

struct Words {
    /// The subject and the heading begin with it.
    question: &'static str,
    preview: &'static str,
    you_were_there: &'static str,
    write_review: &'static str,
}

static WORDS: Translated<Words> = Translated {
    en: Words {
        question: "How was it?",
        preview: "One click on a star is a good start.",
        you_were_there: "You were there. Tell others and the organizer what it was like: click on \
             as many stars as it deserves.",
        write_review: "Write a review",
    },
    ru: Words {
        question: "Как всё прошло?",
        preview: "Начните с одного нажатия на звезду.",
        you_were_there: "Вы там были. Расскажите другим и организатору, как это было: нажмите на \
             столько звёзд, сколько событие заслужило.",
        write_review: "Написать отзыв",
    },
};

/// Five stars lead to the form, each with as many chosen as were clicked.
pub(super) fn content(context: &Context<'_>) -> Content {
    let (words, common) = (WORDS.get(context.locale()), context.common());
    let form = context.url(&paths::review(&context.booking.event_slug));
    let star = |rating: u8| Star {
        rating,
        label: star_label(context, rating),
        url: format!("{form}?rating={rating}"),
    };
    Content {
        subject: format!("{} {}", words.question, context.booking.title),
        preview: words.preview.into(),
        heading: words.question.into(),
        paragraphs: vec![words.you_were_there.into()],
        facts: vec![fact(common.event, &context.booking.title), fact(common.when, context.when())],
        stars: (1..=5).map(star).collect(),
        button: Some(Button { label: words.write_review, url: form.clone() }),
        ..Content::default()
    }
}

fn star_label(context: &Context<'_>, rating: u8) -> String {
    let stars =
        context.locale().plural(rating.into(), ("star", "stars"), ("звезда", "звезды", "звёзд"));
    format!("{rating} {stars}")
}

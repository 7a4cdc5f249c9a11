//! The waitlist: an offer lapsed unaccepted.

use super::content::{Button, Content};
use super::context::Context;
use types::i18n::Translated;
use types::paths;

struct Words {
    subject: fn(title: &str) -> String,
    preview: &'static str,
    heading: &'static str,
    ended: fn(until: &str) -> String,
    join_again: &'static str,
}

static WORDS: Translated<Words> = Translated {
    en: Words {
        subject: |title| format!("Your offer has ended: {title}"),
        preview: "The seats went to the next in line.",
        heading: "Your offer has ended",
        ended: |until| {
            format!(
                "The seats were yours until {until}. They were not accepted, so they go to the \
                 next in line."
            )
        },
        join_again: "If you still want to come, you can join the waiting list again.",
    },
    ru: Words {
        subject: |title| format!("Предложение закончилось: {title}"),
        preview: "Места достались следующим в очереди.",
        heading: "Предложение закончилось",
        ended: |until| {
            format!(
                "Места были вашими до {until}. Предложение не приняли, и они достаются следующим \
                 в очереди."
            )
        },
        join_again: "Если вы всё ещё хотите прийти, встаньте в лист ожидания снова.",
    },
};

pub(super) fn content(context: &Context<'_>) -> Content {
    let words = WORDS.get(context.locale());
    let url = context.url(&paths::event(&context.booking.event_slug));
    Content {
        subject: (words.subject)(&context.booking.title),
        preview: words.preview.into(),
        heading: words.heading.into(),
        paragraphs: vec![(words.ended)(&context.hold_until()), words.join_again.into()],
        facts: context.facts(),
        button: Some(Button { label: context.common().see_event, url }),
        ..Content::default()
    }
}

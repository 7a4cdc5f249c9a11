//! Sessions of the reader's own agenda have moved, or are gone.

use super::content::{Button, Content, Fact, fact};
use super::words::COMMON;
use crate::documents::dates::span;
use domain::jobs::SessionPlace;
use domain::mail::Letter;
use serde::Deserialize;
use types::i18n::Translated;
use types::{Locale, paths};

/// Sessions that are named; the page of the event has all of them.
const NAMED_MAX: usize = 40;

struct Words {
    subject: fn(title: &str) -> String,
    preview: &'static str,
    heading: &'static str,
    what: &'static str,
    more: fn(n: usize) -> String,
    session: &'static str,
    gone: &'static str,
    agenda: &'static str,
}

static WORDS: Translated<Words> = Translated {
    en: Words {
        subject: |title| format!("Your agenda has changed: {title}"),
        preview: "Sessions that you picked have moved.",
        heading: "Your agenda has changed",
        what: "The organizer changed these sessions that you picked. Time and room are as they are \
             now; what was before stands in front of the arrow.",
        more: |n| format!("And {n} more: the event's page has all of them."),
        session: "Session",
        gone: "is no longer on the agenda",
        agenda: "See the agenda",
    },
    ru: Words {
        subject: |title| format!("Ваша программа изменилась: {title}"),
        preview: "Сессии, которые вы выбрали, перенесены.",
        heading: "Ваша программа изменилась",
        what: "Организатор изменил сессии, которые вы выбрали. Ниже указаны новые время и зал; то, \
             что было раньше, стоит перед стрелкой.",
        more: |n| format!("И ещё {n}: все они есть на странице события."),
        session: "Сессия",
        gone: "больше нет в программе",
        agenda: "Открыть программу",
    },
};

#[derive(Deserialize)]
struct Moved {
    before: SessionPlace,
    after: Option<SessionPlace>,
}

/// `None` where the message does not say what moved.
pub(super) fn content(letter: &Letter, base_url: &str) -> Option<Content> {
    let (words, common) = (WORDS.get(letter.locale), COMMON.get(letter.locale));
    let text = |name: &str| letter.data.get(name).and_then(|value| value.as_str());
    let (title, slug, zone) = (text("title")?, text("slug")?, text("timezone")?);
    let moved = serde_json::from_value::<Vec<Moved>>(letter.data.get("sessions")?.clone()).ok()?;
    let mut paragraphs = vec![words.what.to_owned()];
    if let Some(more) = moved.len().checked_sub(NAMED_MAX).filter(|more| *more > 0) {
        paragraphs.push((words.more)(more));
    }
    let mut facts = vec![fact(common.event, title)];
    let named = moved.iter().take(NAMED_MAX);
    facts.extend(named.map(|moved| line(moved, zone, letter.locale)));
    Some(Content {
        subject: (words.subject)(title),
        preview: words.preview.into(),
        heading: words.heading.into(),
        paragraphs,
        facts,
        button: Some(Button {
            label: words.agenda,
            url: format!("{base_url}{}", paths::event(slug)),
        }),
        ..Content::default()
    })
}

fn line(Moved { before, after }: &Moved, zone: &str, locale: Locale) -> Fact {
    let words = WORDS.get(locale);
    let told = |place: &SessionPlace| {
        format!("{}, {}", span(place.starts, place.ends, zone, locale), place.room)
    };
    let (was, is) = (told(before), after.as_ref().map_or_else(|| words.gone.into(), told));
    let title = &after.as_ref().unwrap_or(before).title;
    fact(words.session, format!("{title}: {was} → {is}"))
}

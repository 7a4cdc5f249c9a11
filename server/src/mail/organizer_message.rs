//! What an organizer writes to the people of an event. It is shown as theirs: set apart, below a line
//! that says who writes.

use super::content::{Body, Button, Content, fact};
use super::context::Context;
use super::words::COMMON;
use domain::events::{to_html, to_text};
use domain::mail::Letter;
use types::i18n::Translated;
use types::paths;

struct Words {
    test: fn(subject: &str) -> String,
    writes: fn(organizer: &str, title: &str) -> String,
    answer: &'static str,
    unsubscribe: &'static str,
}

static WORDS: Translated<Words> = Translated {
    en: Words {
        test: |subject| format!("Test: {subject}"),
        writes: |organizer, title| format!("{organizer} writes to you about the event “{title}”:"),
        answer: "Answers to this message go to the organizer.",
        unsubscribe: "No more news from this organizer",
    },
    ru: Words {
        test: |subject| format!("Проба: {subject}"),
        writes: |organizer, title| format!("{organizer} пишет вам о событии «{title}»:"),
        answer: "Ваш ответ на это письмо получит организатор.",
        unsubscribe: "Больше не получать новости этого организатора",
    },
};

/// `None` where the message is gone.
pub(super) fn content(letter: &Letter, base_url: &str) -> Option<Content> {
    let message = letter.message.as_ref()?;
    let (words, common) = (WORDS.get(letter.locale), COMMON.get(letter.locale));
    let booking = Context::new(letter, base_url);
    let mut facts = vec![fact(common.event, &message.title)];
    if let Some(context) = booking {
        facts.push(fact(common.when, context.when()));
        facts.push(fact(common.place, context.place()));
        facts.push(fact(common.booking, &context.booking.reference));
    }
    let event = Button {
        label: common.see_event,
        url: format!("{base_url}{}", paths::event(&message.slug)),
    };
    let unsubscribe = message.opt_out.as_ref().map(|secret| Button {
        label: words.unsubscribe,
        url: format!("{base_url}{}", paths::unsubscribe(secret)),
    });
    let subject =
        if message.is_test { (words.test)(&message.subject) } else { message.subject.clone() };
    Some(Content {
        subject: format!("{subject} · {}", message.title),
        preview: (words.writes)(&message.organizer, &message.title),
        heading: message.subject.clone(),
        paragraphs: vec![(words.writes)(&message.organizer, &message.title)],
        body: Some(Body { html: to_html(&message.body), text: to_text(&message.body) }),
        note: message.reply_to.is_some().then_some(words.answer),
        facts,
        button: Some(booking.map_or(event, |it| it.see_booking())),
        unsubscribe,
        ..Content::default()
    })
}

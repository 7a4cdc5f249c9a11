//! An admin hid the reader's event or review, or shows it again.

use super::content::{Button, Content, fact};
use super::words::COMMON;
use domain::mail::Letter;
use domain::notifications::MailKind;
use types::Locale;
use types::i18n::Translated;
use types::paths;

struct Words {
    subject: fn(event: &str) -> String,
    preview: &'static str,
    heading: &'static str,
    what: &'static str,
    button: &'static str,
}

struct Common {
    reason: fn(reason: &str) -> String,
}

static REASONS: Translated<Common> = Translated {
    en: Common { reason: |reason| format!("The administrators write: {reason}") },
    ru: Common { reason: |reason| format!("Администраторы пишут: {reason}") },
};

static EVENT_HIDDEN: Translated<Words> = Translated {
    en: Words {
        subject: |event| format!("Your event was taken off the catalogue: {event}"),
        preview: "Bookings stand, but nobody new can book.",
        heading: "Your event was taken off the catalogue",
        what: "An administrator has hidden your event: nobody finds its page, and nobody new can book \
             or join the waiting list. Every booking stands, and whoever has one still sees the event. \
             You can answer the administrators on the event's page in your workplace.",
        button: "Read and answer",
    },
    ru: Words {
        subject: |event| format!("Ваше событие снято с публикации: {event}"),
        preview: "Брони остаются в силе, новых не будет.",
        heading: "Ваше событие снято с публикации",
        what: "Администратор скрыл ваше событие: его страница больше не открывается, забронировать \
             место или встать в лист ожидания нельзя. Все брони остаются в силе, и те, у кого они \
             есть, по-прежнему видят событие. Ответить администраторам можно на странице события в \
             разделе организатора.",
        button: "Прочитать и ответить",
    },
};

static EVENT_RESTORED: Translated<Words> = Translated {
    en: Words {
        subject: |event| format!("Your event is back in the catalogue: {event}"),
        preview: "Everybody can find and book it again.",
        heading: "Your event is back in the catalogue",
        what: "An administrator shows your event again: everybody can find it, book it and join its \
             waiting list as before.",
        button: "Open the event",
    },
    ru: Words {
        subject: |event| format!("Ваше событие снова опубликовано: {event}"),
        preview: "Его снова можно найти и забронировать.",
        heading: "Ваше событие снова опубликовано",
        what: "Администратор вернул ваше событие в каталог: его можно найти, забронировать и встать в \
             лист ожидания, как раньше.",
        button: "Открыть событие",
    },
};

static REVIEW_HIDDEN: Translated<Words> = Translated {
    en: Words {
        subject: |event| format!("Your review was hidden: {event}"),
        preview: "Only you and the administrators see it now.",
        heading: "Your review was hidden",
        what: "An administrator has hidden your review. Only you and the administrators see it now, and \
             its stars count nowhere.",
        button: "Open the event",
    },
    ru: Words {
        subject: |event| format!("Ваш отзыв скрыт: {event}"),
        preview: "Теперь его видите только вы и администраторы.",
        heading: "Ваш отзыв скрыт",
        what: "Администратор скрыл ваш отзыв. Теперь его видите только вы и администраторы, а оценка \
             нигде не учитывается.",
        button: "Открыть событие",
    },
};

static REVIEW_RESTORED: Translated<Words> = Translated {
    en: Words {
        subject: |event| format!("Your review is shown again: {event}"),
        preview: "Everybody can read it as before.",
        heading: "Your review is shown again",
        what: "An administrator shows your review again. Everybody can read it, and its stars count as \
             before.",
        button: "Open the event",
    },
    ru: Words {
        subject: |event| format!("Ваш отзыв снова виден: {event}"),
        preview: "Его снова могут прочитать все.",
        heading: "Ваш отзыв снова виден",
        what: "Администратор вернул ваш отзыв. Его снова могут прочитать все, и оценка учитывается, как \
             раньше.",
        button: "Открыть событие",
    },
};

/// `None` where the message does not say which event it is about.
pub(super) fn content(letter: &Letter, base_url: &str) -> Option<Content> {
    let data = |name: &str| letter.data.get(name).and_then(|value| value.as_str());
    let (event, slug) = (data("event")?, data("slug")?);
    let (words, path) = what(letter.kind, letter.locale, slug)?;
    let reason = data("reason").filter(|reason| !reason.trim().is_empty());
    let mut paragraphs = vec![words.what.to_owned()];
    paragraphs.extend(reason.map(REASONS.get(letter.locale).reason));
    Some(Content {
        subject: (words.subject)(event),
        preview: words.preview.into(),
        heading: words.heading.into(),
        paragraphs,
        facts: vec![fact(COMMON.get(letter.locale).event, event)],
        button: Some(Button { label: words.button, url: format!("{base_url}{path}") }),
        ..Content::default()
    })
}

fn what(kind: MailKind, locale: Locale, slug: &str) -> Option<(&'static Words, String)> {
    let (words, path) = match kind {
        MailKind::EventHidden => (&EVENT_HIDDEN, paths::organize_event(slug)),
        MailKind::EventRestored => (&EVENT_RESTORED, paths::event(slug)),
        MailKind::ReviewHidden => (&REVIEW_HIDDEN, paths::reviews(slug)),
        MailKind::ReviewRestored => (&REVIEW_RESTORED, paths::reviews(slug)),
        _ => return None,
    };
    Some((words.get(locale), path))
}

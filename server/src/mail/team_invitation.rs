//! Somebody is wanted in a team: who asks, what for, and what they could then do.

use super::content::{Button, Content};
use crate::documents::dates::moment;
use chrono::{DateTime, Utc};
use domain::mail::Letter;
use types::i18n::Translated;
use types::paths;
use types::team::TeamRole;

struct Words {
    subject: &'static str,
    preview: &'static str,
    heading: &'static str,
    /// To an address that nobody has proved: without a word that people wrote.
    wanted: &'static str,
    for_event: fn(organizer: &str, event: &str) -> String,
    for_all: fn(organizer: &str) -> String,
    role: fn(TeamRole) -> &'static str,
    ends: fn(until: &str) -> String,
    see: &'static str,
}

static WORDS: Translated<Words> = Translated {
    en: Words {
        subject: "An invitation to a team at Event Hub",
        preview: "See who asks you, and answer.",
        heading: "You are invited to a team",
        wanted: "An organizer at Event Hub would like your help with events.",
        for_event: |organizer, event| {
            format!("{organizer} would like your help with the event “{event}”.")
        },
        for_all: |organizer| format!("{organizer} would like your help with all their events."),
        role: |role| match role {
            TeamRole::Manager => {
                "You would be a manager: you could change the event, see bookings and money, and \
                 check people in."
            }
            TeamRole::Editor => {
                "You would be an editor: you could change the event and its agenda. Bookings, names \
                 and money stay hidden."
            }
            TeamRole::Door => {
                "You would be at the door: you could check people in, and nothing else."
            }
        },
        ends: |until| {
            format!(
                "The link works once, until {until}, for an account with this address. If you \
                 expected no invitation, there is nothing to do."
            )
        },
        see: "See the invitation",
    },
    ru: Words {
        subject: "Приглашение в команду на Event Hub",
        preview: "Посмотрите, кто приглашает, и ответьте.",
        heading: "Вас приглашают в команду",
        wanted: "Организатор на Event Hub просит вас помочь с событиями.",
        for_event: |organizer, event| {
            format!("{organizer} просит вас помочь с событием «{event}».")
        },
        for_all: |organizer| format!("{organizer} просит вас помочь со всеми своими событиями."),
        role: |role| match role {
            TeamRole::Manager => {
                "Ваша роль — менеджер: можно менять событие, видеть брони и деньги, отмечать гостей \
                 на входе."
            }
            TeamRole::Editor => {
                "Ваша роль — редактор: можно менять событие и его программу. Брони, имена и деньги \
                 не видны."
            }
            TeamRole::Door => "Ваша роль — вход: можно отмечать гостей, и больше ничего.",
        },
        ends: |until| {
            format!(
                "Ссылка сработает один раз, до {until}, для аккаунта с этим адресом. Если вы не \
                 ждали приглашения, ничего делать не нужно."
            )
        },
        see: "Открыть приглашение",
    },
};

/// `None` where it was answered, withdrawn or sent again before the message went out.
pub(super) fn content(letter: &Letter, base_url: &str) -> Option<Content> {
    let words = WORDS.get(letter.locale);
    let data = |name: &str| letter.data.get(name).and_then(|value| value.as_str());
    let token = data("token")?;
    let role = TeamRole::parse(data("role")?)?;
    let until: DateTime<Utc> = data("expires")?.parse().ok()?;
    let zone = letter.timezone.as_deref().unwrap_or("UTC");
    let asks = match (data("organizer"), data("event")) {
        (Some(organizer), Some(event)) => (words.for_event)(organizer, event),
        (Some(organizer), None) => (words.for_all)(organizer),
        (None, _) => words.wanted.to_owned(),
    };
    let until = moment(until, zone, letter.locale);
    Some(Content {
        subject: words.subject.into(),
        preview: words.preview.into(),
        heading: words.heading.into(),
        paragraphs: vec![asks, (words.role)(role).into(), (words.ends)(&until)],
        button: Some(Button {
            label: words.see,
            url: base_url.to_owned() + &paths::invitation(token),
        }),
        ..Content::default()
    })
}

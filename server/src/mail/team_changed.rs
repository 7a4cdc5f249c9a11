//! Somebody's role in a team was changed, or they were taken out of it.

use super::content::{Button, Content};
use domain::mail::Letter;
use types::i18n::Translated;
use types::paths;
use types::team::TeamRole;

struct Words {
    subject: &'static str,
    preview: &'static str,
    changed: &'static str,
    removed: &'static str,
    /// To an address that nobody has proved: without a word that people wrote.
    somewhere: &'static str,
    of_event: fn(organizer: &str, event: &str) -> String,
    of_all: fn(organizer: &str) -> String,
    role: fn(TeamRole) -> &'static str,
    gone: &'static str,
    see: &'static str,
}

static WORDS: Translated<Words> = Translated {
    en: Words {
        subject: "Your part in a team at Event Hub has changed",
        preview: "See what you can do from now on.",
        changed: "You have another role",
        removed: "You are not in the team any more",
        somewhere: "This is about a team at Event Hub that you work in.",
        of_event: |organizer, event| {
            format!("This is about the event “{event}”, in the team of {organizer}.")
        },
        of_all: |organizer| format!("This is about all events, in the team of {organizer}."),
        role: |role| match role {
            TeamRole::Manager => {
                "You are a manager now: you can change the event, see bookings and money, and check \
                 people in."
            }
            TeamRole::Editor => {
                "You are an editor now: you can change the event and its agenda. Bookings, names and \
                 money stay hidden."
            }
            TeamRole::Door => "You are at the door now: you can check people in, and nothing else.",
        },
        gone: "From now on you see nothing of it. What you did stays. If this is a mistake, the \
               organizer can invite you again.",
        see: "Open the workplace",
    },
    ru: Words {
        subject: "Ваша роль в команде на Event Hub изменилась",
        preview: "Посмотрите, что вам теперь доступно.",
        changed: "У вас другая роль",
        removed: "Вы больше не в команде",
        somewhere: "Речь о команде на Event Hub, в которой вы работаете.",
        of_event: |organizer, event| format!("Речь о событии «{event}». Организатор: {organizer}."),
        of_all: |organizer| format!("Речь обо всех событиях. Организатор: {organizer}."),
        role: |role| match role {
            TeamRole::Manager => {
                "Теперь ваша роль — менеджер: можно менять событие, видеть брони и деньги, отмечать \
                 гостей на входе."
            }
            TeamRole::Editor => {
                "Теперь ваша роль — редактор: можно менять событие и его программу. Брони, имена и \
                 деньги не видны."
            }
            TeamRole::Door => "Теперь ваша роль — вход: можно отмечать гостей, и больше ничего.",
        },
        gone: "Теперь вы ничего из этого не видите. Всё, что вы сделали, останется. Если это ошибка, \
               организатор может пригласить вас снова.",
        see: "Открыть рабочее место",
    },
};

pub(super) fn content(letter: &Letter, base_url: &str) -> Content {
    let words = WORDS.get(letter.locale);
    let data = |name: &str| letter.data.get(name).and_then(|value| value.as_str());
    let what = match (data("organizer"), data("event")) {
        (Some(organizer), Some(event)) => (words.of_event)(organizer, event),
        (Some(organizer), None) => (words.of_all)(organizer),
        (None, _) => words.somewhere.to_owned(),
    };
    let role = data("role").and_then(TeamRole::parse);
    let (heading, now) = match role {
        Some(role) => (words.changed, (words.role)(role)),
        None => (words.removed, words.gone),
    };
    Content {
        subject: words.subject.into(),
        preview: words.preview.into(),
        heading: heading.into(),
        paragraphs: vec![what, now.into()],
        button: role
            .map(|_| Button { label: words.see, url: base_url.to_owned() + paths::ORGANIZE }),
        ..Content::default()
    }
}

//! What the waitlist writes: seats are offered, an offer lapsed, the event was cancelled.

use super::content::{Button, Content, Fact, booking_url, fact};
use crate::documents::dates::moment;
use chrono::{DateTime, Utc};
use domain::bookings::Details;
use domain::mail::Letter;
use types::Locale;
use types::paths;

/// The cancelled event that somebody waited for: there is no booking to read it from.
struct Closed {
    title: String,
    url: String,
    starts: String,
    reason: Option<String>,
}

fn closed(letter: &Letter, base_url: &str) -> Option<Closed> {
    let text = |name: &str| letter.data.get(name).and_then(|value| value.as_str());
    let starts: DateTime<Utc> = text("starts")?.parse().ok()?;
    Some(Closed {
        title: text("title")?.to_owned(),
        url: base_url.to_owned() + &paths::event(text("slug")?),
        starts: moment(starts, text("timezone")?, letter.locale),
        reason: text("reason").filter(|reason| !reason.trim().is_empty()).map(str::to_owned),
    })
}

fn event_url(base_url: &str, booking: &Details) -> String {
    base_url.to_owned() + &paths::event(&booking.event_slug)
}

fn until(booking: &Details, locale: Locale) -> String {
    booking.hold_expires_at.map(|at| moment(at, &booking.timezone, locale)).unwrap_or_default()
}

pub(super) mod english {
    use super::{
        Button, Content, Details, Fact, Letter, Locale, booking_url, event_url, fact, until,
    };

    pub(in super::super) fn offer(booking: &Details, facts: Vec<Fact>, base_url: &str) -> Content {
        let until = until(booking, Locale::En);
        let yours = match booking.quantity {
            1 => format!("A seat is yours until {until}"),
            seats => format!("{seats} seats are yours until {until}"),
        };
        let accept = if booking.total.is_zero() {
            "Accept with one click and you get your tickets at once."
        } else {
            "Pay for them until then and you get your tickets."
        };
        Content {
            subject: format!("{yours}: {}", booking.title),
            preview: format!("You waited, and it paid off. The offer ends {until}."),
            heading: yours,
            paragraphs: vec![
                "You waited, and it was your turn when seats came free. Nobody else can book \
                 them until the offer ends."
                    .into(),
                accept.into(),
                "If you cannot come any more, decline the offer, and the next in line will be \
                 happy about it."
                    .into(),
            ],
            facts,
            button: Some(Button { label: "See the offer", url: booking_url(base_url, booking) }),
            ..Content::default()
        }
    }

    pub(in super::super) fn lapsed(booking: &Details, facts: Vec<Fact>, base_url: &str) -> Content {
        Content {
            subject: format!("Your offer has ended: {}", booking.title),
            preview: "The seats went to the next in line.".into(),
            heading: "Your offer has ended".into(),
            paragraphs: vec![
                format!(
                    "The seats were yours until {}. They were not accepted, so they go to the \
                     next in line.",
                    until(booking, Locale::En)
                ),
                "If you still want to come, you can join the waiting list again.".into(),
            ],
            facts,
            button: Some(Button { label: "See the event", url: event_url(base_url, booking) }),
            ..Content::default()
        }
    }

    pub(in super::super) fn closed(letter: &Letter, base_url: &str) -> Option<Content> {
        let event = super::closed(letter, base_url)?;
        let mut paragraphs = vec![format!(
            "We are sorry: “{}” will not take place, and its waiting list is closed. Nothing was \
             charged.",
            event.title
        )];
        paragraphs.extend(event.reason.map(|reason| format!("The organizer writes: {reason}")));
        Some(Content {
            subject: format!("Event cancelled: {}", event.title),
            preview: "You waited for an event that will not take place.".into(),
            heading: "The event is cancelled".into(),
            paragraphs,
            facts: vec![fact("Event", event.title), fact("When", event.starts)],
            button: Some(Button { label: "See the event", url: event.url }),
            ..Content::default()
        })
    }
}

pub(super) mod russian {
    use super::{
        Button, Content, Details, Fact, Letter, Locale, booking_url, event_url, fact, until,
    };

    pub(in super::super) fn offer(booking: &Details, facts: Vec<Fact>, base_url: &str) -> Content {
        let until = until(booking, Locale::Ru);
        let seats =
            if booking.quantity == 1 { "Место ваше" } else { "Места ваши" };
        let accept = if booking.total.is_zero() {
            "Примите предложение одним нажатием — и билеты сразу у вас."
        } else {
            "Оплатите до этого времени — и получите билеты."
        };
        Content {
            subject: format!("{seats} до {until}: {}", booking.title),
            preview: format!("Вы дождались своей очереди. Предложение действует до {until}."),
            heading: format!("{seats} до {until}"),
            paragraphs: vec![
                "Вы ждали, и когда места освободились, подошла ваша очередь. До конца \
                 предложения их не забронирует никто другой."
                    .into(),
                accept.into(),
                "Если прийти уже не получится, откажитесь от предложения: следующий в очереди \
                 обрадуется."
                    .into(),
            ],
            facts,
            button: Some(Button {
                label: "Открыть предложение",
                url: booking_url(base_url, booking),
            }),
            ..Content::default()
        }
    }

    pub(in super::super) fn lapsed(booking: &Details, facts: Vec<Fact>, base_url: &str) -> Content {
        Content {
            subject: format!("Предложение закончилось: {}", booking.title),
            preview: "Места достались следующим в очереди.".into(),
            heading: "Предложение закончилось".into(),
            paragraphs: vec![
                format!(
                    "Места были вашими до {}. Предложение не приняли, и они достаются следующим \
                     в очереди.",
                    until(booking, Locale::Ru)
                ),
                "Если вы всё ещё хотите прийти, встаньте в лист ожидания снова.".into(),
            ],
            facts,
            button: Some(Button {
                label: "Открыть событие", url: event_url(base_url, booking)
            }),
            ..Content::default()
        }
    }

    pub(in super::super) fn closed(letter: &Letter, base_url: &str) -> Option<Content> {
        let event = super::closed(letter, base_url)?;
        let mut paragraphs = vec![format!(
            "К сожалению, событие «{}» не состоится, и лист ожидания закрыт. Деньги не списаны.",
            event.title
        )];
        paragraphs.extend(event.reason.map(|reason| format!("Организатор пишет: {reason}")));
        Some(Content {
            subject: format!("Событие отменено: {}", event.title),
            preview: "Событие, которого вы ждали, не состоится.".into(),
            heading: "Событие отменено".into(),
            paragraphs,
            facts: vec![fact("Событие", event.title), fact("Когда", event.starts)],
            button: Some(Button { label: "Открыть событие", url: event.url }),
            ..Content::default()
        })
    }
}

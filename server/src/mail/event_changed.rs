//! An event's time, place or online address changed.

use super::content::{Content, Fact, fact};
use super::context::Context;
use crate::documents::dates::span;
use domain::jobs::Arrangement;
use types::i18n::{Translated, place_line};

struct Words {
    subject: fn(title: &str) -> String,
    preview: &'static str,
    heading: &'static str,
    still_valid: &'static str,
    may_cancel: &'static str,
    may_cancel_refunded: &'static str,
    ticket_still_valid: &'static str,
    may_tell: &'static str,
    nowhere_online: &'static str,
}

static WORDS: Translated<Words> = Translated {
    en: Words {
        subject: |title| format!("Changed: {title}"),
        preview: "The organizer changed the time or the place.",
        heading: "The event has changed",
        still_valid: "The organizer changed what is marked below. Your booking stays valid, and \
             the attached calendar entry replaces the one you have.",
        may_cancel: "If it does not suit you any more, you can cancel your booking.",
        may_cancel_refunded: "The event was moved by more than an hour. If it does not suit you \
             any more, you can cancel your booking and get all your money back: for 14 days from \
             the change, or until the event starts if that comes first.",
        ticket_still_valid: "The organizer changed what is marked below. Your ticket stays valid, and \
             the attached calendar entry replaces the one you have.",
        may_tell: "If it does not suit you any more, tell whoever sent you the ticket: they can give \
             it to somebody else, or give it back.",
        nowhere_online: "no online address",
    },
    ru: Words {
        subject: |title| format!("Изменение: {title}"),
        preview: "Организатор изменил время или место.",
        heading: "Событие изменилось",
        still_valid: "Организатор изменил то, что указано ниже. Бронь остаётся в силе, а \
             приложенная запись заменит прежнюю в вашем календаре.",
        may_cancel: "Если так не подходит, бронь можно отменить.",
        may_cancel_refunded: "Событие перенесено больше чем на час. Если так не подходит, бронь \
             можно отменить и получить назад все деньги: в течение 14 дней после изменения или до \
             начала события, если оно наступит раньше.",
        ticket_still_valid: "Организатор изменил то, что указано ниже. Билет остаётся в силе, а \
             приложенная запись заменит прежнюю в вашем календаре.",
        may_tell: "Если так не подходит, скажите тому, кто передал вам билет: его можно отдать \
             другому или вернуть.",
        nowhere_online: "без онлайн-адреса",
    },
};

/// `None` where the message does not say what changed.
pub(super) fn content(context: &Context<'_>) -> Option<Content> {
    let (words, common) = (WORDS.get(context.locale()), context.common());
    let read = |name: &str| {
        let value = context.letter.data.get(name)?.clone();
        serde_json::from_value::<Arrangement>(value).ok()
    };
    let (before, after) = (read("before")?, read("after")?);
    let moved = domain::bookings::policy::is_move(before.starts, after.starts);
    let refunded = moved && !context.booking.total.is_zero();
    let (valid, way_out) = match (context.handed_on(), refunded) {
        (true, _) => (words.ticket_still_valid, words.may_tell),
        (false, true) => (words.still_valid, words.may_cancel_refunded),
        (false, false) => (words.still_valid, words.may_cancel),
    };
    let mut facts = vec![fact(common.event, &context.booking.title)];
    facts.extend(differences(context, &before, &after));
    facts.extend(context.kinds());
    facts.push(fact(common.booking, &context.booking.reference));
    Some(Content {
        subject: (words.subject)(&context.booking.title),
        preview: words.preview.into(),
        heading: words.heading.into(),
        paragraphs: vec![valid.into(), way_out.into()],
        facts,
        button: Some(context.see_booking()),
        ..Content::default()
    })
}

/// The differences as "from → to"; time and place stand there in any case.
fn differences(context: &Context<'_>, before: &Arrangement, after: &Arrangement) -> Vec<Fact> {
    let (words, common) = (WORDS.get(context.locale()), context.common());
    // By name, so that a part that is told of is also said here.
    let said = |event: &Arrangement| {
        let Arrangement { starts, ends, timezone, location, venue, online_meeting_url } = event;
        let time = span(*starts, *ends, timezone, context.locale());
        let place = place_line(venue.as_deref(), location);
        (time, place, online_meeting_url.clone())
    };
    let ((time, place, online), (time_now, place_now, online_now)) = (said(before), said(after));
    let mut facts = vec![
        fact(common.when, from_to(time, time_now)),
        fact(common.place, from_to(place, place_now)),
    ];
    if online.is_some() || online_now.is_some() {
        let or_nowhere = |url: Option<String>| url.unwrap_or_else(|| words.nowhere_online.into());
        facts.push(fact(common.join_online, from_to(or_nowhere(online), or_nowhere(online_now))));
    }
    facts
}

fn from_to(before: String, after: String) -> String {
    if before == after { after } else { format!("{before} → {after}") }
}

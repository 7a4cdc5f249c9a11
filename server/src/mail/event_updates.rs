//! What an event's attendees are told of it, in both languages: that it is tomorrow, and that it
//! has changed.

use super::content::{Button, Content, Fact, booking_url, fact, place};
use crate::documents::dates::span;
use domain::bookings::Details;
use domain::jobs::Arrangement;
use domain::mail::Letter;
use types::Locale;

fn pick(locale: Locale, en: &'static str, ru: &'static str) -> &'static str {
    if locale == Locale::En { en } else { ru }
}

fn say(locale: Locale, en: String, ru: String) -> String {
    if locale == Locale::En { en } else { ru }
}

pub(super) fn reminder(letter: &Letter, booking: &Details, base_url: &str) -> Content {
    let locale = letter.locale;
    let when = span(booking.starts, booking.ends, &booking.timezone, locale);
    let mut facts = vec![
        fact(pick(locale, "Event", "Событие"), &booking.title),
        fact(pick(locale, "When", "Когда"), &when),
    ];
    facts.extend(own_time(letter, booking, &when));
    facts.push(fact(pick(locale, "Where", "Где"), place(booking)));
    if let Some(url) = &booking.online_meeting_url {
        facts.push(fact(pick(locale, "Join online", "Подключиться"), url));
    }
    Content {
        subject: say(
            locale,
            format!("Tomorrow: {}", booking.title),
            format!("Завтра: {}", booking.title),
        ),
        preview: when,
        heading: pick(locale, "See you tomorrow", "До завтра").into(),
        paragraphs: vec![
            pick(
                locale,
                "It is only a day away. Your tickets are attached: show the QR code at the door, \
                 on paper or on your phone.",
                "Остался один день. Билеты приложены: покажите QR-код на входе, на бумаге или на \
                 экране телефона.",
            )
            .into(),
            pick(
                locale,
                "You cannot come? Cancel your booking, and somebody else gets to go.",
                "Не получается прийти? Отмените бронь, и место достанется другому.",
            )
            .into(),
        ],
        facts,
        button: Some(button(locale, booking, base_url)),
        ..Content::default()
    }
}

pub(super) fn changed(letter: &Letter, booking: &Details, base_url: &str) -> Option<Content> {
    let locale = letter.locale;
    let read = |name: &str| {
        letter.data.get(name).and_then(|value| serde_json::from_value(value.clone()).ok())
    };
    let (before, after): (Arrangement, Arrangement) = (read("before")?, read("after")?);
    let mut facts = vec![fact(pick(locale, "Event", "Событие"), &booking.title)];
    facts.extend(differences(locale, &before, &after));
    facts.push(fact(pick(locale, "Booking", "Бронь"), &booking.reference));
    Some(Content {
        subject: say(
            locale,
            format!("Changed: {}", booking.title),
            format!("Изменение: {}", booking.title),
        ),
        preview: pick(
            locale,
            "The organizer changed the time or the place.",
            "Организатор изменил время или место.",
        )
        .into(),
        heading: pick(locale, "The event has changed", "Событие изменилось").into(),
        paragraphs: vec![
            pick(
                locale,
                "The organizer changed what is marked below. Your booking stays valid, and the \
                 attached calendar entry replaces the one you have.",
                "Организатор изменил то, что указано ниже. Бронь остаётся в силе, а приложенная \
                 запись заменит прежнюю в вашем календаре.",
            )
            .into(),
            way_out(locale, booking, &before, &after).into(),
        ],
        facts,
        button: Some(button(locale, booking, base_url)),
        ..Content::default()
    })
}

/// What those can do whom the change does not suit.
fn way_out(
    locale: Locale,
    booking: &Details,
    before: &Arrangement,
    after: &Arrangement,
) -> &'static str {
    let moved = domain::bookings::policy::is_move(before.starts, after.starts);
    if moved && !booking.total.is_zero() {
        return pick(
            locale,
            "The event was moved by more than an hour. If it does not suit you any more, you can \
             cancel your booking and get all your money back: for 14 days from the change, or \
             until the event starts if that comes first.",
            "Событие перенесено больше чем на час. Если так не подходит, бронь можно отменить и \
             получить назад все деньги: в течение 14 дней после изменения или до начала события, \
             если оно наступит раньше.",
        );
    }
    pick(
        locale,
        "If it does not suit you any more, you can cancel your booking.",
        "Если так не подходит, бронь можно отменить.",
    )
}

/// What differs as "from → to"; time and place are told in any case.
fn differences(locale: Locale, before: &Arrangement, after: &Arrangement) -> Vec<Fact> {
    let mut facts = vec![
        fact(pick(locale, "When", "Когда"), from_to(time(locale, before), time(locale, after))),
        fact(pick(locale, "Where", "Где"), from_to(whereabouts(before), whereabouts(after))),
    ];
    let online = |arrangement: &Arrangement| {
        let none = || pick(locale, "no online address", "без онлайн-адреса").to_owned();
        arrangement.online_meeting_url.clone().unwrap_or_else(none)
    };
    if before.online_meeting_url.is_some() || after.online_meeting_url.is_some() {
        facts.push(fact(
            pick(locale, "Join online", "Подключиться"),
            from_to(online(before), online(after)),
        ));
    }
    facts
}

fn from_to(before: String, after: String) -> String {
    if before == after { after } else { format!("{before} → {after}") }
}

fn time(locale: Locale, arrangement: &Arrangement) -> String {
    span(arrangement.starts, arrangement.ends, &arrangement.timezone, locale)
}

fn whereabouts(arrangement: &Arrangement) -> String {
    match &arrangement.venue {
        Some(venue) if *venue != arrangement.location => {
            format!("{venue}, {}", arrangement.location)
        }
        _ => arrangement.location.clone(),
    }
}

/// The same moment by the reader's own clock, where that shows another time.
fn own_time(letter: &Letter, booking: &Details, there: &str) -> Option<Fact> {
    let zone = letter.timezone.as_deref()?;
    let here = span(booking.starts, booking.ends, zone, letter.locale);
    let clock = |text: &str| text.rsplit_once(" (").map(|(clock, _)| clock.to_owned());
    // Nobody has chosen UTC: it is what an account begins with.
    (zone != "UTC" && clock(&here) != clock(there))
        .then(|| fact(pick(letter.locale, "Your time", "По вашему времени"), here))
}

fn button(locale: Locale, booking: &Details, base_url: &str) -> Button {
    Button {
        label: pick(locale, "See your booking", "Открыть бронь"),
        url: booking_url(base_url, booking),
    }
}

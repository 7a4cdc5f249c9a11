//! What comes after an event, in both languages: how was it, and the certificate.

use super::content::{Button, Content, Star, fact};
use crate::documents::dates::span;
use domain::bookings::Details;
use domain::mail::Letter;
use types::Locale;
use types::paths;

/// Five stars that lead straight to the form, with as many chosen as were clicked.
pub(super) fn survey(booking: &Details, base_url: &str, locale: Locale) -> Content {
    let form = base_url.to_owned() + &paths::review(&booking.event_slug);
    let star = |rating: u8| Star {
        rating,
        label: star_label(rating, locale),
        url: format!("{form}?rating={rating}"),
    };
    let when = span(booking.starts, booking.ends, &booking.timezone, locale);
    let stars = (1..=5).map(star).collect();
    match locale {
        Locale::En => Content {
            subject: format!("How was it? {}", booking.title),
            preview: "One click on a star is a good start.".into(),
            heading: "How was it?".into(),
            paragraphs: vec![
                "You were there. Tell others and the organizer what it was like: click on as \
                 many stars as it deserves."
                    .into(),
            ],
            facts: vec![fact("Event", &booking.title), fact("When", when)],
            stars,
            button: Some(Button { label: "Write a review", url: form }),
            ..Content::default()
        },
        Locale::Ru => Content {
            subject: format!("Как всё прошло? {}", booking.title),
            preview: "Начните с одного нажатия на звезду.".into(),
            heading: "Как всё прошло?".into(),
            paragraphs: vec![
                "Вы там были. Расскажите другим и организатору, как это было: нажмите на столько \
                 звёзд, сколько событие заслужило."
                    .into(),
            ],
            facts: vec![fact("Событие", &booking.title), fact("Когда", when)],
            stars,
            button: Some(Button { label: "Написать отзыв", url: form }),
            ..Content::default()
        },
    }
}

fn star_label(rating: u8, locale: Locale) -> String {
    match (locale, rating) {
        (Locale::En, 1) => "1 star".into(),
        (Locale::En, rating) => format!("{rating} stars"),
        (Locale::Ru, 1) => "1 звезда".into(),
        (Locale::Ru, 5) => "5 звёзд".into(),
        (Locale::Ru, rating) => format!("{rating} звезды"),
    }
}

/// `None` where the message has lost its number.
pub(super) fn certificate(letter: &Letter, booking: &Details, base_url: &str) -> Option<Content> {
    let number = letter.data.get("number")?.as_str()?;
    let url = base_url.to_owned() + &paths::certificate(number);
    let when = span(booking.starts, booking.ends, &booking.timezone, letter.locale);
    Some(match letter.locale {
        Locale::En => Content {
            subject: format!("Your certificate: {}", booking.title),
            preview: "To print, to frame and to show around.".into(),
            heading: "Here is your certificate".into(),
            paragraphs: vec![
                "It says that you were there. Print it, frame it, or pass its address on: \
                 everyone who has it can check that it is real."
                    .into(),
            ],
            facts: vec![fact("Event", &booking.title), fact("When", when), fact("Number", number)],
            button: Some(Button { label: "See your certificate", url }),
            ..Content::default()
        },
        Locale::Ru => Content {
            subject: format!("Ваш сертификат: {}", booking.title),
            preview: "Можно распечатать, повесить в рамке и показывать.".into(),
            heading: "Ваш сертификат готов".into(),
            paragraphs: vec![
                "Он подтверждает, что вы там были. Распечатайте его, вставьте в рамку или \
                 поделитесь ссылкой: по ней каждый может проверить, что он настоящий."
                    .into(),
            ],
            facts: vec![
                fact("Событие", &booking.title),
                fact("Когда", when),
                fact("Номер", number),
            ],
            button: Some(Button { label: "Открыть сертификат", url }),
            ..Content::default()
        },
    })
}

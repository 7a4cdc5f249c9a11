//! The messages in Russian.

use super::account;
use super::content::{
    Button, Content, Fact, Refund, booking_url, fact, late, place, refund, ticket,
};
use super::event_updates;
use super::follow_up::{certificate, survey};
use super::waitlist;
use crate::documents::dates::{moment, span};
use domain::bookings::Details;
use domain::mail::Letter;
use domain::notifications::MailKind;
use rust_decimal::Decimal;
use types::Locale;
use types::bookings::BookingStatus;
use types::money::decimal_string;

/// `None` where what the message speaks of is gone.
pub(super) fn content(letter: &Letter, base_url: &str) -> Option<Content> {
    let mut content = match (letter.kind, &letter.booking) {
        (
            MailKind::PasswordReset
            | MailKind::VerifyEmail
            | MailKind::PasswordChanged
            | MailKind::EmailChangeRequested
            | MailKind::EmailChanged,
            _,
        ) => account::content(letter, base_url)?,
        (MailKind::BookingConfirmed, Some(booking)) => confirmed(letter, booking, base_url),
        (MailKind::PaymentFailed, Some(booking)) => payment_failed(booking, base_url),
        (MailKind::BookingCancelled, Some(booking)) => cancelled(letter, booking, base_url),
        (MailKind::TicketsCancelled, Some(booking)) => ticket_cancelled(letter, booking, base_url),
        (MailKind::PaymentRefunded, Some(booking)) => refunded(letter, booking, base_url),
        (MailKind::EventCancelled, Some(booking)) => event_cancelled(letter, booking, base_url),
        (MailKind::EventSurvey, Some(booking)) => survey(booking, base_url, Locale::Ru),
        (MailKind::CertificateIssued, Some(booking)) => certificate(letter, booking, base_url)?,
        (MailKind::WaitlistOffer, Some(booking)) => {
            waitlist::russian::offer(booking, facts(booking), base_url)
        }
        (MailKind::WaitlistOfferLapsed, Some(booking)) => {
            waitlist::russian::lapsed(booking, facts(booking), base_url)
        }
        (MailKind::EventCancelled, None) => waitlist::russian::closed(letter, base_url)?,
        (MailKind::EventChanged, Some(booking)) => {
            event_updates::changed(letter, booking, base_url)?
        }
        (MailKind::EventReminder, Some(booking)) => {
            event_updates::reminder(letter, booking, base_url)
        }
        (_, None) => return None,
    };
    if let Some(name) = &letter.name {
        content.paragraphs.insert(0, format!("Здравствуйте, {name}!"));
    }
    content.footer = "Это письмо пришло вам, потому что у вас есть аккаунт в Event Hub.".into();
    Some(content)
}

fn amount(amount: Decimal) -> String {
    decimal_string(amount).replace('.', ",")
}

fn facts(booking: &Details) -> Vec<Fact> {
    let mut facts = vec![
        fact("Событие", &booking.title),
        fact("Когда", span(booking.starts, booking.ends, &booking.timezone, Locale::Ru)),
        fact("Где", place(booking)),
        fact("Мест", booking.quantity.to_string()),
    ];
    if !booking.total.is_zero() {
        facts.push(fact(
            "Сумма",
            format!("{} {}", amount(booking.total.amount()), booking.total.currency),
        ));
    }
    facts.push(fact("Бронь", &booking.reference));
    facts
}

fn button(label: &'static str, booking: &Details, base_url: &str) -> Button {
    Button { label, url: booking_url(base_url, booking) }
}

fn refund_line(letter: &Letter) -> Option<String> {
    match refund(letter) {
        Refund::NothingPaid => None,
        Refund::Nothing => {
            Some("По правилам возврата для этой брони деньги сейчас не возвращаются.".into())
        }
        Refund::Given(money, currency) => Some(format!(
            "Мы вернули {} {currency} тем же способом, которым вы платили.",
            amount(money)
        )),
    }
}

fn confirmed(letter: &Letter, booking: &Details, base_url: &str) -> Content {
    let mut facts = facts(booking);
    if let Some(url) = &booking.online_meeting_url {
        facts.push(fact("Онлайн", url));
    }
    let mut paragraphs = Vec::new();
    if late(letter) {
        paragraphs.push(
            "Оплата пришла, когда время на неё уже вышло. Ваши места ещё были свободны, поэтому \
             они снова ваши."
                .into(),
        );
    }
    paragraphs.push(format!(
        "Ваша бронь {} подтверждена. К письму приложены билеты в PDF, по странице на каждый, и \
         запись для календаря. На входе покажите QR-код — на бумаге или на экране телефона.",
        booking.reference
    ));
    Content {
        subject: format!("Ваши билеты: {}", booking.title),
        preview: format!("Бронь {} подтверждена.", booking.reference),
        heading: "Вы идёте!".into(),
        paragraphs,
        facts,
        button: Some(button("Открыть бронь", booking, base_url)),
        ..Content::default()
    }
}

fn payment_failed(booking: &Details, base_url: &str) -> Content {
    let open = booking.status == BookingStatus::Pending;
    let next = match booking.hold_expires_at {
        Some(until) if open => format!(
            "Места остаются за вами до {}. До этого времени можно попробовать ещё раз.",
            moment(until, &booking.timezone, Locale::Ru)
        ),
        _ => "Места за вами больше не закреплены. Если они ещё есть, забронируйте снова.".into(),
    };
    Content {
        subject: format!("Оплата не прошла: {}", booking.title),
        preview: "Деньги не списаны.".into(),
        heading: "Оплата не прошла".into(),
        paragraphs: vec!["Деньги не списаны.".into(), next],
        facts: facts(booking),
        button: Some(button(
            if open { "Попробовать ещё раз" } else { "Открыть бронь" },
            booking,
            base_url,
        )),
        ..Content::default()
    }
}

fn cancelled(letter: &Letter, booking: &Details, base_url: &str) -> Content {
    let mut paragraphs =
        vec![format!("Ваша бронь {} отменена, билеты больше не действуют.", booking.reference)];
    paragraphs.extend(refund_line(letter));
    if !booking.attends {
        paragraphs.push("Приложенная запись уберёт событие из вашего календаря.".into());
    }
    Content {
        subject: format!("Бронь отменена: {}", booking.title),
        preview: format!("Бронь {} отменена.", booking.reference),
        heading: "Бронь отменена".into(),
        paragraphs,
        facts: facts(booking),
        button: Some(button("Открыть бронь", booking, base_url)),
        ..Content::default()
    }
}

fn ticket_cancelled(letter: &Letter, booking: &Details, base_url: &str) -> Content {
    let mut paragraphs = vec![match ticket(letter) {
        Some((seat, name)) => format!("Билет {seat} ({name}) отменён и больше не действует."),
        None => "Один билет отменён и больше не действует.".into(),
    }];
    paragraphs.extend(refund_line(letter));
    paragraphs.push("Остальные билеты остаются в силе.".into());
    Content {
        subject: format!("Билет отменён: {}", booking.title),
        preview: format!("Один билет брони {} отменён.", booking.reference),
        heading: "Билет отменён".into(),
        paragraphs,
        facts: facts(booking),
        button: Some(button("Открыть бронь", booking, base_url)),
        ..Content::default()
    }
}

fn refunded(letter: &Letter, booking: &Details, base_url: &str) -> Content {
    let mut paragraphs =
        vec!["Оплата пришла, когда бронь уже закончилась, и мест для неё нет.".into()];
    paragraphs.extend(refund_line(letter));
    Content {
        subject: format!("Деньги возвращены: {}", booking.title),
        preview: "Оплата пришла слишком поздно, чтобы сохранить места.".into(),
        heading: "Деньги возвращены".into(),
        paragraphs,
        facts: facts(booking),
        button: Some(button("Открыть бронь", booking, base_url)),
        ..Content::default()
    }
}

fn event_cancelled(letter: &Letter, booking: &Details, base_url: &str) -> Content {
    let mut paragraphs = vec![format!("К сожалению, «{}» не состоится.", booking.title)];
    if let Some(reason) = booking.event_cancel_reason.as_deref().filter(|r| !r.trim().is_empty()) {
        paragraphs.push(format!("Организатор пишет: {reason}"));
    }
    paragraphs.extend(refund_line(letter));
    Content {
        subject: format!("Событие отменено: {}", booking.title),
        preview: "Событие не состоится.".into(),
        heading: "Событие отменено".into(),
        paragraphs,
        facts: facts(booking),
        button: Some(button("Открыть бронь", booking, base_url)),
        ..Content::default()
    }
}

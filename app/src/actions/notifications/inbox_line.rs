//! Rendering of one notification: its text and where it leads.

use crate::actions::notifications::inbox::InboxLine;
use crate::i18n::{AccountTexts, Area as _};
use crate::paths;
use types::notifications::{NoticeKind, Notification};
use types::{Currency, Locale};

pub(super) fn line(locale: Locale, zone: &str, notice: Notification) -> InboxLine {
    let zone: chrono_tz::Tz = zone.parse().unwrap_or(chrono_tz::Tz::UTC);
    let event = notice.event.as_ref().map(|event| event.title.clone()).unwrap_or_default();
    let refunded = amount(locale, &notice);
    let lang = AccountTexts::of(locale);
    InboxLine {
        id: notice.id.to_string(),
        title: lang.notice_title(notice.kind, &event),
        text: match (notice.kind, notice.data.get("subject")) {
            (NoticeKind::OrganizerMessage, Some(subject)) => subject.clone(),
            _ => lang.notice_text(notice.kind, refunded.as_deref()),
        },
        href: href(&notice),
        when: lang.date_time(notice.created_at.with_timezone(&zone).naive_local()),
        unread: notice.read_at.is_none(),
    }
}

fn amount(locale: Locale, notice: &Notification) -> Option<String> {
    let amount: rust_decimal::Decimal = notice.data.get("refunded")?.parse().ok()?;
    let currency = Currency::parse(notice.data.get("currency")?)?;
    (!amount.is_zero()).then(|| locale.money(amount, currency))
}

fn href(notice: &Notification) -> String {
    let event = notice.event.as_ref().map(|event| event.slug.as_str());
    match notice.kind {
        NoticeKind::CertificateIssued => paths::CERTIFICATES.to_owned(),
        NoticeKind::OrganizerMessage => notice
            .data
            .get("message")
            .map_or_else(|| booking_or_event(notice), |it| paths::received_message(it)),
        NoticeKind::ReviewReplied | NoticeKind::ReviewHidden | NoticeKind::ReviewRestored => {
            event.map_or_else(|| booking_or_event(notice), paths::reviews)
        }
        NoticeKind::TeamInvitation => notice
            .data
            .get("invitation")
            .map_or_else(|| paths::HOME.to_owned(), |it| paths::invitation(it)),
        NoticeKind::TeamChanged if notice.data.contains_key("role") => paths::ORGANIZE.to_owned(),
        NoticeKind::TeamChanged => paths::ACCOUNT.to_owned(),
        NoticeKind::EventHidden => {
            event.map_or_else(|| paths::ORGANIZE.to_owned(), paths::organize_event)
        }
        NoticeKind::EventSurvey => event.map_or_else(|| booking_or_event(notice), paths::review),
        NoticeKind::BookingConfirmed
        | NoticeKind::PaymentFailed
        | NoticeKind::BookingCancelled
        | NoticeKind::TicketsCancelled
        | NoticeKind::TicketExchanged
        | NoticeKind::BookingRefunded
        | NoticeKind::BookingMoved
        | NoticeKind::GuestTicket
        | NoticeKind::TicketHandedOn
        | NoticeKind::TicketTakenBack
        | NoticeKind::TicketSent
        | NoticeKind::PaymentRefunded
        | NoticeKind::EventCancelled
        | NoticeKind::EventRestored
        | NoticeKind::EventChanged
        | NoticeKind::SessionsMoved
        | NoticeKind::EventReminder
        | NoticeKind::WaitlistOffer
        | NoticeKind::WaitlistOfferLapsed
        | NoticeKind::WaitlistEnded => booking_or_event(notice),
    }
}

fn booking_or_event(notice: &Notification) -> String {
    match (notice.booking, &notice.event) {
        (Some(booking), _) => paths::booking(&booking),
        (None, Some(event)) => paths::event(&event.slug),
        (None, None) => paths::BOOKINGS.to_owned(),
    }
}

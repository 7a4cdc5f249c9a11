//! Ending a booking: its seats, its tickets, its money and its message in one transaction.

use super::cancellation::{forget_failure, note_failure};
use super::code_use::give_code_back;
use super::entries::refunded;
use super::locked::{LockedBooking, LockedEvent, lock};
use super::naming::tell_guests;
use super::policy;
use super::store::{cancel_locked, last_check_in};
use crate::audit::{Entry, record_each};
use crate::notifications::{MailKind, queue_about_booking};
use crate::payments::Booked;
use crate::sweep::Run;
use crate::{Actor, Hub, Settings, payments, waitlist};
use chrono::{DateTime, Utc};
use serde_json::json;
use sqlx::postgres::PgConnection;
use types::Money;
use types::booking_actions::RefundChoice;
use types::bookings::{BookingStatus, CancelReason};
use types::history::AuditAction;
use types::ids::{BookingId, EventId};
use types::money::decimal_string;

/// How seats are ended: why, and what goes back for them.
#[derive(Clone, Copy, Debug)]
pub(super) struct Ending<'a> {
    /// Nobody, where an event is cancelled.
    pub(super) by: Actor,
    pub(super) reason: CancelReason,
    pub(super) refund: RefundChoice,
    /// The organizer's words, for the attendee.
    pub(super) words: Option<&'a str>,
}

impl Ending<'_> {
    pub(super) const fn by_rule(by: Actor, reason: CancelReason) -> Self {
        Self { by, reason, refund: RefundChoice::Rule, words: None }
    }

    /// What the history says of the end and of the money.
    pub(super) async fn record(
        &self,
        tx: &mut PgConnection,
        ended: Vec<Entry>,
        booking: &LockedBooking,
        back: Option<Money>,
    ) -> Result<(), sqlx::Error> {
        let told = |entry: Entry| match self.words {
            Some(words) => entry.reason(words),
            None => entry,
        };
        let entries = ended.into_iter().chain(refunded(self.by, booking, back));
        record_each(tx, entries.map(told).collect()).await
    }

    /// What goes back of what the seats are worth.
    pub(super) fn refund(
        &self,
        worth: Money,
        event: &LockedEvent,
        booking: &LockedBooking,
    ) -> Money {
        match self.refund {
            RefundChoice::Rule => {
                policy::refund(worth, self.reason, booking.terms(event), event.now)
            }
            RefundChoice::Full => worth,
            RefundChoice::None => Money::zero(worth.currency),
        }
    }

    /// What its message says.
    pub(super) fn data(&self, refunded: Option<Money>) -> serde_json::Value {
        let mut data = refund_data(refunded);
        if self.reason == CancelReason::ByOrganizer {
            data["by_organizer"] = json!(true);
            data["by_rule"] = json!(self.refund == RefundChoice::Rule);
            data["reason"] = json!(self.words);
        }
        data
    }
}

/// Whether a booking was cancelled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use = "a booking with a used ticket is not given back"]
pub(crate) enum Cancelled {
    Done,
    /// A ticket was checked in, the last of them then.
    Used(DateTime<Utc>),
}

/// Cancels a locked booking that is not cancelled yet. Its seats go to those who wait for them.
///
/// Every way in which a booking ends passes here, and here is the rule about used tickets: neither its
/// holder nor the organizer cancels a booking with a ticket that was checked in. Only an event that is
/// cancelled ends such a booking too, with all its money.
pub(crate) async fn cancel_booking(
    tx: &mut PgConnection,
    event: &LockedEvent,
    booking: &LockedBooking,
    (by, reason): (Actor, CancelReason),
    settings: &Settings,
) -> Result<Cancelled, sqlx::Error> {
    end_booking(tx, event, booking, Ending::by_rule(by, reason), settings).await
}

/// [`cancel_booking`] with what the organizer chose.
pub(super) async fn end_booking(
    tx: &mut PgConnection,
    event: &LockedEvent,
    booking: &LockedBooking,
    ending: Ending<'_>,
    settings: &Settings,
) -> Result<Cancelled, sqlx::Error> {
    let reason = ending.reason;
    if matches!(reason, CancelReason::ByAttendee | CancelReason::ByOrganizer)
        && let Some(used) = last_check_in(tx, booking.id).await?
    {
        return Ok(Cancelled::Used(used));
    }
    cancel_locked(tx, booking, reason).await?;
    if booking.status == BookingStatus::Pending {
        give_code_back(tx, booking.id).await?;
    }
    let back = ending.refund(booking.worth(), event, booking);
    let back = payments::refund(tx, booking.id, back, reason.as_str(), Booked::Nothing).await?;
    let offer = booking.offer && booking.status == BookingStatus::Pending;
    let action = match (offer, reason) {
        (true, CancelReason::OfferDeclined) => AuditAction::OfferDeclined,
        _ => AuditAction::BookingCancelled,
    };
    let ended = Entry::new(ending.by, action, booking.id)
        .event(booking.event)
        .change("status", booking.status.as_str(), BookingStatus::Cancelled.as_str())
        .change("cancel_reason", None::<&str>, reason.as_str());
    ending.record(tx, vec![ended], booking, back).await?;
    waitlist::booking_ended(tx, booking.event, booking.id, offer, reason, settings).await?;
    let kind = match reason {
        CancelReason::EventCancelled => MailKind::EventCancelled,
        CancelReason::ByOrganizer => MailKind::BookingCancelled,
        // A hold that was given up was never promised to anyone.
        _ if booking.status == BookingStatus::Confirmed => MailKind::BookingCancelled,
        _ => return Ok(Cancelled::Done),
    };
    tell_guests(tx, kind, booking.id, None, &ending.data(None)).await?;
    let data = ending.data(back);
    queue_about_booking(tx, kind, booking.id.0, booking.id, booking.user, data).await?;
    Ok(Cancelled::Done)
}

/// What a message says of the money that went back, where some had been paid.
pub(crate) fn refund_data(refunded: Option<Money>) -> serde_json::Value {
    match refunded {
        Some(money) => {
            json!({ "refunded": decimal_string(money.amount()), "currency": money.currency })
        }
        None => json!({}),
    }
}

/// What one run over a cancelled event's bookings did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CancelledBatch {
    pub cancelled: usize,
    /// Those that could not be cancelled. They kept no other from it, and are tried again by
    /// another run.
    pub failed: usize,
    /// Whether there may be more to do.
    pub more: bool,
}

/// Bookings that are looked up at once.
const PAGE: usize = 100;
/// After so many failures a run ends: what fails so often is not the bookings' fault.
const FAILURES: u64 = 100;

/// Cancels, refunds and tells the next `limit` bookings of a cancelled event, each in a
/// transaction of its own: a run that stops halfway is taken up by the next one. One that fails is
/// passed over.
///
/// # Errors
/// The bookings could not be read; what was done before stays done.
pub async fn cancel_for_event(
    hub: &Hub,
    event: EventId,
    limit: u16,
) -> Result<CancelledBatch, sqlx::Error> {
    let (mut run, mut after, limit) = (Run::default(), None, u64::from(limit));
    loop {
        let open = open_bookings(hub, event, after).await?;
        for (booking, _) in &open {
            if run.done() == limit || run.failed() == FAILURES {
                return Ok(batch(&run, run.done() == limit));
            }
            let cancelled = cancel_called_off(hub, *booking).await.map(u64::from);
            run.note(format_args!("booking {booking}"), None, cancelled);
        }
        after = open.last().copied();
        if open.len() < PAGE {
            return Ok(batch(&run, run.done() == limit));
        }
    }
}

fn batch(run: &Run, more: bool) -> CancelledBatch {
    let count = |rows: u64| usize::try_from(rows).unwrap_or(usize::MAX);
    CancelledBatch { cancelled: count(run.done()), failed: count(run.failed()), more }
}

/// The next page of a cancelled event's bookings, the first to be made first.
async fn open_bookings(
    hub: &Hub,
    event: EventId,
    after: Option<(BookingId, DateTime<Utc>)>,
) -> Result<Vec<(BookingId, DateTime<Utc>)>, sqlx::Error> {
    let mut connection = hub.db.read().await?;
    sqlx::query_as(
        "SELECT b.id, b.booked_at FROM bookings b JOIN events e ON e.id = b.event_id
         WHERE b.event_id = $1 AND e.status = 'CANCELLED' AND b.status IN ('PENDING', 'CONFIRMED')
           AND ($2::timestamptz IS NULL OR (b.booked_at, b.id) > ($2, $3))
         ORDER BY b.booked_at, b.id LIMIT $4",
    )
    .bind(event)
    .bind(after.map(|(_, booked_at)| booked_at))
    .bind(after.map(|(id, _)| id))
    .bind(i64::try_from(PAGE).unwrap_or(i64::MAX))
    .fetch_all(&mut *connection)
    .await
}

/// Cancels one booking of a cancelled event; says whether this call did it. That it failed is noted
/// for its organizer.
pub(super) async fn cancel_called_off(hub: &Hub, booking: BookingId) -> Result<bool, sqlx::Error> {
    let done = try_called_off(hub, booking).await;
    if let Err(error) = &done {
        note_failure(hub, booking, error).await;
    }
    done
}

async fn try_called_off(hub: &Hub, booking: BookingId) -> Result<bool, sqlx::Error> {
    let settings = hub.settings.clone();
    hub.db
        .write(move |tx| {
            Box::pin(async move {
                let Some((event, locked)) = lock(tx, booking).await? else { return Ok(false) };
                if !event.cancelled() || locked.status == BookingStatus::Cancelled {
                    return Ok(false);
                }
                let reason = CancelReason::EventCancelled;
                let by = (Actor::Anonymous, reason);
                let done = cancel_booking(tx, &event, &locked, by, &settings).await?;
                forget_failure(tx, booking).await?;
                Ok(done == Cancelled::Done)
            })
        })
        .await
}

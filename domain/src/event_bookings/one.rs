//! One booking in full: who, what it cost and what moved, tickets, mails, and everything that
//! happened to it.

use super::page::event_of;
use crate::events::EventRow;
use crate::{Actor, Error, Hub, audit, bookings};
use chrono::{DateTime, Utc};
use rust_decimal::Decimal;
use sqlx::postgres::PgConnection;
use std::collections::HashMap;
use types::attendance::AttendeeRef;
use types::bookings::Booking;
use types::event_bookings::{
    BookingMail, BookingMoney, LedgerLine, OrganizedEvent, OrganizerBooking, OrganizerPayment,
    OrganizerTicket, TransactionKind,
};
use types::ids::{BookingId, EventId, ExchangeId, PaymentId, UserId};
use types::payments::Payment;
use types::{ErrorCode, Money, Via};

/// # Errors
/// Not found or denied; `not_found` for a booking of another event.
pub async fn booking(
    hub: &Hub,
    actor: Actor,
    event: &str,
    booking: BookingId,
) -> Result<OrganizerBooking, Error> {
    let mut connection = hub.db.read().await?;
    let event = event_of(&mut connection, actor, event).await?;
    let own = about(&mut connection, event.id, booking).await?.ok_or(ErrorCode::NotFound)?;
    let shown = bookings::load_one(&mut connection, booking).await?.ok_or(ErrorCode::NotFound)?;
    let payments = payments(&mut connection, booking).await?;
    let parts = Parts {
        tickets: tickets(&mut connection, booking).await?,
        mails: mails(&mut connection, booking).await?,
        history: audit::of_booking(&mut connection, booking).await?,
        payments,
    };
    Ok(assembled(event, shown, own, parts))
}

struct Parts {
    tickets: Vec<OrganizerTicket>,
    payments: Vec<OrganizerPayment>,
    mails: Vec<BookingMail>,
    history: Vec<types::history::HistoryEntry>,
}

/// What a booking is beside what its owner sees of it.
#[derive(sqlx::FromRow)]
struct About {
    user_id: UserId,
    display_name: String,
    email: String,
    via: Option<Via>,
    channel: String,
    goodwill: Decimal,
    cancelled_at: Option<DateTime<Utc>>,
    note: Option<String>,
}

async fn about(
    connection: &mut PgConnection,
    event: EventId,
    booking: BookingId,
) -> Result<Option<About>, sqlx::Error> {
    sqlx::query_as(
        "SELECT b.user_id, u.display_name, u.email, b.via, b.origin AS channel, b.goodwill,
             b.cancelled_at, n.note
         FROM bookings b JOIN users u ON u.id = b.user_id
             LEFT JOIN booking_notes n ON n.booking_id = b.id
         WHERE b.id = $1 AND b.event_id = $2",
    )
    .bind(booking)
    .bind(event)
    .fetch_optional(connection)
    .await
}

fn assembled(event: EventRow, booking: Booking, own: About, parts: Parts) -> OrganizerBooking {
    OrganizerBooking {
        id: booking.id,
        event: OrganizedEvent {
            id: event.id,
            slug: event.slug,
            title: event.title,
            status: event.status,
            start_date: event.start_date,
            end_date: event.end_date,
            timezone: event.timezone,
        },
        user: AttendeeRef { id: own.user_id, display_name: own.display_name },
        email: own.email,
        quantity: booking.quantity,
        items: booking.items.clone(),
        status: booking.status,
        cancel_reason: booking.cancel_reason,
        origin: own.via,
        channel: own.channel,
        refund_policy: booking.refund_policy,
        full_refund_until: booking.full_refund_until,
        booked_at: booking.booked_at,
        hold_expires_at: booking.hold_expires_at,
        confirmed_at: booking.confirmed_at,
        cancelled_at: own.cancelled_at,
        money: money(&booking, own.goodwill, &parts.payments),
        reference: booking.reference,
        promo_code: booking.promo_code,
        tickets: parts.tickets,
        payments: parts.payments,
        exchange: booking.exchange,
        mails: parts.mails,
        note: own.note,
        history: parts.history,
    }
}

/// What moved is the sum of the ledger's lines.
fn money(booking: &Booking, goodwill: Decimal, payments: &[OrganizerPayment]) -> BookingMoney {
    let sum = |kind: TransactionKind| -> Decimal {
        let lines = payments.iter().flat_map(|payment| &payment.transactions);
        lines.filter(|line| line.kind == kind).map(|line| line.amount).sum()
    };
    let (charged, refunded) = (sum(TransactionKind::Charge), sum(TransactionKind::Refund));
    // Its kinds of ticket may differ in price.
    let price = Money::new(booking.total_price + booking.discount, booking.currency);
    BookingMoney {
        unit_price: booking.unit_price,
        price: price.amount(),
        discount: booking.discount,
        total: booking.total_price,
        goodwill,
        charged,
        refunded,
        net: charged - refunded,
        currency: booking.currency,
    }
}

async fn tickets(
    connection: &mut PgConnection,
    booking: BookingId,
) -> Result<Vec<OrganizerTicket>, sqlx::Error> {
    sqlx::query_as(
        "SELECT id, seat, code, attendee_name, checked_in_at, cancelled_at, ticket_type_id,
             g.email AS sent_to
         FROM tickets LEFT JOIN ticket_guests g ON g.ticket_id = tickets.id
         WHERE booking_id = $1 ORDER BY seat",
    )
    .bind(booking)
    .fetch_all(connection)
    .await
}

#[derive(sqlx::FromRow)]
struct PaymentRow {
    #[sqlx(flatten)]
    payment: Payment,
    exchange_id: Option<ExchangeId>,
    card_last4: Option<String>,
    created_at: DateTime<Utc>,
}

#[derive(sqlx::FromRow)]
struct TransactionRow {
    payment_id: PaymentId,
    #[sqlx(flatten)]
    line: LedgerLine,
}

async fn payments(
    connection: &mut PgConnection,
    booking: BookingId,
) -> Result<Vec<OrganizerPayment>, sqlx::Error> {
    let rows: Vec<PaymentRow> = sqlx::query_as(
        "SELECT id, booking_id, amount, currency, refunded, payment_method, reference_id, status,
             processed_at, exchange_id, card_last4, created_at
         FROM payments WHERE booking_id = $1 ORDER BY created_at, id",
    )
    .bind(booking)
    .fetch_all(&mut *connection)
    .await?;
    let ids: Vec<PaymentId> = rows.iter().map(|row| row.payment.id).collect();
    let mut ledger = HashMap::<PaymentId, Vec<LedgerLine>>::new();
    for row in ledger_of(connection, &ids).await? {
        ledger.entry(row.payment_id).or_default().push(row.line);
    }
    let payments = rows.into_iter().map(|row| OrganizerPayment {
        transactions: ledger.remove(&row.payment.id).unwrap_or_default(),
        payment: row.payment,
        exchange: row.exchange_id,
        card_last4: row.card_last4,
        started_at: row.created_at,
    });
    Ok(payments.collect())
}

async fn ledger_of(
    connection: &mut PgConnection,
    payments: &[PaymentId],
) -> Result<Vec<TransactionRow>, sqlx::Error> {
    sqlx::query_as(
        "SELECT payment_id, id, kind, amount, reason, created_at FROM transactions
         WHERE payment_id = ANY($1) ORDER BY created_at, id",
    )
    .bind(payments)
    .fetch_all(connection)
    .await
}

/// By the history, whose index knows the messages of a booking.
async fn mails(
    connection: &mut PgConnection,
    booking: BookingId,
) -> Result<Vec<BookingMail>, sqlx::Error> {
    sqlx::query_as(
        "SELECT id, kind, status AS state, recipient, subject, last_error, created_at, sent_at,
             user_id IS DISTINCT FROM (SELECT b.user_id FROM bookings b WHERE b.id = $1) AS to_guest
         FROM mail_messages WHERE id IN (
             SELECT substr(subject, 6)::uuid FROM audit_log
             WHERE booking_id = $1 AND starts_with(subject, 'mail:')
         ) ORDER BY created_at, id",
    )
    .bind(booking)
    .fetch_all(connection)
    .await
}

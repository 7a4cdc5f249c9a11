//! How much mail one person has sent to guests of their tickets: counted one after the other, by the history.

use crate::Error;
use sqlx::postgres::PgConnection;
use types::history::AuditAction;
use types::ids::{BookingId, UserId};
use types::ticket_names::HAND_ONS_A_DAY;
use types::{ErrorCode, Failure};

/// # Errors
/// `too_many_requests` where the day's mails are sent, or half of them about this booking.
pub(super) async fn within_the_day(
    tx: &mut PgConnection,
    user: UserId,
    booking: BookingId,
) -> Result<(), Error> {
    if may_mail(tx, user, booking).await? {
        return Ok(());
    }
    let refused = Failure::new(ErrorCode::TooManyRequests);
    Err(Failure { retry_after: Some(3600), ..refused }.into())
}

/// Whether one more mail to a guest of this booking may go out today for whoever booked.
pub(in super::super) async fn may_mail(
    tx: &mut PgConnection,
    user: UserId,
    booking: BookingId,
) -> Result<bool, sqlx::Error> {
    sqlx::query("SELECT pg_advisory_xact_lock(hashtextextended($1, 2))")
        .bind(format!("hand_on:{user}"))
        .execute(&mut *tx)
        .await?;
    let mailed = [
        AuditAction::TicketHandedOn,
        AuditAction::TicketSentAgain,
        AuditAction::TicketTakenBack,
        AuditAction::TicketExchanged,
    ];
    let mailed: Vec<&str> = mailed.iter().map(|action| action.as_str()).collect();
    // Of the tickets that were exchanged, only those of guests.
    let (all, of_booking): (i64, i64) = sqlx::query_as(
        "SELECT count(*), count(*) FILTER (WHERE a.booking_id = $2) FROM audit_log a
         WHERE a.actor_id = $1 AND a.created_at > clock_timestamp() - interval '1 day'
           AND a.action = ANY($3) AND CASE WHEN a.action = $4 THEN EXISTS (
               SELECT FROM ticket_guests g WHERE g.ticket_id = substr(a.subject, 8)::uuid)
               ELSE true END",
    )
    .bind(user)
    .bind(booking)
    .bind(mailed)
    .bind(AuditAction::TicketExchanged)
    .fetch_one(tx)
    .await?;
    Ok(all < HAND_ONS_A_DAY && of_booking < HAND_ONS_A_DAY / 2)
}

//! Telling people that they have a certificate, batch by batch.

use crate::Hub;
use crate::notifications::{MailKind, NewMessage, queue_each};
use serde_json::json;
use types::Locale;
use types::ids::{BookingId, EventId, UserId};
use uuid::Uuid;

/// What one run did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mailed {
    pub told: usize,
    /// Whether there may be more to do.
    pub more: bool,
}

#[derive(sqlx::FromRow)]
struct Holder {
    certificate: Uuid,
    number: String,
    user_id: UserId,
    email: String,
    locale: Locale,
    booking: Option<BookingId>,
}

/// Promises the message to the next `limit` holders who were not told yet; a run that stops
/// halfway is taken up by the next one.
///
/// # Errors
/// What the database says; then this run did nothing.
pub async fn mail(hub: &Hub, event: EventId, limit: u16) -> Result<Mailed, sqlx::Error> {
    hub.db
        .write(move |tx| {
            Box::pin(async move {
                let holders: Vec<Holder> = sqlx::query_as(
                    "SELECT c.id AS certificate, c.number, c.user_id, u.email, u.locale,
                         (SELECT b.id FROM bookings b
                          WHERE b.event_id = c.event_id AND b.user_id = c.user_id
                              AND b.status = 'CONFIRMED'
                          ORDER BY b.booked_at LIMIT 1) AS booking
                     FROM certificates c JOIN users u ON u.id = c.user_id
                     WHERE c.event_id = $1 AND c.revoked_at IS NULL AND u.deleted_at IS NULL
                         AND NOT EXISTS (
                             SELECT FROM mail_messages m
                             WHERE m.unique_key = 'certificate_issued:' || c.id)
                     ORDER BY c.id LIMIT $2",
                )
                .bind(event)
                .bind(i64::from(limit))
                .fetch_all(&mut *tx)
                .await?;
                let full = holders.len() == usize::from(limit);
                let kind = MailKind::CertificateIssued;
                let messages = holders.into_iter().map(|holder| NewMessage {
                    unique_key: format!("{kind}:{}", holder.certificate),
                    kind,
                    user_id: Some(holder.user_id),
                    recipient: holder.email,
                    locale: holder.locale,
                    booking_id: holder.booking,
                    data: json!({ "number": holder.number }),
                });
                let told = queue_each(tx, messages.collect()).await?;
                // Where nobody could be told, another run would tell nobody either.
                Ok(Mailed { told, more: full && told > 0 })
            })
        })
        .await
}

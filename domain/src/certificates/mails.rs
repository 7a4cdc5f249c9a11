//! Certificate mails: each holder is told of theirs, batch by batch.

use crate::Hub;
use crate::notifications::{Audience, MailKind, Progress, tell_attendees};
use serde_json::json;
use types::ids::EventId;

/// The holders of valid certificates, with their first confirmed booking, or the one that a ticket of theirs is of.
const HOLDERS: &str = "SELECT c.user_id, c.issued_at AS since, c.id::text AS occasion,
         jsonb_build_object('number', c.number) AS data,
         coalesce((SELECT b.id FROM bookings b
             WHERE b.event_id = c.event_id AND b.user_id = c.user_id AND b.status = 'CONFIRMED'
             ORDER BY b.booked_at LIMIT 1), (SELECT t.booking_id
             FROM ticket_guests g JOIN tickets t ON t.id = g.ticket_id
             WHERE g.user_id = c.user_id AND t.event_id = c.event_id
             ORDER BY t.cancelled_at IS NOT NULL, g.handed_at LIMIT 1)) AS booking_id
     FROM certificates c WHERE c.event_id = $1 AND c.revoked_at IS NULL";

/// Promises the message to the next `limit` holders who were not told yet; a run that stops
/// halfway is taken up by the next one.
///
/// # Errors
/// What the database says; then this run did nothing.
pub async fn mail(hub: &Hub, event: EventId, limit: u16) -> Result<Progress, sqlx::Error> {
    hub.db
        .write(move |tx| {
            Box::pin(async move {
                let holders = Audience::new(HOLDERS).bind(event)?;
                tell_attendees(tx, holders, MailKind::CertificateIssued, json!({}), limit).await
            })
        })
        .await
}

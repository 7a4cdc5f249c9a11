//! The history of the demo bookings: what the use cases would have written down.

use super::plan::BookingPlan;
use sqlx::postgres::PgConnection;
use uuid::Uuid;

const BOOKED: &str = "INSERT INTO audit_log
        (id, actor_id, action, subject, event_id, booking_id, changes, created_at)
    SELECT gen_random_uuid(), step.actor, step.action, step.subject, b.event_id, b.id,
        jsonb_build_object('status', jsonb_build_array(step.before, step.after)), step.at
    FROM bookings b LEFT JOIN payments p ON p.booking_id = b.id
    CROSS JOIN LATERAL (VALUES
        (p.id IS NOT NULL, b.user_id, 'booking.held', 'booking:' || b.id, NULL, 'PENDING',
            b.booked_at),
        (p.id IS NOT NULL, b.user_id, 'payment.started', 'payment:' || p.id, NULL, 'PENDING',
            p.created_at),
        (p.id IS NOT NULL, NULL, 'payment.completed', 'payment:' || p.id, 'PENDING', 'COMPLETED',
            p.processed_at),
        (p.id IS NOT NULL, NULL, 'booking.confirmed', 'booking:' || b.id, 'PENDING', 'CONFIRMED',
            b.confirmed_at + interval '1 millisecond'),
        (p.id IS NULL, b.user_id, 'booking.confirmed', 'booking:' || b.id, NULL, 'CONFIRMED',
            b.booked_at)
    ) AS step (was, actor, action, subject, before, after, at)
    WHERE b.id = ANY($1) AND step.was";

const SEEN: &str = "INSERT INTO audit_log
        (id, actor_id, action, subject, event_id, booking_id, created_at)
    SELECT gen_random_uuid(), checked_in_by, 'ticket.checked_in', 'ticket:' || id, event_id,
        booking_id, checked_in_at
    FROM tickets WHERE booking_id = ANY($1) AND checked_in_at IS NOT NULL";

pub(super) async fn insert(
    tx: &mut PgConnection,
    bookings: &[BookingPlan],
) -> Result<(), sqlx::Error> {
    let ids: Vec<Uuid> = bookings.iter().map(|booking| booking.id).collect();
    for sql in [BOOKED, SEEN] {
        sqlx::query(sql).bind(&ids).execute(&mut *tx).await?;
    }
    Ok(())
}

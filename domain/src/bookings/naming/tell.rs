//! What guests are told of the tickets that were handed on to them.

use super::bounds::may_mail;
use crate::ids::new_id;
use crate::notifications::{MailKind, Notice, queue_about_booking, tell};
use serde_json::{Value, json};
use sqlx::postgres::PgConnection;
use types::ids::{BookingId, EventId, TicketId, UserId};
use types::notifications::NoticeKind;

/// A guest with their tickets of a booking.
#[derive(sqlx::FromRow)]
struct Told {
    guest: UserId,
    event: EventId,
    tickets: Vec<TicketId>,
    /// Codes that open no door any more.
    void: Vec<String>,
}

/// Tells those who have tickets of a booking by now what its buyer is told, without a word about money;
/// of some of its tickets, or of all that were valid until now. Each is told once, however many tickets
/// they have; that an event is cancelled also however many bookings these are of.
pub(in super::super) async fn tell_guests(
    tx: &mut PgConnection,
    kind: MailKind,
    booking: BookingId,
    tickets: Option<&[TicketId]>,
    data: &Value,
) -> Result<(), sqlx::Error> {
    let of_event = kind == MailKind::EventCancelled;
    let guests: Vec<Told> = sqlx::query_as(
        "SELECT g.user_id AS guest, t.event_id AS event, array_agg(t.id ORDER BY t.seat) AS tickets,
             coalesce(array_agg(t.code ORDER BY t.seat) FILTER (WHERE t.cancelled_at IS NOT NULL),
                 '{}') AS void
         FROM tickets t JOIN ticket_guests g ON g.ticket_id = t.id
             JOIN users u ON u.id = g.user_id AND u.disabled_at IS NULL
         WHERE t.booking_id = $1 AND ($2::uuid[] IS NULL OR t.id = ANY($2))
           AND (t.cancelled_at IS NULL OR t.cancelled_at >= transaction_timestamp())
           -- Whoever booked too is told with their own booking.
           AND NOT ($3 AND EXISTS (SELECT FROM bookings o
               WHERE o.user_id = g.user_id AND o.event_id = t.event_id
                 AND (o.status = 'CONFIRMED' OR o.cancel_reason = 'event_cancelled')))
         GROUP BY g.user_id, t.event_id ORDER BY min(t.seat)",
    )
    .bind(booking)
    .bind(tickets)
    .bind(of_event)
    .fetch_all(&mut *tx)
    .await?;
    for Told { guest, event, tickets, void } in guests {
        let mut data = data.clone();
        if let Some(fields) = data.as_object_mut() {
            // One that names none is about all that are theirs.
            if let [ticket] = tickets[..] {
                fields.insert("ticket".into(), ticket.to_string().into());
            }
            if !void.is_empty() {
                fields.insert("codes".into(), void.into());
            }
        }
        // As those are told who waited for the event.
        let occasion = if of_event { format!("{event}:{guest}") } else { new_id().to_string() };
        queue_about_booking(tx, kind, occasion, booking, guest, data).await?;
    }
    Ok(())
}

/// Tells the guest of a ticket that its buyer took it back: by mail as long as the buyer has mails left
/// for today, else in the inbox alone.
pub(super) async fn taken_back(
    tx: &mut PgConnection,
    (buyer, name): (UserId, &str),
    (booking, event): (BookingId, EventId),
    guest: UserId,
    code: &str,
) -> Result<(), sqlx::Error> {
    let there: bool = sqlx::query_scalar(
        "SELECT EXISTS (SELECT FROM users
         WHERE id = $1 AND disabled_at IS NULL AND deleted_at IS NULL)",
    )
    .bind(guest)
    .fetch_one(&mut *tx)
    .await?;
    if !there {
        return Ok(());
    }
    if may_mail(tx, buyer, booking).await? {
        let data = json!({ "codes": [code], "from": name });
        let kind = MailKind::TicketTakenBack;
        return queue_about_booking(tx, kind, new_id(), booking, guest, data).await;
    }
    let notice = Notice {
        kind: NoticeKind::TicketTakenBack,
        occasion: new_id(),
        event: Some(event),
        booking: None,
        data: json!({}),
    };
    tell(tx, guest, notice).await
}

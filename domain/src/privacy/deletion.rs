//! Account deletion: personal data is erased, what the books need stays without a name.
//!
//! Bookings of what is yet to come are cancelled under their refund rules first, each with all a
//! cancellation does. Then one transaction takes the name off what stays. The ledger is untouched.

use super::store;
use crate::accounts;
use crate::audit::Entry;
use crate::idempotency::Refusal;
use crate::{Actor, Error, Hub, bookings, waitlist};
use sqlx::postgres::PgConnection;
use types::history::AuditAction;
use types::ids::{BookingId, EventId, UserId};
use types::people::DeletePerson;
use types::{ErrorCode, Failure};

/// Deletes the caller's own account.
///
/// # Errors
/// A wrong password; `account_has_events` for an organizer of coming events,
/// `payment_in_progress` while one is under way, `last_admin`.
pub async fn delete_account(hub: &Hub, actor: Actor, password: &str) -> Result<(), Error> {
    let user = actor.require_user()?;
    accounts::verify_password(hub, user, password, "password").await?;
    erase(hub, actor, (actor, user)).await
}

/// Deletes the account of somebody who asked an admin for it. What it brings about is as if they had
/// done it; that it was begun stands in the log before that, with the admin and the reason.
///
/// # Errors
/// Denied to everyone but admins, who delete their own account themselves; not found; the reason is
/// missing or too long; `account_disabled`; as [`delete_account`].
pub async fn delete_account_of(
    hub: &Hub,
    actor: Actor,
    user: UserId,
    mut input: DeletePerson,
) -> Result<(), Error> {
    actor.require_admin()?;
    if actor.user_id() == Some(user) {
        return Err(ErrorCode::Forbidden.into());
    }
    input.check()?;
    let reason = input.reason;
    let role = hub
        .db
        .write(move |tx| {
            Box::pin(async move {
                accounts::acting_admins(tx, actor).await?;
                let role = accounts::role_of(tx, user).await?;
                obstacle(tx, user).await?;
                let begun = Entry::new(actor, AuditAction::UserDeletionBegun, user);
                begun.reason(reason).record(tx).await?;
                Ok::<_, Error>(role)
            })
        })
        .await?;
    erase(hub, actor, (Actor::User { id: user, role }, user)).await
}

/// `by` deletes the account; its bookings end by the word of `owner`.
async fn erase(hub: &Hub, by: Actor, (owner, user): (Actor, UserId)) -> Result<(), Error> {
    let mut connection = hub.db.read().await?;
    obstacle(&mut connection, user).await?;
    let open = open_bookings(&mut connection, user).await?;
    let waiting = waiting_for(&mut connection, user).await?;
    drop(connection);
    for event in waiting {
        leave_waitlist(hub, owner, event).await?;
    }
    for booking in open {
        give_back(hub, owner, booking).await?;
    }
    let now = hub.now();
    hub.db
        .write(move |tx| {
            Box::pin(async move {
                accounts::hold_admins(tx).await?;
                if !accounts::lock_account(tx, user).await? {
                    return Err(ErrorCode::TokenInvalid.into());
                }
                obstacle(tx, user).await?;
                if !open_bookings(tx, user).await?.is_empty()
                    || !waiting_for(tx, user).await?.is_empty()
                {
                    // The account booked or joined a waitlist meanwhile.
                    return Err(Error::Refused(Failure {
                        retry_after: Some(1),
                        ..Failure::new(ErrorCode::Unavailable)
                    }));
                }
                Entry::new(by, AuditAction::AccountDeleted, user).record(tx).await?;
                accounts::replace_avatar(tx, user, None, now).await?;
                store::anonymize(tx, user, now).await?;
                Ok(())
            })
        })
        .await
}

/// Cancels a booking; of one with a used ticket, the tickets that were not used.
async fn give_back(hub: &Hub, actor: Actor, booking: BookingId) -> Result<(), Error> {
    let used = |refusal: &Refusal| refusal.failure.code == ErrorCode::AlreadyCheckedIn;
    match bookings::cancel(hub, actor, booking, None).await {
        Ok(_) => return Ok(()),
        Err(refusal) if used(&refusal) => {}
        Err(refusal) => return Err(refusal.failure.into()),
    }
    let found = bookings::get(hub, actor, booking).await.map_err(Failure::from)?;
    for ticket in found.tickets.iter().filter(|ticket| ticket.checked_in_at.is_none()) {
        match bookings::cancel_ticket(hub, actor, booking, ticket.id, None).await {
            Err(refusal) if !used(&refusal) => return Err(refusal.failure.into()),
            _ => {}
        }
    }
    Ok(())
}

/// An offer is declined like that too, and its seats go to the next.
async fn leave_waitlist(hub: &Hub, actor: Actor, event: EventId) -> Result<(), Error> {
    match waitlist::leave(hub, actor, &event.to_string()).await.map_err(Failure::from) {
        Err(failure) if failure.code != ErrorCode::NotOnWaitlist => Err(failure.into()),
        _ => Ok(()),
    }
}

/// What the account still answers for.
async fn obstacle(connection: &mut PgConnection, user: UserId) -> Result<(), Error> {
    let (hosting, paying, last_admin): (bool, bool, bool) = sqlx::query_as(
        "SELECT EXISTS (SELECT FROM events
                 WHERE organizer_id = $1 AND status = 'PUBLISHED' AND end_date > clock_timestamp()),
             EXISTS (SELECT FROM payments p JOIN bookings b ON b.id = p.booking_id
                 WHERE b.user_id = $1 AND p.status = 'PENDING'),
             (SELECT role FROM users WHERE id = $1) = 'admin' AND NOT EXISTS (SELECT FROM users
                 WHERE role = 'admin' AND id <> $1 AND disabled_at IS NULL AND deleted_at IS NULL)",
    )
    .bind(user)
    .fetch_one(connection)
    .await?;
    let code = match (hosting, paying, last_admin) {
        (true, ..) => ErrorCode::AccountHasEvents,
        (_, true, _) => ErrorCode::PaymentInProgress,
        (_, _, true) => ErrorCode::LastAdmin,
        (false, false, false) => return Ok(()),
    };
    Err(code.into())
}

/// What is still to be given back: a booking of which every ticket was used is not.
async fn open_bookings(
    connection: &mut PgConnection,
    user: UserId,
) -> Result<Vec<BookingId>, sqlx::Error> {
    sqlx::query_scalar(
        "SELECT b.id FROM bookings b JOIN events e ON e.id = b.event_id
         WHERE b.user_id = $1 AND b.status IN ('PENDING', 'CONFIRMED')
           AND (e.start_date > clock_timestamp() OR e.status = 'CANCELLED')
           AND (b.status = 'PENDING' OR e.status = 'CANCELLED' OR EXISTS (SELECT FROM tickets t
               WHERE t.booking_id = b.id AND t.cancelled_at IS NULL AND t.checked_in_at IS NULL))
         ORDER BY b.booked_at, b.id",
    )
    .bind(user)
    .fetch_all(connection)
    .await
}

/// The events whose waitlists the account is on.
async fn waiting_for(
    connection: &mut PgConnection,
    user: UserId,
) -> Result<Vec<EventId>, sqlx::Error> {
    sqlx::query_scalar(
        "SELECT event_id FROM waitlist_entries
         WHERE user_id = $1 AND status IN ('WAITING', 'OFFERED')",
    )
    .bind(user)
    .fetch_all(connection)
    .await
}

#[cfg(test)]
mod tests;

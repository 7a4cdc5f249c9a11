//! The limit of messages a day to an unverified address.

use super::policy::{UNVERIFIED_A_DAY, Withheld};
use crate::Hub;
use uuid::Uuid;

/// Whether an unverified address may get this message today; a message that may is counted once,
/// however often it is tried. Addresses that differ in a tag (`ada+1@`) are one mailbox.
pub(super) async fn has_room(hub: &Hub, id: Uuid, recipient: String) -> Result<bool, sqlx::Error> {
    let mailbox = match recipient.split_once('@') {
        Some((local, host)) => {
            format!("{}@{host}", local.split_once('+').map_or(local, |(name, _)| name))
        }
        None => recipient,
    };
    hub.db
        .write(move |tx| {
            Box::pin(async move {
                // Several workers may check messages to one mailbox at the same time.
                sqlx::query("SELECT pg_advisory_xact_lock(hashtextextended($1, 1))")
                    .bind(&mailbox)
                    .execute(&mut *tx)
                    .await?;
                let room = sqlx::query(
                    "UPDATE mail_messages SET unverified_at = clock_timestamp(),
                         unverified_mailbox = $2
                     WHERE id = $1 AND (unverified_at IS NOT NULL OR $3 > (
                         SELECT count(*) FROM mail_messages
                         WHERE unverified_mailbox = $2
                           AND unverified_at > clock_timestamp() - interval '1 day'))",
                )
                .bind(id)
                .bind(&mailbox)
                .bind(UNVERIFIED_A_DAY)
                .execute(tx)
                .await?;
                Ok(room.rows_affected() > 0)
            })
        })
        .await
}

/// QUEUED → WITHHELD: the inbox has told it, and proving the address later brings nothing old.
pub(super) async fn withhold(hub: &Hub, id: Uuid, why: Withheld) -> Result<(), sqlx::Error> {
    hub.db
        .statement(move |connection| {
            Box::pin(async move {
                sqlx::query(
                    "UPDATE mail_messages SET status = 'WITHHELD', last_error = $2
                     WHERE id = $1 AND status = 'QUEUED'",
                )
                .bind(id)
                .bind(why.to_string())
                .execute(connection)
                .await
                .map(|_| ())
            })
        })
        .await
}

#[cfg(test)]
mod tests;

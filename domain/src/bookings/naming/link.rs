//! The address of a ticket that was handed on: as [`super::super::guests`] makes those of guests, one a
//! ticket.

use super::super::guests::ticket_secret;
use crate::ids::{new_id, token_hash};
use crate::{Hub, Settings};
use sqlx::postgres::PgConnection;
use types::ids::TicketId;
use uuid::Uuid;

/// A secret with what it is made of and found by.
pub(super) struct Made {
    pub(super) nonce: Uuid,
    pub(super) hash: Vec<u8>,
}

pub(super) fn make(settings: &Settings, ticket: TicketId) -> Made {
    let nonce = new_id();
    Made { nonce, hash: token_hash(&secret(settings, ticket, nonce)).to_vec() }
}

fn secret(settings: &Settings, ticket: TicketId, nonce: Uuid) -> String {
    ticket_secret(settings, "event-hub handed on", ticket.0, nonce)
}

/// The secret of the address; another one where it was made with another key of the server. None where
/// the ticket is nobody's but its buyer's.
pub(crate) async fn handed_on_secret(
    hub: &Hub,
    ticket: TicketId,
) -> Result<Option<String>, sqlx::Error> {
    let stored: Option<(Uuid, Vec<u8>)> =
        sqlx::query_as("SELECT nonce, token_hash FROM ticket_guests WHERE ticket_id = $1")
            .bind(ticket)
            .fetch_optional(&mut *hub.db.read().await?)
            .await?;
    let Some((nonce, hash)) = stored else { return Ok(None) };
    let now = secret(&hub.settings, ticket, nonce);
    if token_hash(&now)[..] != hash[..] {
        renew(hub, ticket, nonce, token_hash(&now).to_vec()).await?;
    }
    Ok(Some(now))
}

async fn renew(hub: &Hub, ticket: TicketId, nonce: Uuid, hash: Vec<u8>) -> Result<(), sqlx::Error> {
    hub.db
        .unseen()
        .statement(move |connection| {
            Box::pin(async move {
                sqlx::query(
                    "UPDATE ticket_guests SET token_hash = $3
                     WHERE ticket_id = $1 AND nonce = $2",
                )
                .bind(ticket)
                .bind(nonce)
                .bind(hash)
                .execute(connection)
                .await
                .map(drop)
            })
        })
        .await
}

/// Writes down whose the ticket is and the address of its page.
pub(super) async fn write(
    tx: &mut PgConnection,
    ticket: TicketId,
    guest: (types::ids::UserId, &str),
    made: &Made,
) -> Result<(), sqlx::Error> {
    sqlx::query(
        "INSERT INTO ticket_guests (ticket_id, user_id, email, nonce, token_hash)
         VALUES ($1, $2, $3, $4, $5)",
    )
    .bind(ticket)
    .bind(guest.0)
    .bind(guest.1)
    .bind(made.nonce)
    .bind(&made.hash)
    .execute(tx)
    .await?;
    Ok(())
}

//! The address of a guest's ticket. It is made from the server's key and a random number, so that it
//! can be mailed again; what it is found by is its hash.

use crate::ids::{new_id, token_hash};
use crate::{Hub, Settings};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, KeyInit as _, Mac as _};
use secrecy::ExposeSecret as _;
use sha2::Sha256;
use sqlx::postgres::PgConnection;
use types::ids::BookingId;
use uuid::Uuid;

/// The secret of a booking's address; a new one where there was none, or it was made with another key
/// of the server. The one before it then works no more.
pub(crate) async fn guest_secret(hub: &Hub, booking: BookingId) -> Result<String, sqlx::Error> {
    let stored: Option<(Uuid, Vec<u8>)> =
        sqlx::query_as("SELECT nonce, token_hash FROM guest_links WHERE booking_id = $1")
            .bind(booking)
            .fetch_optional(&mut *hub.db.read().await?)
            .await?;
    if let Some((nonce, hash)) = stored {
        let secret = secret(&hub.settings, booking, nonce);
        if token_hash(&secret)[..] == hash[..] {
            return Ok(secret);
        }
    }
    let settings = hub.settings.clone();
    hub.db
        .unseen()
        .statement(move |connection| {
            Box::pin(async move {
                Ok::<_, sqlx::Error>(make(connection, &settings, &[booking]).await?.remove(0))
            })
        })
        .await
}

/// Makes the addresses of these bookings; answers their secrets in the same order.
pub(super) async fn make(
    connection: &mut PgConnection,
    settings: &Settings,
    bookings: &[BookingId],
) -> Result<Vec<String>, sqlx::Error> {
    let nonces: Vec<Uuid> = bookings.iter().map(|_| new_id()).collect();
    let secrets: Vec<String> = bookings
        .iter()
        .zip(&nonces)
        .map(|(booking, nonce)| secret(settings, *booking, *nonce))
        .collect();
    let hashes: Vec<Vec<u8>> = secrets.iter().map(|it| token_hash(it).to_vec()).collect();
    sqlx::query(
        "INSERT INTO guest_links (booking_id, nonce, token_hash)
         SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::bytea[])
         ON CONFLICT (booking_id) DO UPDATE SET nonce = excluded.nonce,
             token_hash = excluded.token_hash, created_at = clock_timestamp()",
    )
    .bind(bookings)
    .bind(nonces)
    .bind(hashes)
    .execute(connection)
    .await?;
    Ok(secrets)
}

fn secret(settings: &Settings, booking: BookingId, nonce: Uuid) -> String {
    ticket_secret(settings, "event-hub guest ticket", booking.0, nonce)
}

/// The secret of an address: of the server's key, what it is for, whose it is, and a random number.
pub(in super::super) fn ticket_secret(
    settings: &Settings,
    purpose: &str,
    of: Uuid,
    nonce: Uuid,
) -> String {
    let key = settings.secret_key.expose_secret().as_bytes();
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(key) else {
        unreachable!("HMAC takes a key of any length");
    };
    mac.update(purpose.as_bytes());
    mac.update(b"\0");
    mac.update(of.as_bytes());
    mac.update(nonce.as_bytes());
    URL_SAFE_NO_PAD.encode(mac.finalize().into_bytes())
}

//! What a message would look like, before it is written.

use crate::events::{EventRight, owned};
use crate::mail::OrganizerMessage;
use crate::{Actor, Error, Hub};
use types::messages::WriteMessage;

/// The parts of the mail that a reader would get, with a link that stops nobody's news.
///
/// # Errors
/// Not found or denied.
pub async fn preview(
    hub: &Hub,
    actor: Actor,
    event: &str,
    message: WriteMessage,
) -> Result<OrganizerMessage, Error> {
    let mut connection = hub.db.read().await?;
    let event = owned(&mut connection, actor, event, EventRight::Bookings).await?;
    let reply_to: Option<String> = sqlx::query_scalar(
        "SELECT email FROM users WHERE id = $1 AND email_verified_at IS NOT NULL",
    )
    .bind(event.organizer_id)
    .fetch_optional(&mut *connection)
    .await?;
    Ok(OrganizerMessage {
        subject: message.subject,
        body: message.body,
        organizer: event.organizer_name,
        title: event.title,
        slug: event.slug,
        reply_to,
        opt_out: message.news.then(String::new),
        is_test: false,
    })
}

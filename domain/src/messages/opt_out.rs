//! Who wants no news of an organizer. The link in their mail is all that they need.

use crate::notifications::read_opt_out;
use crate::{Error, Hub};
use types::ErrorCode;
use types::ids::UserId;
use types::messages::NewsSubscription;

/// What the link leads to.
///
/// # Errors
/// `not_found` for what is no such link, or of an account that is gone.
pub async fn subscription(hub: &Hub, secret: &str) -> Result<NewsSubscription, Error> {
    let (organizer, user) = of(hub, secret)?;
    let found: Option<(String, bool)> = sqlx::query_as(
        "SELECT o.display_name, EXISTS (SELECT FROM news_opt_outs n
             WHERE n.organizer_id = o.id AND n.user_id = $2)
         FROM users o JOIN users u ON u.id = $2 AND u.deleted_at IS NULL
         WHERE o.id = $1 AND o.deleted_at IS NULL",
    )
    .bind(organizer)
    .bind(user)
    .fetch_optional(&mut *hub.db.read().await?)
    .await?;
    let (organizer, opted_out) = found.ok_or(ErrorCode::NotFound)?;
    Ok(NewsSubscription { organizer, opted_out })
}

/// Stops an organizer's news to the reader of the link, or lets it come again.
///
/// # Errors
/// As [`subscription`].
pub async fn set_opted_out(
    hub: &Hub,
    secret: &str,
    opted_out: bool,
) -> Result<NewsSubscription, Error> {
    let (organizer, user) = of(hub, secret)?;
    let now = hub.now();
    hub.db
        .unseen()
        .write(move |tx| {
            Box::pin(async move {
                let sql = if opted_out {
                    "INSERT INTO news_opt_outs (organizer_id, user_id, opted_out_at)
                     SELECT o.id, u.id, $3 FROM users o CROSS JOIN users u
                     WHERE o.id = $1 AND u.id = $2 AND o.deleted_at IS NULL AND u.deleted_at IS NULL
                     ON CONFLICT DO NOTHING"
                } else {
                    "DELETE FROM news_opt_outs
                     WHERE organizer_id = $1 AND user_id = $2 AND $3::timestamptz IS NOT NULL"
                };
                sqlx::query(sql).bind(organizer).bind(user).bind(now).execute(tx).await?;
                Ok::<_, sqlx::Error>(())
            })
        })
        .await?;
    subscription(hub, secret).await
}

fn of(hub: &Hub, secret: &str) -> Result<(UserId, UserId), ErrorCode> {
    read_opt_out(&hub.settings, secret).ok_or(ErrorCode::NotFound)
}

//! Inbox notifications without a mail, written in the transaction that causes them.

use super::notice_columns;
use crate::ids::new_id;
use sqlx::postgres::PgConnection;
use types::ids::{BookingId, EventId, UserId};
use types::notifications::NoticeKind;
use uuid::Uuid;

/// A notification to be written.
#[derive(Clone, Debug)]
pub struct Notice {
    pub kind: NoticeKind,
    /// What it is about, such as the booking's id: telling it again is the same as once.
    pub occasion: Uuid,
    pub event: Option<EventId>,
    pub booking: Option<BookingId>,
    /// Texts by name; what is no text is not shown.
    pub data: serde_json::Value,
}

/// Writes a notification; a mail writes its own.
///
/// # Errors
/// What the database says.
pub async fn tell(
    connection: &mut PgConnection,
    user: UserId,
    notice: Notice,
) -> Result<(), sqlx::Error> {
    sqlx::query(concat!(
        "INSERT INTO notifications (",
        notice_columns!(),
        ", data)
         VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (unique_key) DO NOTHING",
    ))
    .bind(new_id())
    .bind(user)
    .bind(notice.kind)
    .bind(notice.event)
    .bind(notice.booking)
    .bind(format!("{}:{}:{user}", notice.kind, notice.occasion))
    .bind(notice.data)
    .execute(connection)
    .await?;
    Ok(())
}

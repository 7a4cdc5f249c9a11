//! The SQL of pictures that were uploaded for events.

use crate::events::uploads::NewUpload;
use chrono::{DateTime, Utc};
use sqlx::postgres::PgConnection;
use std::collections::HashSet;
use types::ids::UserId;

/// How many pictures a person has sent within a day, and how many bytes.
pub(crate) async fn sent_today(
    connection: &mut PgConnection,
    owner: UserId,
) -> Result<(i64, i64), sqlx::Error> {
    sqlx::query_as(
        "SELECT count(*), coalesce(sum(bytes), 0)::bigint FROM uploads
         WHERE owner_id = $1 AND created_at > clock_timestamp() - interval '1 day'",
    )
    .bind(owner)
    .fetch_one(connection)
    .await
}

pub(crate) async fn insert_upload(
    connection: &mut PgConnection,
    owner: UserId,
    upload: &NewUpload,
) -> Result<(), sqlx::Error> {
    let whole = |pixels| i32::try_from(pixels).unwrap_or(i32::MAX);
    sqlx::query(
        "INSERT INTO uploads (folder, owner_id, width, height, bytes) VALUES ($1, $2, $3, $4, $5)",
    )
    .bind(&upload.folder)
    .bind(owner)
    .bind(whole(upload.width))
    .bind(whole(upload.height))
    .bind(i64::try_from(upload.bytes).unwrap_or(i64::MAX))
    .execute(connection)
    .await?;
    Ok(())
}

/// Notes that a picture is given to an event; false where it is none of these people's.
pub(crate) async fn use_upload(
    connection: &mut PgConnection,
    folder: &str,
    owners: &[UserId],
) -> Result<bool, sqlx::Error> {
    let done = sqlx::query(
        "UPDATE uploads SET used_at = clock_timestamp() WHERE folder = $1 AND owner_id = ANY($2)",
    )
    .bind(folder)
    .bind(owners)
    .execute(connection)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Forgets pictures that were last given to an event before then and that none shows; names their
/// folders.
pub(crate) async fn forget_uploads(
    connection: &mut PgConnection,
    before: DateTime<Utc>,
    limit: i64,
) -> Result<Vec<String>, sqlx::Error> {
    sqlx::query_scalar(
        "DELETE FROM uploads u WHERE u.used_at < $1 AND u.folder IN (
             SELECT o.folder FROM uploads o
             WHERE o.used_at < $1
               AND NOT EXISTS (SELECT FROM events e WHERE e.image LIKE '/media/pictures/%'
                   AND split_part(e.image, '/', 4) = o.folder)
               AND o.folder NOT IN (SELECT split_part(form ->> 'image', '/', 4)
                   FROM event_drafts WHERE form ->> 'image' LIKE '/media/pictures/%')
             ORDER BY o.used_at LIMIT $2)
         RETURNING u.folder",
    )
    .bind(before)
    .bind(limit)
    .fetch_all(connection)
    .await
}

/// The folders among these that have a row: the files of the others may go.
pub(crate) async fn known_uploads(
    connection: &mut PgConnection,
    folders: &[String],
) -> Result<HashSet<String>, sqlx::Error> {
    let known: Vec<String> =
        sqlx::query_scalar("SELECT folder FROM uploads WHERE folder = ANY($1)")
            .bind(folders)
            .fetch_all(connection)
            .await?;
    Ok(known.into_iter().collect())
}

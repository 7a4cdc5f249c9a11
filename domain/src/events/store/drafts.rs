//! The SQL of forms that are kept while they are typed.

use chrono::{DateTime, Utc};
use sqlx::postgres::PgConnection;
use sqlx::types::Json;
use types::event_form::{EventForm, UnsavedForm};
use types::ids::{EventId, UserId};

/// Keeps the form; says when, and whether the audit log is to be told that this person edits.
pub(crate) async fn keep_form(
    connection: &mut PgConnection,
    (event, editor): (EventId, UserId),
    form: &EventForm,
    base_version: i32,
) -> Result<(DateTime<Utc>, bool), sqlx::Error> {
    sqlx::query_as(
        "INSERT INTO event_drafts AS kept (event_id, editor_id, form, base_version)
         VALUES ($1, $2, $3, $4)
         ON CONFLICT (event_id, editor_id) DO UPDATE
             SET form = excluded.form, base_version = excluded.base_version,
                 updated_at = clock_timestamp()
         RETURNING updated_at, audited_at IS NULL
             OR audited_at < clock_timestamp() - interval '15 minutes'",
    )
    .bind(event)
    .bind(editor)
    .bind(Json(form))
    .bind(base_version)
    .fetch_one(connection)
    .await
}

pub(crate) async fn form_audited(
    connection: &mut PgConnection,
    (event, editor): (EventId, UserId),
) -> Result<(), sqlx::Error> {
    sqlx::query(
        "UPDATE event_drafts SET audited_at = clock_timestamp()
         WHERE event_id = $1 AND editor_id = $2",
    )
    .bind(event)
    .bind(editor)
    .execute(connection)
    .await?;
    Ok(())
}

/// What this person has typed and not saved.
pub(crate) async fn kept_form(
    connection: &mut PgConnection,
    (event, editor): (EventId, UserId),
) -> Result<Option<UnsavedForm>, sqlx::Error> {
    let kept: Option<(Json<EventForm>, i32, DateTime<Utc>)> = sqlx::query_as(
        "SELECT form, base_version, updated_at FROM event_drafts
         WHERE event_id = $1 AND editor_id = $2",
    )
    .bind(event)
    .bind(editor)
    .fetch_optional(connection)
    .await?;
    Ok(kept.map(|(form, base_version, saved_at)| UnsavedForm {
        form: form.0,
        base_version,
        saved_at,
    }))
}

pub(crate) async fn drop_form(
    connection: &mut PgConnection,
    (event, editor): (EventId, UserId),
) -> Result<(), sqlx::Error> {
    sqlx::query("DELETE FROM event_drafts WHERE event_id = $1 AND editor_id = $2")
        .bind(event)
        .bind(editor)
        .execute(connection)
        .await?;
    Ok(())
}

/// Others who typed within the last minute.
pub(crate) async fn other_editors(
    connection: &mut PgConnection,
    (event, editor): (EventId, UserId),
) -> Result<Vec<(UserId, String, DateTime<Utc>)>, sqlx::Error> {
    sqlx::query_as(
        "SELECT u.id, u.display_name, d.updated_at
         FROM event_drafts d JOIN users u ON u.id = d.editor_id
         WHERE d.event_id = $1 AND d.editor_id <> $2
           AND d.updated_at > clock_timestamp() - interval '1 minute'
         ORDER BY d.updated_at DESC LIMIT 10",
    )
    .bind(event)
    .bind(editor)
    .fetch_all(connection)
    .await
}

//! Messages to an event's attendees: one way for reminders, changes, surveys, certificates and
//! closed waitlists.
//!
//! The slice selects who is concerned; the rules that hold for all of them are here. An account
//! that is disabled or deleted is told nothing: its owner could follow no link of the message. Each
//! person is told once of an occasion, in batches: a run that stops halfway is taken up by the
//! next.

use super::message::{MailKind, NewMessage};
use super::store::queue_each;
use serde_json::Value;
use sqlx::postgres::{PgArguments, PgConnection, Postgres};
use sqlx::{Arguments as _, AssertSqlSafe, Encode, Type};
use types::Locale;
use types::ids::{BookingId, UserId};

/// The people a message concerns.
#[derive(Debug)]
pub(crate) struct Audience {
    select: &'static str,
    arguments: PgArguments,
}

impl Audience {
    /// By a `SELECT` of `user_id`, `booking_id` (or null), `since` (of several rows of a person the
    /// first counts), `occasion` (with the kind before it, the message's unique key) and `data`
    /// (what this person alone is told, or null).
    pub(crate) fn new(select: &'static str) -> Self {
        Self { select, arguments: PgArguments::default() }
    }

    /// The next `$n` of the `SELECT`.
    pub(crate) fn bind<'t, T>(mut self, value: T) -> Result<Self, sqlx::Error>
    where
        T: Encode<'t, Postgres> + Type<Postgres>,
    {
        self.arguments.add(value).map_err(sqlx::Error::Encode)?;
        Ok(self)
    }
}

/// What one run over a list of people did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    pub done: usize,
    /// Whether there may be more to do.
    pub more: bool,
}

#[derive(sqlx::FromRow)]
struct Attendee {
    user_id: UserId,
    booking_id: Option<BookingId>,
    email: String,
    locale: Locale,
    unique_key: String,
    data: Option<Value>,
}

/// Promises a message to the next `limit` people of the audience who have none of this occasion.
pub(crate) async fn tell_attendees(
    tx: &mut PgConnection,
    audience: Audience,
    kind: MailKind,
    data: Value,
    limit: u16,
) -> Result<Progress, sqlx::Error> {
    let attendees = untold(tx, audience, kind, limit).await?;
    let full = attendees.len() == usize::from(limit);
    let messages = attendees.into_iter().map(|attendee| NewMessage {
        unique_key: attendee.unique_key,
        kind,
        user_id: Some(attendee.user_id),
        recipient: attendee.email,
        locale: attendee.locale,
        booking_id: attendee.booking_id,
        data: merged(&data, attendee.data),
    });
    let done = queue_each(tx, messages.collect()).await?;
    // Where no message could be promised, another run would promise none either.
    Ok(Progress { done, more: full && done > 0 })
}

async fn untold(
    tx: &mut PgConnection,
    audience: Audience,
    kind: MailKind,
    limit: u16,
) -> Result<Vec<Attendee>, sqlx::Error> {
    let bound = audience.arguments.len();
    let (kind_at, limit_at) = (bound + 1, bound + 2);
    let sql = format!(
        "WITH people AS (
             SELECT *, ${kind_at} || ':' || occasion AS unique_key FROM ({}) AS concerned
         )
         SELECT DISTINCT ON (u.id) u.id AS user_id, booking_id, u.email, u.locale, unique_key, data
         FROM people JOIN users u ON u.id = people.user_id
         WHERE u.disabled_at IS NULL AND u.deleted_at IS NULL
           AND NOT EXISTS (SELECT FROM mail_messages m WHERE m.unique_key = people.unique_key)
         ORDER BY u.id, since, booking_id LIMIT ${limit_at}",
        audience.select
    );
    let audience = audience.bind(kind)?.bind(i64::from(limit))?;
    sqlx::query_as_with(AssertSqlSafe(sql), audience.arguments).fetch_all(tx).await
}

/// The data for all, with this person's own.
fn merged(common: &Value, own: Option<Value>) -> Value {
    let mut data = common.clone();
    if let (Some(data), Some(Value::Object(own))) = (data.as_object_mut(), own) {
        data.extend(own);
    }
    data
}

#[cfg(test)]
mod tests;

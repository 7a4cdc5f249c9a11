//! Publish check list: what keeps an event from being published. One rule for who publishes it, for
//! the form's list and for what an organizer is told to do.

use super::store::EventRow;
use crate::ticket_types;
use chrono::{DateTime, Utc};
use sqlx::postgres::PgConnection;
use types::events::EventStatus;
use types::{FieldError, FieldProblem};

/// What the check list asks of an event.
#[derive(Clone, Copy, Debug)]
pub struct Checked<'a> {
    pub status: EventStatus,
    pub unset_fields: &'a [String],
    pub start_date: DateTime<Utc>,
    /// Whether some of its kinds of ticket can be sold, where it has any.
    pub sellable: bool,
}

/// What a draft lacks, by field; `verified`: the caller's own address is. Nothing for what was published.
pub(crate) async fn missing_now(
    connection: &mut PgConnection,
    row: &EventRow,
    verified: bool,
    now: DateTime<Utc>,
) -> Result<Vec<FieldError>, sqlx::Error> {
    let EventRow { status, unset_fields, start_date, .. } = row;
    let sellable = *status != EventStatus::Draft
        || !row.typed
        || ticket_types::can_be_sold(connection, row.id).await?;
    let (status, start_date) = (*status, *start_date);
    Ok(missing_of(Checked { status, unset_fields, start_date, sellable }, verified, now))
}

/// [`missing_now`] by the columns that it asks for.
pub fn missing_of(event: Checked<'_>, verified: bool, now: DateTime<Utc>) -> Vec<FieldError> {
    let error = |field: &str, problem| FieldError { field: field.to_owned(), problem, limit: None };
    let Checked { status, unset_fields, start_date, sellable } = event;
    if status != EventStatus::Draft {
        return Vec::new();
    }
    let is_set = |field: &str| !unset_fields.iter().any(|unset| unset == field);
    let mut missing: Vec<FieldError> =
        unset_fields.iter().map(|field| error(field, FieldProblem::Required)).collect();
    if is_set("start_date") && start_date <= now {
        missing.push(error("start_date", FieldProblem::InThePast));
    }
    if !verified {
        missing.push(error("email", FieldProblem::Required));
    }
    if !sellable {
        missing.push(error("ticket_types", FieldProblem::NotAllowed));
    }
    missing
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::TimeDelta;

    #[test]
    fn each_thing_that_is_missing_is_named_once() {
        let now: DateTime<Utc> = "2026-11-28T12:00:00Z".parse().unwrap();
        let (past, soon) = (now - TimeDelta::hours(1), now + TimeDelta::hours(1));
        let unset = ["price".to_owned(), "start_date".to_owned()];
        let told = |status, unset: &[String], start, good| {
            let event = Checked { status, unset_fields: unset, start_date: start, sellable: good };
            let missing = missing_of(event, good, now);
            missing.into_iter().map(|it| (it.field, it.problem)).collect::<Vec<_>>()
        };
        let (draft, required) = (EventStatus::Draft, FieldProblem::Required);
        assert_eq!(told(draft, &[], soon, true), []);
        assert_eq!(
            told(draft, &unset, past, true),
            [("price".into(), required), ("start_date".into(), required)],
            "a stand-in that has passed is not in the past"
        );
        assert_eq!(
            told(draft, &[], past, false),
            [
                ("start_date".into(), FieldProblem::InThePast),
                ("email".into(), required),
                ("ticket_types".into(), FieldProblem::NotAllowed),
            ]
        );
        for status in [EventStatus::Published, EventStatus::Cancelled] {
            assert_eq!(told(status, &unset, past, false), []);
        }
    }
}

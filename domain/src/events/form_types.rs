//! Ticket types that are typed into an event's form: read row by row, and made when it is saved.

use super::change::Change;
use super::form::{amount, given, whole};
use super::service::reread;
use super::store::EventRow;
use crate::{Error, ticket_types};
use rust_decimal::Decimal;
use sqlx::postgres::PgConnection;
use types::event_form::{EventForm, TYPE_ROWS, TypeFields, type_field};
use types::ids::EventId;
use types::ticket_types::{TicketTypeDetails, TicketTypeInput};
use types::{Failure, FieldError, FieldProblem};

/// What all these fields are told by.
const FIELD: &str = "ticket_types";

/// The rows of a form, each type with the number of its row.
#[derive(Debug, Default)]
pub(super) struct FormTypes {
    pub types: Vec<(usize, TicketTypeInput)>,
    pub problems: Vec<FieldError>,
}

/// Reads every row in which something stands.
pub(super) fn read(form: &EventForm) -> FormTypes {
    let mut typed = FormTypes::default();
    let rows = form.ticket_types.iter().enumerate().filter(|(_, row)| !row.is_empty());
    for (at, row) in rows {
        if at >= TYPE_ROWS {
            let (problem, limit) = (FieldProblem::TooLong, i64::try_from(TYPE_ROWS).ok());
            typed.problems.push(FieldError { field: FIELD.to_owned(), problem, limit });
            break;
        }
        let (input, problems) = read_row(row);
        typed.problems.extend(problems.into_iter().map(|error| beside(at, error)));
        typed.types.push((at, input));
    }
    typed
}

/// The type of a row, and what is wrong with it by its columns.
fn read_row(row: &TypeFields) -> (TicketTypeInput, Vec<FieldError>) {
    let mut problems = Vec::new();
    let mut wrong = |field: &str, problem| {
        problems.push(FieldError { field: field.to_owned(), problem, limit: None });
    };
    let price = given(&row.price).map(|text| amount(&text));
    match price {
        None => wrong("price", FieldProblem::Required),
        Some(None) => wrong("price", FieldProblem::Invalid),
        Some(Some(_)) => {}
    }
    let quota = given(&row.quota).map(|text| whole(&text));
    if quota == Some(None) {
        wrong("quota", FieldProblem::Invalid);
    }
    let mut input = TicketTypeInput {
        quota: quota.flatten(),
        ..TicketTypeInput::new(row.name.clone(), price.flatten().unwrap_or(Decimal::ZERO))
    };
    if let Err(failure) = input.check() {
        problems.extend(failure.fields);
    }
    (input, problems)
}

/// An error of a type, told by the field of its row.
fn beside(row: usize, error: FieldError) -> FieldError {
    FieldError { field: type_field(row, &error.field), ..error }
}

/// Whether an error is told of these rows.
pub(super) fn is_theirs(field: &str) -> bool {
    field.starts_with(FIELD)
}

/// Whether something is still to be typed into a row that is begun.
pub(super) fn is_unfilled(error: &FieldError) -> bool {
    is_theirs(&error.field) && error.problem == FieldProblem::Required
}

/// What a draft lacks with the rows of its form: the price is theirs, and each row must be whole.
pub(super) fn lacking(form: &EventForm, mut missing: Vec<FieldError>) -> Vec<FieldError> {
    if form.has_types() {
        missing.retain(|error| error.field != "price");
        missing.extend(read(form).problems.into_iter().filter(is_unfilled));
    }
    missing
}

/// Makes the types that an event, which is locked, has not got yet; answers with the event after. One of
/// the same name, price and quota is the one that is meant: a form that comes again makes none.
pub(super) async fn make(
    tx: &mut PgConnection,
    how: &Change<'_>,
    mut event: EventRow,
    types: Vec<(usize, TicketTypeInput)>,
) -> Result<EventRow, Error> {
    if types.is_empty() {
        return Ok(event);
    }
    let there = ticket_types::of_team(tx, event.id).await?.types;
    for (row, input) in types.into_iter().filter(|(_, input)| !is_there(&there, input)) {
        let made = ticket_types::add(tx, how.actor, &event, input, how.settings).await;
        made.map_err(|error| match error {
            Error::Refused(failure) => {
                let fields = failure.fields.into_iter().map(|error| beside(row, error)).collect();
                Failure { fields, ..failure }.into()
            }
            error @ Error::Database(_) => error,
        })?;
        event.typed = true;
    }
    reread(tx, event.id).await
}

/// Whether an event has every type of a form: who sent it has saved it already.
pub(super) async fn are_there(
    connection: &mut PgConnection,
    event: EventId,
    form: &EventForm,
) -> Result<bool, sqlx::Error> {
    if !form.has_types() {
        return Ok(true);
    }
    let FormTypes { types, problems } = read(form);
    if !problems.is_empty() {
        return Ok(false);
    }
    let there = ticket_types::of_team(connection, event).await?.types;
    Ok(types.iter().all(|(_, input)| is_there(&there, input)))
}

fn is_there(there: &[TicketTypeDetails], input: &TicketTypeInput) -> bool {
    there.iter().any(|it| {
        it.name == input.name && it.price == input.price && it.quota.map(i64::from) == input.quota
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(name: &str, price: &str, quota: &str) -> TypeFields {
        TypeFields { name: name.into(), price: price.into(), quota: quota.into() }
    }

    fn of(ticket_types: Vec<TypeFields>) -> EventForm {
        EventForm { ticket_types, ..EventForm::default() }
    }

    fn told(typed: &FormTypes) -> Vec<(&str, FieldProblem)> {
        typed.problems.iter().map(|error| (&*error.field, error.problem)).collect()
    }

    #[test]
    fn rows_are_read_as_people_type_them() {
        let form = of(vec![
            row(" Adult ", "12,50", ""),
            row("", " ", ""),
            row("Student", "0", "1 000"),
            row("", "", ""),
        ]);
        let typed = read(&form);
        assert_eq!(told(&typed), []);
        let shown: Vec<_> = typed
            .types
            .iter()
            .map(|(at, it)| (*at, &*it.name, it.price.to_string(), it.quota))
            .collect();
        assert_eq!(
            shown,
            [(0, "Adult", "12.50".into(), None), (2, "Student", "0".into(), Some(1000))]
        );
        assert_eq!(form.trimmed().ticket_types.len(), 3, "what stands between stays");
    }

    #[test]
    fn everything_that_is_wrong_is_told_beside_its_field() {
        let long = "x".repeat(101);
        let typed = read(&of(vec![
            row("", "5", ""),
            row("Adult", "", "-1"),
            row(&long, "much", "many"),
            row("Child", "-1", "1000001"),
            row("Crew", "1000000.01", ""),
            row("Club", "0.001", ""),
        ]));
        assert_eq!(
            told(&typed),
            [
                ("ticket_types[0][name]", FieldProblem::Required),
                ("ticket_types[1][price]", FieldProblem::Required),
                ("ticket_types[1][quota]", FieldProblem::TooSmall),
                ("ticket_types[2][price]", FieldProblem::Invalid),
                ("ticket_types[2][quota]", FieldProblem::Invalid),
                ("ticket_types[2][name]", FieldProblem::TooLong),
                ("ticket_types[3][price]", FieldProblem::TooSmall),
                ("ticket_types[3][quota]", FieldProblem::TooLarge),
                ("ticket_types[4][price]", FieldProblem::TooLarge),
                ("ticket_types[5][price]", FieldProblem::Invalid),
            ]
        );
    }

    #[test]
    fn a_form_has_only_so_many_rows() {
        let full = |rows| read(&of(vec![row("Adult", "5", ""); rows]));
        assert_eq!(told(&full(TYPE_ROWS)), []);
        assert_eq!(told(&full(TYPE_ROWS + 20)), [(FIELD, FieldProblem::TooLong)]);
    }

    #[test]
    fn a_draft_lacks_what_its_rows_lack_and_no_price_of_its_own() {
        let required = |field: &str| FieldError {
            field: field.to_owned(),
            problem: FieldProblem::Required,
            limit: None,
        };
        let missing = vec![required("location"), required("price")];
        let lacks = |form: &EventForm| lacking(form, missing.clone());
        assert_eq!(lacks(&of(vec![row("", "", "")])), missing);
        let form = of(vec![row("Adult", "", "")]);
        assert_eq!(lacks(&form), [required("location"), required("ticket_types[0][price]")]);
    }
}

//! The rows that were sent, before the database is asked: what is wrong, what is there twice.

use super::super::rooms::Room;
use std::collections::HashSet;
use types::guests::{GuestInput, GuestRefused, GuestSkipped, SkipReason, check_guest};
use types::ids::TicketTypeId;
use types::text::lower;
use types::{Failure, FieldError, FieldProblem};

/// A guest with the number of their row, counted from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) number: u32,
    pub(super) guest: GuestInput,
    /// The ticket type that it names.
    pub(super) ticket_type: Option<TicketTypeId>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Rows {
    /// Each address once.
    pub(super) good: Vec<Row>,
    pub(super) repeated: Vec<GuestSkipped>,
    pub(super) refused: Vec<GuestRefused>,
}

impl Rows {
    pub(super) fn read(guests: &[GuestInput]) -> Self {
        let (mut rows, mut seen) = (Self::default(), HashSet::new());
        for (number, guest) in (1..).zip(guests) {
            match check_guest(guest) {
                Ok(guest) if seen.insert(guest.email.clone()) => {
                    rows.good.push(Row { number, guest, ticket_type: None });
                }
                Ok(GuestInput { email, .. }) => {
                    let reason = SkipReason::Repeated;
                    rows.repeated.push(GuestSkipped { row: number, email, reason });
                }
                Err(errors) => rows.refused.extend(errors.into_iter().map(|error| GuestRefused {
                    row: number,
                    field: error.field,
                    problem: error.problem,
                    limit: error.limit,
                })),
            }
        }
        rows
    }

    /// Finds the ticket types that rows name by id or name, whatever the case of its letters.
    pub(super) fn find_types(&mut self, types: &[Room]) {
        let Self { good, refused, .. } = self;
        good.retain_mut(|row| {
            let Some(wanted) = &row.guest.ticket_type else { return true };
            let is_it =
                |of: &&Room| of.id.to_string() == *wanted || lower(&of.name) == lower(wanted);
            row.ticket_type = types.iter().find(is_it).map(|of| of.id);
            if row.ticket_type.is_none() {
                refused.push(refused_type(row.number, FieldProblem::NotFound, None));
            }
            row.ticket_type.is_some()
        });
        refused.sort_by_key(|it| it.row);
    }

    /// As fields of the body: `guests.0.email`.
    pub(super) fn refusal(&self) -> Option<Failure> {
        let field = |it: &GuestRefused| FieldError {
            field: format!("guests.{}.{}", it.row - 1, it.field),
            problem: it.problem,
            limit: it.limit,
        };
        let fields: Vec<_> = self.refused.iter().map(field).collect();
        (!fields.is_empty()).then(|| Failure::fields(fields))
    }
}

/// A row whose ticket type cannot be given.
pub(super) fn refused_type(row: u32, problem: FieldProblem, limit: Option<i64>) -> GuestRefused {
    GuestRefused { row, field: "ticket_type".into(), problem, limit }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn guest(name: &str, email: &str) -> GuestInput {
        GuestInput { name: name.into(), email: email.into(), ..GuestInput::default() }
    }

    #[test]
    fn each_bad_line_is_named_and_each_address_counts_once() {
        let rows = Rows::read(&[
            guest("Ada", "ada@example.org"),
            guest("", "no address"),
            guest(" Ada again ", " ADA@example.org "),
            guest("Анна", "анна@почта.рф"),
            guest("See evil.example", "eve@example.org"),
        ]);
        let good: Vec<_> = rows.good.iter().map(|row| (row.number, &*row.guest.name)).collect();
        assert_eq!(good, [(1, "Ada"), (4, "Анна")]);
        let repeated: Vec<_> = rows.repeated.iter().map(|it| (it.row, it.reason)).collect();
        assert_eq!(repeated, [(3, SkipReason::Repeated)]);
        let refused: Vec<_> =
            rows.refused.iter().map(|it| (it.row, &*it.field, it.problem)).collect();
        assert_eq!(
            refused,
            [
                (2, "name", FieldProblem::Required),
                (2, "email", FieldProblem::Invalid),
                (5, "name", FieldProblem::ContainsLink),
            ]
        );
        let fields = rows.refusal().unwrap().fields;
        assert_eq!(fields[1].field, "guests.1.email");
        assert_eq!(Rows::read(&[guest("Ada", "ada@example.org")]).refusal(), None);
    }
}

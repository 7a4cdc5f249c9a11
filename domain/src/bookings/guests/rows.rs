//! The rows that were sent, before the database is asked: what is wrong, what is there twice.

use std::collections::HashSet;
use types::guests::{GuestInput, GuestRefused, GuestSkipped, SkipReason, check_guest};
use types::{Failure, FieldError};

/// A guest with the number of their row, counted from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) number: u32,
    pub(super) guest: GuestInput,
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
                    rows.good.push(Row { number, guest });
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

#[cfg(test)]
mod tests {
    use super::*;
    use types::FieldProblem;

    fn guest(name: &str, email: &str) -> GuestInput {
        GuestInput { name: name.into(), email: email.into() }
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

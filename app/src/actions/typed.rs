//! Forms as people type them: numbers, money and times by the event's clock, with everything that cannot
//! be read named beside its field.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use domain::events::{moment, parse_zone};
use rust_decimal::Decimal;
use types::{Failure, FieldError, FieldProblem};

#[derive(Debug)]
pub(crate) struct Typed {
    zone: Tz,
    problems: Vec<FieldError>,
}

impl Typed {
    /// `zone`: whose clock its times are by.
    pub(crate) fn new(zone: &str) -> Self {
        Self { zone: parse_zone(zone).unwrap_or(Tz::UTC), problems: Vec::new() }
    }

    pub(crate) fn problem(&mut self, field: &str, problem: FieldProblem) {
        self.problems.push(FieldError { field: field.to_owned(), problem, limit: None });
    }

    /// Nothing where nothing was typed.
    pub(crate) fn number(&mut self, field: &str, said: &str) -> Option<i64> {
        let said = spaceless(said);
        if said.is_empty() {
            return None;
        }
        let number = said.parse().ok();
        if number.is_none() {
            self.problem(field, FieldProblem::Invalid);
        }
        number
    }

    /// With a point or a comma, and `sign` after it or not.
    pub(crate) fn amount(&mut self, field: &str, said: &str, sign: &str) -> Option<Decimal> {
        let text = spaceless(said).replace(',', ".");
        let amount = Decimal::from_str_exact(text.strip_suffix(sign).unwrap_or(&text)).ok();
        if amount.is_none() {
            self.problem(field, missing_or(said, FieldProblem::Invalid));
        }
        amount
    }

    /// Nothing where nothing was typed. Of an hour that comes twice the first is meant.
    pub(crate) fn at(&mut self, field: &str, said: &str) -> Option<DateTime<Utc>> {
        let said = said.trim();
        if said.is_empty() {
            return None;
        }
        match moment(said, "first", self.zone) {
            Ok(at) => Some(at),
            Err(problem) => {
                self.problem(field, problem);
                None
            }
        }
    }

    /// The same of a time that has to be there.
    pub(crate) fn due(&mut self, field: &str, said: &str) -> DateTime<Utc> {
        if said.trim().is_empty() {
            self.problem(field, FieldProblem::Required);
        }
        self.at(field, said).unwrap_or(DateTime::UNIX_EPOCH)
    }

    /// What was read, or everything that is wrong at once: what could not be read, and what else is
    /// refused, but for `follows`, which is wrong because another field could not be read.
    pub(crate) fn finish<T>(
        mut self,
        input: T,
        checked: Result<(), Failure>,
        follows: impl Fn(&str, &[String]) -> bool,
    ) -> Result<T, Failure> {
        if self.problems.is_empty() {
            // The service says what else is wrong.
            return Ok(input);
        }
        if let Err(refused) = checked {
            let unread: Vec<_> = self.problems.iter().map(|it| it.field.clone()).collect();
            let others = refused.fields.into_iter();
            let others =
                others.filter(|it| !unread.contains(&it.field) && !follows(&it.field, &unread));
            self.problems.extend(others);
        }
        Err(Failure::fields(self.problems))
    }
}

fn missing_or(said: &str, problem: FieldProblem) -> FieldProblem {
    if said.trim().is_empty() { FieldProblem::Required } else { problem }
}

fn spaceless(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_type_is_read() {
        let mut typed = Typed::new("Europe/Berlin");
        assert_eq!(typed.number("n", "1 000"), Some(1000));
        assert_eq!(typed.number("n", " "), None);
        assert_eq!(typed.amount("a", "12,5 €", "€").unwrap().to_string(), "12.5");
        let at = typed.at("t", "2026-12-24T18:00").unwrap();
        assert_eq!(at.to_rfc3339(), "2026-12-24T17:00:00+00:00");
        assert_eq!(typed.at("t", ""), None);
        assert_eq!(typed.finish("input", Ok(()), |_, _| false), Ok("input"));
    }

    #[test]
    fn everything_that_cannot_be_read_is_said_at_once() {
        let mut typed = Typed::new("Europe/Berlin");
        typed.number("seats", "many");
        typed.amount("price", "", "€");
        typed.due("from", "");
        let refused = Failure::fields(
            ["price", "until", "name"]
                .map(|field| FieldError {
                    field: field.into(),
                    problem: FieldProblem::TooLong,
                    limit: None,
                })
                .to_vec(),
        );
        let wrong = typed.finish((), Err(refused), |field, _| field == "until").unwrap_err();
        let named: Vec<_> = wrong.fields.iter().map(|it| (it.field.as_str(), it.problem)).collect();
        let expected = [
            ("seats", FieldProblem::Invalid),
            ("price", FieldProblem::Required),
            ("from", FieldProblem::Required),
            ("name", FieldProblem::TooLong),
        ];
        assert_eq!(named, expected);
    }
}

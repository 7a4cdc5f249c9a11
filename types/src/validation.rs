//! Plain checks that gather every problem by field.

use crate::failure::{Failure, FieldError, FieldProblem};
use crate::text;

/// Collects what is wrong; `finish` answers with all of it at once.
#[derive(Debug, Default)]
pub struct Checks {
    errors: Vec<FieldError>,
}

impl Checks {
    pub fn new() -> Self {
        Self::default()
    }

    pub fn add(&mut self, field: &str, problem: FieldProblem) {
        self.add_with(field, problem, None);
    }

    pub fn add_with(&mut self, field: &str, problem: FieldProblem, limit: Option<i64>) {
        self.errors.push(FieldError { field: field.to_owned(), problem, limit });
    }

    pub fn require(&mut self, ok: bool, field: &str, problem: FieldProblem) {
        if !ok {
            self.add(field, problem);
        }
    }

    /// A line such as a title: read and kept as [`text::line`] has it, of at most `max` characters.
    pub fn line(&mut self, field: &str, value: &mut String, max: usize) {
        self.written(field, value, (1, max), text::line);
    }

    /// A line that may be left out, but is not empty.
    pub fn optional_line(&mut self, field: &str, value: &mut Option<String>, max: usize) {
        if let Some(value) = value {
            self.line(field, value, max);
        }
    }

    /// What a person is called: a line without links.
    pub fn name(&mut self, field: &str, value: &mut String, max: usize) {
        self.written(field, value, (1, max), text::name);
    }

    /// Text of several lines, of `min` to `max` characters.
    pub fn prose(&mut self, field: &str, value: &mut String, min: usize, max: usize) {
        self.written(field, value, (min, max), text::prose);
    }

    fn written(
        &mut self,
        field: &str,
        value: &mut String,
        (min, max): (usize, usize),
        read: fn(&str) -> Result<String, FieldProblem>,
    ) {
        // A letter has four bytes at most, and as many marks again before they are put together.
        let bytes_max = max.saturating_mul(16);
        if value.len() > bytes_max || text::nfc(value).chars().count() > max {
            self.add_with(field, FieldProblem::TooLong, i64::try_from(max).ok());
            // What else is wrong with it is told as well.
            if value.len() <= bytes_max
                && let Err(problem) = read(value)
            {
                self.add(field, problem);
            }
            return;
        }
        match read(value) {
            Ok(text) => {
                if text.chars().count() < min {
                    let empty = text.is_empty();
                    let problem =
                        if empty { FieldProblem::Required } else { FieldProblem::TooShort };
                    self.add_with(field, problem, i64::try_from(min).ok());
                }
                *value = text;
            }
            Err(problem) => self.add(field, problem),
        }
    }

    /// A code or an address, which is taken as it is: `min` to `max` characters, all of which can
    /// be seen.
    pub fn exact(&mut self, field: &str, value: &str, min: usize, max: usize) {
        let length = value.trim().chars().count();
        if length < min {
            let problem = if length == 0 { FieldProblem::Required } else { FieldProblem::TooShort };
            self.add_with(field, problem, i64::try_from(min).ok());
        } else if value.chars().count() > max {
            self.add_with(field, FieldProblem::TooLong, i64::try_from(max).ok());
        }
        if !text::is_plain(value) {
            self.add(field, FieldProblem::InvalidCharacter);
        }
    }

    pub fn range(&mut self, field: &str, value: i64, min: i64, max: i64) {
        if value < min {
            self.add_with(field, FieldProblem::TooSmall, Some(min));
        } else if value > max {
            self.add_with(field, FieldProblem::TooLarge, Some(max));
        }
    }

    pub fn is_ok(&self) -> bool {
        self.errors.is_empty()
    }

    /// # Errors
    /// `validation_failed` with every problem found so far.
    pub fn finish(self) -> Result<(), Failure> {
        if self.errors.is_empty() { Ok(()) } else { Err(Failure::fields(self.errors)) }
    }
}

/// The Luhn check over 12 to 19 digits; spaces and hyphens between them are ignored.
pub fn card_digits(input: &str) -> Option<String> {
    if !input.chars().all(|c| c.is_ascii_digit() || c == ' ' || c == '-') {
        return None;
    }
    let digits: String = input.chars().filter(char::is_ascii_digit).collect();
    if !(12..=19).contains(&digits.len()) {
        return None;
    }
    let sum: u32 = digits
        .bytes()
        .rev()
        .enumerate()
        .map(|(index, byte)| {
            let digit = u32::from(byte - b'0');
            match (index % 2, digit) {
                (0, digit) => digit,
                (_, digit) if digit > 4 => digit * 2 - 9,
                (_, digit) => digit * 2,
            }
        })
        .sum();
    (sum.is_multiple_of(10) && digits.bytes().any(|b| b != b'0')).then_some(digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn card_numbers_pass_the_luhn_check() {
        assert_eq!(card_digits("4111 1111 1111 1111").as_deref(), Some("4111111111111111"));
        assert!(card_digits("4000-0000-0000-0002").is_some());
        for bad in [
            "4111 1111 1111 1112",
            "",
            "0000 0000 0000 0000",
            "4111",
            "4111x1111",
            "٤١١١١١١١١١١١١١١١",
        ] {
            assert_eq!(card_digits(bad), None, "{bad:?}");
        }
    }
}

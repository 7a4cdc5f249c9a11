//! Plain checks that gather every problem by field.

use crate::failure::{Failure, FieldError, FieldProblem};

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

    /// Text of `min` to `max` characters (Unicode scalar values), counted after trimming.
    /// Refuses control characters other than line breaks and tabs.
    pub fn text(&mut self, field: &str, value: &str, min: usize, max: usize) {
        let length = value.trim().chars().count();
        if length < min {
            let problem = if length == 0 { FieldProblem::Required } else { FieldProblem::TooShort };
            self.add_with(field, problem, i64::try_from(min).ok());
        } else if value.chars().count() > max {
            self.add_with(field, FieldProblem::TooLong, i64::try_from(max).ok());
        }
        if value.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t')) {
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

/// An address that can be written to: one `@`, a dotted or bare host, no spaces or controls.
/// Lower-cased and trimmed.
pub fn parse_email(input: &str) -> Option<String> {
    let email = input.trim().to_lowercase();
    let (local, host) = email.rsplit_once('@')?;
    let bad = |c: char| c.is_whitespace() || c.is_control() || "()<>[]:;,\\\"@".contains(c);
    let host_ok = host.split('.').count() >= 2
        && host.split('.').all(|label| {
            !label.is_empty()
                && label.len() <= 63
                && !label.starts_with('-')
                && !label.ends_with('-')
                && label.chars().all(|c| c.is_alphanumeric() || c == '-')
        });
    let local_ok = !local.is_empty()
        && local.len() <= 64
        && !local.chars().any(bad)
        && !local.starts_with('.')
        && !local.ends_with('.')
        && !local.contains("..");
    (host_ok && local_ok && email.len() <= 254).then_some(email)
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
    fn addresses_are_lowered_and_checked() {
        assert_eq!(parse_email(" Ada@Example.ORG ").as_deref(), Some("ada@example.org"));
        assert!(parse_email("анна@почта.рф").is_some());
        for bad in [
            "", "@", "a@", "@b.c", "a b@c.d", "a@b", "a@b..c", "a@@b.c", "a@-b.c", ".a@b.c",
            "a\0@b.c",
        ] {
            assert_eq!(parse_email(bad), None, "{bad:?}");
        }
    }

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

//! Origins: what a link to an event says of where it was put (`?via=newsletter`).

use crate::failure::FieldProblem;
use crate::validation::Checks;
use serde::{Deserialize, Serialize};

/// The parameter of a link that names its origin.
pub const PARAMETER: &str = "via";
/// Characters of an origin.
pub const VIA_MAX: usize = 40;

/// A body's `via` names an origin, or is left out.
pub(crate) fn check(checks: &mut Checks, via: Option<&str>) {
    let known = via.is_none_or(|via| Via::parse(via).is_some());
    checks.require(known, "via", FieldProblem::Invalid);
}

/// An origin as a link carries it: lower-case words of letters and digits, joined by hyphens.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Via {
    letters: [u8; VIA_MAX],
    length: u8,
}

#[cfg(feature = "openapi")]
impl utoipa::PartialSchema for Via {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::Schema> {
        String::schema()
    }
}

#[cfg(feature = "openapi")]
impl utoipa::ToSchema for Via {}

impl Via {
    /// Reads what people type: capitals become small, and spaces, points and underscores hyphens.
    /// `None` where anything else is in it, or nothing at all.
    pub fn parse(text: &str) -> Option<Self> {
        let mut via = Self { letters: [0; VIA_MAX], length: 0 };
        for letter in text.trim().bytes() {
            match letter.to_ascii_lowercase() {
                letter @ (b'a'..=b'z' | b'0'..=b'9') => via.push(letter)?,
                b'-' | b'_' | b'.' | b' ' => {
                    if via.length > 0 && !via.as_str().ends_with('-') {
                        via.push(b'-')?;
                    }
                }
                _ => return None,
            }
        }
        if via.as_str().ends_with('-') {
            via.length -= 1;
        }
        (via.length > 0).then_some(via)
    }

    fn push(&mut self, letter: u8) -> Option<()> {
        *self.letters.get_mut(usize::from(self.length))? = letter;
        self.length += 1;
        Some(())
    }

    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.letters[..usize::from(self.length)]).unwrap_or_default()
    }
}

crate::text_column! { Via, Via::as_str, Via::parse }

impl TryFrom<String> for Via {
    type Error = &'static str;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text).ok_or("an origin is words of letters and digits, joined by hyphens")
    }
}

impl From<Via> for String {
    fn from(via: Via) -> Self {
        via.as_str().to_owned()
    }
}

impl std::fmt::Display for Via {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

impl std::fmt::Debug for Via {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Via({:?})", self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(text: &str) -> Option<String> {
        Via::parse(text).map(String::from)
    }

    #[test]
    fn an_origin_is_read_as_people_type_it() {
        for (typed, kept) in [
            ("newsletter", "newsletter"),
            (" News Letter_May.2027 ", "news-letter-may-2027"),
            ("--a--b--", "a-b"),
            ("7", "7"),
        ] {
            assert_eq!(read(typed).as_deref(), Some(kept), "{typed}");
        }
        assert_eq!(read(&"a".repeat(VIA_MAX)), Some("a".repeat(VIA_MAX)));
        for bad in ["", " ", "-", "<b>", "рассылка", "a/b", "a%20b", "a\0b", &"a".repeat(41)]
        {
            assert_eq!(read(bad), None, "{bad:?}");
        }
    }

    proptest! {
        #[test]
        fn what_is_read_is_plain_and_reads_as_itself(text in "[ -~é]{0,60}") {
            if let Some(via) = read(&text) {
                prop_assert!(via.len() <= VIA_MAX && !via.starts_with('-') && !via.ends_with('-'));
                prop_assert!(via.bytes().all(|it| it == b'-' || it.is_ascii_lowercase() || it.is_ascii_digit()));
                prop_assert_eq!(read(&via), Some(via));
            }
        }
    }
}

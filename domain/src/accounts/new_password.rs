//! Password rules. Only a password that passed all of them can be hashed for an account, so no
//! entrance can leave one out.

use sha2::{Digest as _, Sha256};
use std::borrow::Cow;
use types::passwords::{check_password, resembles_owner};
use types::validation::Checks;
use types::{Failure, FieldProblem};

/// What the most common passwords of at least ten characters are known by: the first four bytes of
/// their SHA-256, in order. How the list was made stands in decision 020.
static COMMON: &[u8] = include_bytes!("common_passwords.bin");
const ENTRY: usize = 4;

/// Whose password it is to be.
#[derive(Clone, Copy, Debug)]
pub(super) struct Owner<'a> {
    pub email: &'a str,
    pub display_name: &'a str,
}

/// A password that may be an account's.
pub(super) struct NewPassword(String);

impl NewPassword {
    /// # Errors
    /// What is wrong with it, under the name of its field.
    pub(super) fn parse(field: &str, password: &str, owner: Owner<'_>) -> Result<Self, Failure> {
        let password = normalized(password);
        let mut checks = Checks::new();
        check_password(&mut checks, field, &password);
        if checks.is_ok() {
            if resembles_owner(&password, owner.email, owner.display_name) {
                checks.add(field, FieldProblem::TooPersonal);
            } else if is_common(&password) {
                checks.add(field, FieldProblem::TooCommon);
            }
        }
        checks.finish()?;
        Ok(Self(password.into_owned()))
    }

    pub(super) fn as_str(&self) -> &str {
        &self.0
    }
}

/// One way of writing what looks the same: keyboards differ in how they compose letters.
pub(super) fn normalized(password: &str) -> Cow<'_, str> {
    types::text::nfc(password)
}

/// Whether it is one of the most common, whatever its case, and with signs around it or not.
fn is_common(password: &str) -> bool {
    let lower = password.to_lowercase();
    let bare = lower.trim_matches(|c: char| !c.is_alphanumeric());
    is_listed(lower.trim()) || is_listed(bare)
}

fn is_listed(password: &str) -> bool {
    let digest = Sha256::digest(password.as_bytes());
    let (entries, _) = COMMON.as_chunks::<ENTRY>();
    digest.first_chunk().is_some_and(|wanted| entries.binary_search(wanted).is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    const ADA: Owner<'_> = Owner { email: "ada@example.org", display_name: "Ada Lovelace" };

    fn refused(password: &str) -> Option<FieldProblem> {
        NewPassword::parse("password", password, ADA).err().map(|it| it.fields[0].problem)
    }

    #[test]
    fn the_most_common_are_refused_however_they_are_written() {
        for password in [
            "password123",
            "Password123",
            "PASSWORD123",
            "1234567890",
            "qwertyuiop",
            "1q2w3e4r5t",
            "iloveyou123",
            "passwordpassword",
            " password123 ",
            "password123!",
            "!password123",
            "q1w2e3r4t5y6",
            "abcdefghij",
        ] {
            assert_eq!(refused(password), Some(FieldProblem::TooCommon), "{password}");
        }
        for password in ["correct horse battery", "seven blue kites", "ключ от старой двери"]
        {
            assert_eq!(refused(password), None, "{password}");
        }
    }

    #[test]
    fn the_list_is_in_order_and_as_long_as_it_was_made() {
        let (entries, rest) = COMMON.as_chunks::<ENTRY>();
        assert_eq!((entries.len(), rest.len()), (112_128, 0));
        assert!(entries.is_sorted());
    }

    #[test]
    fn an_owners_name_is_refused_and_length_counts_in_letters() {
        assert_eq!(refused("Ada.Lovelace!"), Some(FieldProblem::TooPersonal));
        assert_eq!(refused("short"), Some(FieldProblem::TooShort));
        assert_eq!(refused(&"long ".repeat(41)), Some(FieldProblem::TooLong));
    }

    #[test]
    fn two_spellings_of_one_letter_are_one_password() {
        let composed = NewPassword::parse("password", "ein Café in Wien", ADA).ok().unwrap();
        let apart = NewPassword::parse("password", "ein Cafe\u{301} in Wien", ADA).ok().unwrap();
        assert_eq!(composed.as_str(), apart.as_str());
        // Five letters with five accents.
        assert_eq!(refused(&"e\u{301}".repeat(5)), Some(FieldProblem::TooShort));
    }
}

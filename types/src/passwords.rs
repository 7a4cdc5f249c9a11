//! What makes a password too easy to guess, as far as it can be told without a list: the same rule
//! for the server, which decides, and for the meter beside the field.

use crate::accounts::{PASSWORD_MAX, PASSWORD_MIN};
use crate::failure::FieldProblem;
use crate::text::lower;
use crate::validation::Checks;

/// What must be left of a password once its owner's name and address are taken out of it.
const OWN_PART_MIN: usize = 6;
/// Shorter words are in many passwords by chance.
const WORD_MIN: usize = 3;

/// A password of 10 to 200 characters that is not a few characters over and over.
pub fn check_password(checks: &mut Checks, field: &str, password: &str) {
    let length = password.chars().count();
    if length == 0 {
        checks.add(field, FieldProblem::Required);
    } else if length < PASSWORD_MIN {
        checks.add_with(field, FieldProblem::TooShort, i64::try_from(PASSWORD_MIN).ok());
    } else if length > PASSWORD_MAX {
        checks.add_with(field, FieldProblem::TooLong, i64::try_from(PASSWORD_MAX).ok());
    } else if repeats(password) {
        checks.add(field, FieldProblem::TooCommon);
    }
}

/// Whether it is made of three characters or fewer, or of one short piece again and again.
fn repeats(password: &str) -> bool {
    let chars: Vec<char> = lower(password).chars().collect();
    let mut distinct = chars.clone();
    distinct.sort_unstable();
    distinct.dedup();
    let again = |size: usize| chars.iter().zip(chars.iter().skip(size)).all(|(a, b)| a == b);
    distinct.len() <= 3 || (1..=4).any(again)
}

/// Whether hardly anything is left of the password without its owner's address and name, also
/// where they are slightly varied: in other case, with signs between, with digits for letters,
/// backwards or twice.
pub fn resembles_owner(password: &str, email: &str, display_name: &str) -> bool {
    [plain as fn(&str) -> String, unmasked].into_iter().any(|fold| {
        let mut left = fold(password);
        let whole = left.chars().count();
        for word in words(email, display_name, fold) {
            let backwards: String = word.chars().rev().collect();
            left = left.replace(&word, "").replace(&backwards, "");
        }
        let left = left.chars().count();
        left < whole && left < OWN_PART_MIN
    })
}

/// What the owner is known by, the longest first.
fn words(email: &str, display_name: &str, fold: fn(&str) -> String) -> Vec<String> {
    let (local, host) = email.rsplit_once('@').unwrap_or((email, ""));
    let site = host.rsplit_once('.').map_or(host, |(site, _)| site);
    let pieces = |text: &str| -> Vec<String> {
        text.split(|c: char| !c.is_alphanumeric()).map(str::to_owned).collect()
    };
    let mut words = vec![email.to_owned(), local.to_owned(), host.to_owned(), site.to_owned()];
    words.push(display_name.to_owned());
    words.extend([local, site, display_name].into_iter().flat_map(pieces));
    // A name with its year of birth, as in many addresses, is the name.
    let bare = |word: &String| word.trim_matches(|c: char| c.is_ascii_digit()).to_owned();
    words.extend(words.iter().map(bare).collect::<Vec<_>>());
    let mut words: Vec<String> = words.iter().map(|word| fold(word)).collect();
    words.retain(|word| word.chars().count() >= WORD_MIN);
    words.sort_by_key(|word| std::cmp::Reverse(word.chars().count()));
    words.dedup();
    words
}

/// Letters and digits in one case.
fn plain(text: &str) -> String {
    lower(text).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// The same with the letters that digits and signs stand for.
fn unmasked(text: &str) -> String {
    let letter = |c| match c {
        '0' => 'o',
        '1' | '!' | '|' => 'i',
        '3' => 'e',
        '4' | '@' => 'a',
        '5' | '$' => 's',
        '7' => 't',
        '8' => 'b',
        c => c,
    };
    plain(&lower(text).chars().map(letter).collect::<String>())
}

/// How a password does, for the meter. Whether it is a common one, only the server knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Strength {
    Empty,
    /// So many characters are missing.
    TooShort(usize),
    TooLong,
    /// A few characters over and over.
    Repeats,
    /// Too much like its owner's name or address.
    Personal,
    Fair,
    Good,
    Strong,
}

impl Strength {
    /// From 0 to 4.
    pub const fn level(self) -> u8 {
        match self {
            Self::Empty => 0,
            Self::TooShort(_) | Self::TooLong | Self::Repeats | Self::Personal => 1,
            Self::Fair => 2,
            Self::Good => 3,
            Self::Strong => 4,
        }
    }
}

pub fn strength(password: &str, email: &str, display_name: &str) -> Strength {
    let length = password.chars().count();
    match length {
        0 => Strength::Empty,
        _ if length < PASSWORD_MIN => Strength::TooShort(PASSWORD_MIN - length),
        _ if length > PASSWORD_MAX => Strength::TooLong,
        _ if repeats(password) => Strength::Repeats,
        _ if resembles_owner(password, email, display_name) => Strength::Personal,
        10..=13 => Strength::Fair,
        14..=19 => Strength::Good,
        _ => Strength::Strong,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const EMAIL: &str = "ada.lovelace1815@example.org";
    const NAME: &str = "Ada Lovelace";

    #[test]
    fn the_owners_name_and_address_are_no_password_however_they_are_written() {
        for password in [
            "ada.lovelace1815@example.org",
            "ada.lovelace1815",
            "ADA.LOVELACE1815",
            "Ada Lovelace",
            "adalovelace",
            "ada_lovelace!",
            "lovelaceada",
            "lovelace-ada-1",
            "adalovelace12345",
            "Ada-Lovelace-Ada-Lovelace",
            "4d4L0v3l4c3",
            "@daLovel@ce",
            "ecalevoL adA",
            "example.org",
            "exampleexample",
            "lovelace1815",
            "LovelaceLovelace",
        ] {
            assert!(resembles_owner(password, EMAIL, NAME), "{password}");
        }
        for password in [
            "correct horse battery",
            "ada knows a long way home",
            "engine of Lovelace, drawn",
            "example: seven blue kites",
        ] {
            assert!(!resembles_owner(password, EMAIL, NAME), "{password}");
        }
        assert!(resembles_owner("王小明王小明王小明王", "wang@example.org", "王小明"));
        assert!(!resembles_owner("a long password", "", ""));
        assert!(!resembles_owner("a long password", "a@b.c", "A"));
    }

    #[test]
    fn a_few_characters_over_and_over_are_no_password() {
        for password in
            ["aaaaaaaaaaaa", "abababababab", "abcabcabcabc", "1212121212", "aabbccaabbcc"]
        {
            assert!(repeats(password), "{password}");
        }
        for password in ["correct horse", "passwordpassword", "abcdabcdabce"] {
            assert!(!repeats(password), "{password}");
        }
    }

    #[test]
    fn the_meter_says_what_is_missing() {
        let of = |password| strength(password, EMAIL, NAME);
        assert_eq!(of(""), Strength::Empty);
        assert_eq!(of("short"), Strength::TooShort(5));
        assert_eq!(of("Ada Lovelace"), Strength::Personal);
        assert_eq!(of("0101010101"), Strength::Repeats);
        assert_eq!(of("seven kites"), Strength::Fair);
        assert_eq!(of("seven blue kites"), Strength::Good);
        assert_eq!(of("seven blue kites above"), Strength::Strong);
        assert_eq!(of(&"x y z w".repeat(40)), Strength::TooLong);
    }
}

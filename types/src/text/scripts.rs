//! Scripts that put no spaces between words.

/// Letters that suggestions need at least.
const LETTERS_MIN: usize = 3;
/// And in a script where two signs are a word.
const SIGNS_MIN: usize = 2;

/// A letter of a script that puts no spaces between words, or joins them as it likes: Thai, Lao,
/// Burmese, Khmer, Japanese, Chinese and Korean. The function `search_gram_words` of the database
/// knows the same ones.
pub const fn is_unspaced(c: char) -> bool {
    matches!(
        c,
        '\u{e00}'..='\u{eff}'
            | '\u{1000}'..='\u{109f}'
            | '\u{1780}'..='\u{17ff}'
            | '\u{3005}'..='\u{3007}'
            | '\u{3041}'..='\u{312f}'
            | '\u{3400}'..='\u{4dbf}'
            | '\u{4e00}'..='\u{9fff}'
            | '\u{ac00}'..='\u{d7a3}'
            | '\u{f900}'..='\u{faff}'
            | '\u{20000}'..='\u{3fffd}'
    )
}

/// Whether so much is typed that it is worth looking for.
pub fn is_enough(text: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_alphanumeric()).count();
    letters >= LETTERS_MIN || (letters >= SIGNS_MIN && text.chars().any(is_unspaced))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_letters_or_two_signs_are_enough() {
        for (text, enough) in [
            ("", false),
            ("ru", false),
            ("rus", true),
            ("東", false),
            ("東京", true),
            ("% _ ", false),
        ] {
            assert_eq!(is_enough(text), enough, "{text}");
        }
    }
}

//! What people type into the search field.

use types::text::{is_of_a_word, is_unspaced, needle, nfkc};

/// Longer searches are cut off, since every word costs an index scan.
const LENGTH_MAX: usize = 200;
const WORDS_MAX: usize = 10;
/// A name before a sign, as in C++ and F#.
const NAME_MAX: usize = 20;

/// A word of a search, ready for the database.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Word {
    /// As it was typed, in small letters.
    pub shown: String,
    /// Letters and digits that the database's own parser finds.
    pub plain: Vec<String>,
    /// What `events.search_grams` holds: pairs of signs, and names such as `c++`.
    pub grams: Vec<String>,
}

impl Word {
    /// Whether it is long enough to be recognised when it is misspelt.
    pub(super) fn guessable(&self) -> bool {
        self.grams.is_empty() && (4..=40).contains(&self.shown.chars().count())
    }
}

/// The words of a search, each once.
pub(super) fn words(input: &str) -> Vec<Word> {
    let cut: String = input.chars().take(LENGTH_MAX).collect();
    let text: Vec<char> = nfkc(&needle(&cut)).to_lowercase().chars().collect();
    let (mut found, mut at) = (Vec::<Word>::new(), 0);
    while at < text.len() && found.len() < WORDS_MAX {
        let length = length_at(&text, at);
        if length == 0 {
            at += 1;
            continue;
        }
        let word = word(&text[at..at + length]);
        if !found.contains(&word) {
            found.push(word);
        }
        at += length;
    }
    found
}

/// How long the word is that begins here; none begins within another one.
fn length_at(text: &[char], at: usize) -> usize {
    let rest = &text[at..];
    let before = at.checked_sub(1).map(|at| text[at]);
    let after = |length: usize| rest.get(length).copied();
    if rest.starts_with(&['.', 'n', 'e', 't'])
        && !before.is_some_and(|c| c == '.' || is_of_a_word(c))
        && !after(4).is_some_and(is_of_a_word)
    {
        return 4;
    }
    let length = rest.iter().take_while(|c| is_of_a_word(**c)).count();
    let name = rest[..length].iter().rev().take_while(|c| c.is_ascii_alphanumeric()).count();
    let sign = match (after(length), after(length + 1)) {
        (Some('+'), Some('+')) => 2,
        (Some('#'), _) => 1,
        _ => 0,
    };
    let ends = !after(length + sign).is_some_and(|c| matches!(c, '+' | '#') || is_of_a_word(c));
    if (1..=NAME_MAX).contains(&name) && ends { length + sign } else { length }
}

fn word(text: &[char]) -> Word {
    let mut word = Word { shown: text.iter().collect(), ..Word::default() };
    let parts = text.chunk_by(|a, b| is_unspaced(*a) == is_unspaced(*b));
    for part in parts {
        let whole: String = part.iter().collect();
        if !part.iter().copied().any(is_unspaced) {
            let named = part.iter().any(|c| !is_of_a_word(*c));
            if named { &mut word.grams } else { &mut word.plain }.push(whole);
        } else if part.len() == 1 {
            word.grams.push(whole);
        } else {
            word.grams.extend(part.windows(2).map(|pair| pair.iter().collect::<String>()));
        }
    }
    word
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(input: &str) -> Vec<String> {
        words(input).into_iter().map(|word| word.shown).collect()
    }

    #[test]
    fn words_are_letters_and_digits() {
        let found = shown("  Node.js & «Раст» 2026 '); DROP TABLE -- 🎉");
        assert_eq!(found, ["node", "js", "раст", "2026", "drop", "table"]);
        assert_eq!(shown("🎉 !!! ()"), Vec::<String>::new());
        assert_eq!(shown(&"word ".repeat(5000)), ["word"]);
        let many: String = (0..50).map(|number| format!("w{number}")).collect::<Vec<_>>().join(" ");
        assert_eq!(shown(&many).len(), WORDS_MAX);
        assert_eq!(shown("Mu\u{308}ller Mu\u{200b}ller"), ["müller", "muller"]);
    }

    #[test]
    fn names_of_languages_keep_their_signs() {
        for (typed, grams) in [
            ("C++", "c++"),
            ("c#", "c#"),
            ("F#.", "f#"),
            ("(.NET)", ".net"),
            ("C#/.NET", "c# .net"),
            ("日本C++", "日本 c++"),
        ] {
            let found: Vec<String> = words(typed).into_iter().flat_map(|word| word.grams).collect();
            assert_eq!(found.join(" "), grams, "{typed}");
        }
        for plain in ["a+b", "#rust", "example.net", "c+++", "x.netty", "R", "LGBT+"] {
            let grams = words(plain).into_iter().flat_map(|word| word.grams).count();
            assert_eq!(grams, 0, "{plain}");
        }
    }

    #[test]
    fn signs_without_spaces_are_looked_for_in_pairs() {
        let found = words("Rust勉強会 茶");
        assert_eq!(found[0].plain, ["rust"]);
        assert_eq!(found[0].grams, ["勉強", "強会"]);
        assert_eq!(found[1].grams, ["茶"]);
        assert_eq!(words("ｶﾌｪ")[0].grams, ["カフ", "フェ"]);
    }
}

//! What people type into the search field.

/// More than this is cut off: nobody types it, and every word costs an index scan.
const LENGTH_MAX: usize = 200;
const WORDS_MAX: usize = 10;

/// A search, ready for the database.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Terms {
    pub text: String,
    /// Letters and digits only.
    pub words: Vec<String>,
}

impl Terms {
    pub(super) fn parse(input: &str) -> Self {
        let text: String = input.chars().filter(|c| *c != '\0').take(LENGTH_MAX).collect();
        let words = text
            .to_lowercase()
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .take(WORDS_MAX)
            .map(str::to_owned)
            .collect();
        Self { text, words }
    }

    /// Words that are long enough to be recognised when they are misspelt.
    pub(super) fn guessable(&self) -> Vec<String> {
        let fits = |word: &&String| (4..=40).contains(&word.chars().count());
        self.words.iter().filter(fits).take(4).cloned().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_letters_and_digits() {
        let terms = Terms::parse("  Node.js & «Раст» 2026 '); DROP TABLE -- 🎉");
        assert_eq!(terms.words, ["node", "js", "раст", "2026", "drop", "table"]);
        assert_eq!(Terms::parse("🎉 !!! ()").words, Vec::<String>::new());
        assert_eq!(Terms::parse(&"word ".repeat(5000)).words.len(), WORDS_MAX);
    }
}

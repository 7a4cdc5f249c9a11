//! Licence expressions: `MIT OR Apache-2.0`, `(A OR B) AND C`, `A WITH exception`, and the old
//! `MIT/Apache-2.0`.

/// Whether the allowed licences satisfy the expression. Nonsense and silence do not hold.
pub(crate) fn holds(expression: &str, allowed: impl Fn(&str) -> bool) -> bool {
    let spaced = expression.replace('/', " OR ").replace('(', " ( ").replace(')', " ) ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let mut parser = Parser { words: &words, allowed: &allowed };
    parser.any() == Some(true) && parser.words.is_empty()
}

struct Parser<'a> {
    words: &'a [&'a str],
    allowed: &'a dyn Fn(&str) -> bool,
}

impl<'a> Parser<'a> {
    fn any(&mut self) -> Option<bool> {
        let mut holds = self.all()?;
        while self.eat("OR") {
            holds |= self.all()?;
        }
        Some(holds)
    }

    fn all(&mut self) -> Option<bool> {
        let mut holds = self.one()?;
        while self.eat("AND") {
            holds &= self.one()?;
        }
        Some(holds)
    }

    fn one(&mut self) -> Option<bool> {
        let word = self.next()?;
        if word == "(" {
            let holds = self.any()?;
            return self.eat(")").then_some(holds);
        }
        if self.eat("WITH") {
            // An exception only ever gives more.
            self.next()?;
        }
        Some((self.allowed)(word))
    }

    fn next(&mut self) -> Option<&'a str> {
        let (first, rest) = self.words.split_first()?;
        self.words = rest;
        Some(first)
    }

    fn eat(&mut self, word: &str) -> bool {
        let found = self.words.first() == Some(&word);
        if found {
            self.words = &self.words[1..];
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn follows_and_or_and_parentheses() {
        let mit_and_isc = |id: &str| matches!(id, "MIT" | "ISC");
        for good in [
            "MIT",
            "Apache-2.0 OR MIT",
            "MIT/Apache-2.0",
            "Apache-2.0 / MIT",
            "ISC AND (Apache-2.0 OR MIT)",
            "GPL-3.0 AND X OR MIT",
            "MIT WITH LLVM-exception",
        ] {
            assert!(holds(good, mit_and_isc), "{good}");
        }
        for bad in ["", "GPL-3.0", "MIT AND GPL-3.0", "(MIT", "MIT ISC", "MIT OR", "MIT WITH"] {
            assert!(!holds(bad, mit_and_isc), "{bad}");
        }
    }
}

//! Markdown toolbar: what each of its buttons does to a text, and their keys.

use crate::web::text_edit::{Edit, Selected};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Command {
    Bold,
    Italic,
    Heading,
    Link,
    List,
    Numbers,
    Quote,
}

impl Command {
    pub(super) const ALL: [Self; 7] = [
        Self::Bold,
        Self::Italic,
        Self::Heading,
        Self::Link,
        Self::List,
        Self::Numbers,
        Self::Quote,
    ];

    /// What its button shows; its name says it.
    pub(super) const fn sign(self) -> &'static str {
        match self {
            Self::Bold => "B",
            Self::Italic => "I",
            Self::Heading => "H",
            Self::Link => "↗",
            Self::List => "•",
            Self::Numbers => "1.",
            Self::Quote => "”",
        }
    }

    /// The letter that does it, together with Ctrl or ⌘.
    pub(super) const fn key(self) -> Option<&'static str> {
        match self {
            Self::Bold => Some("b"),
            Self::Italic => Some("i"),
            Self::Link => Some("l"),
            _ => None,
        }
    }

    /// What it makes of the text. `word` stands where nothing is selected.
    pub(super) fn edit(self, now: &Selected, word: &str) -> Edit {
        match self {
            Self::Bold => around(now, "**", word),
            Self::Italic => around(now, "*", word),
            Self::Link => link(now, word),
            Self::Heading => lines(now, |_| "## ".to_owned(), word),
            Self::List => lines(now, |_| "- ".to_owned(), word),
            Self::Numbers => lines(now, |number| format!("{}. ", number + 1), word),
            Self::Quote => lines(now, |_| "> ".to_owned(), word),
        }
    }
}

fn length(text: &str) -> usize {
    text.chars().count()
}

/// Puts signs around the selection, or takes them away.
fn around(now: &Selected, sign: &str, word: &str) -> Edit {
    let doubled = |text: &str, at_end: bool| {
        // A single star beside the selection may be half of two.
        sign == "*" && if at_end { text.ends_with("**") } else { text.starts_with("**") }
    };
    let has = now.before.ends_with(sign) && now.after.starts_with(sign);
    if has && !doubled(&now.before, true) && !doubled(&now.after, false) && !now.inside.is_empty() {
        let (text, size) = (now.inside.clone(), length(sign));
        let select = (0, length(&text));
        return Edit { take_before: size, take_after: size, text, select };
    }
    let chosen = if now.inside.trim().is_empty() { word } else { now.inside.as_str() };
    // Blanks stay outside, or the signs would be none.
    let inner = chosen.trim();
    let lead = &chosen[..chosen.len() - chosen.trim_start().len()];
    let tail = &chosen[chosen.trim_end().len()..];
    Edit {
        take_before: 0,
        take_after: 0,
        select: (length(lead) + length(sign), length(inner)),
        text: [lead, sign, inner, sign, tail].concat(),
    }
}

/// Makes a link of the selection; what is to be typed next is selected.
fn link(now: &Selected, word: &str) -> Edit {
    const ADDRESS: &str = "https://";
    let chosen = now.inside.trim();
    let is_address = chosen.starts_with("https://") || chosen.starts_with("http://");
    let (text, address) = match chosen {
        "" => (word, ADDRESS),
        address if is_address => (word, address),
        text => (text, ADDRESS),
    };
    let select = if is_address { (1, length(text)) } else { (length(text) + 3, length(address)) };
    Edit { take_before: 0, take_after: 0, text: format!("[{text}]({address})"), select }
}

/// Begins each line of the selection with a mark, or takes the marks away where all have it.
fn lines(now: &Selected, mark: impl Fn(usize) -> String, word: &str) -> Edit {
    let before = now.before.rsplit('\n').next().unwrap_or_default();
    let after = now.after.split('\n').next().unwrap_or_default();
    let whole = [before, &now.inside, after].concat();
    let whole = if whole.trim().is_empty() { word.to_owned() } else { whole };
    let all_have = whole.split('\n').enumerate().all(|(n, line)| line.starts_with(&mark(n)));
    let changed: Vec<String> = whole
        .split('\n')
        .enumerate()
        .map(|(n, line)| {
            let mark = mark(n);
            match line.strip_prefix(&mark) {
                Some(plain) if all_have => plain.to_owned(),
                Some(_) => line.to_owned(),
                None => mark + line,
            }
        })
        .collect();
    let text = changed.join("\n");
    let select = (0, length(&text));
    Edit { take_before: length(before), take_after: length(after), text, select }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A text in which `[` and `]` enclose what is selected, before and after.
    fn done(command: Command, text: &str) -> String {
        let (before, rest) = text.split_once('[').unwrap();
        let (inside, after) = rest.split_once(']').unwrap();
        let now = Selected { before: before.into(), inside: inside.into(), after: after.into() };
        let edit = command.edit(&now, "word");
        let kept: String = before.chars().take(length(before) - edit.take_before).collect();
        let left: String = after.chars().skip(edit.take_after).collect();
        let (from, size) = edit.select;
        let lead: String = edit.text.chars().take(from).collect();
        let chosen: String = edit.text.chars().skip(from).take(size).collect();
        let tail: String = edit.text.chars().skip(from + size).collect();
        format!("{kept}{lead}⟨{chosen}⟩{tail}{left}")
    }

    #[test]
    fn each_button_does_what_it_says() {
        for (command, text, expected) in [
            (Command::Bold, "an [evening] with", "an **⟨evening⟩** with"),
            (Command::Bold, "an [evening ]with", "an **⟨evening⟩** with"),
            (Command::Bold, "an **[evening]** with", "an ⟨evening⟩ with"),
            (Command::Bold, "[]", "**⟨word⟩**"),
            (Command::Italic, "**[evening]**", "***⟨evening⟩***"),
            (Command::Italic, "*[evening]*", "⟨evening⟩"),
            (Command::Link, "the [way]", "the [way](⟨https://⟩)"),
            (Command::Link, "[https://a.test]", "[⟨word⟩](https://a.test)"),
            (Command::Link, "[]", "[word](⟨https://⟩)"),
            (Command::Heading, "one\ntw[]o\nthree", "one\n⟨## two⟩\nthree"),
            (Command::Heading, "## tw[]o", "⟨two⟩"),
            (Command::List, "a[b\nc]d", "⟨- ab\n- cd⟩"),
            (Command::List, "- a[b\n- c]d", "⟨ab\ncd⟩"),
            (Command::Numbers, "[one\ntwo]", "⟨1. one\n2. two⟩"),
            (Command::Quote, "сказа[]л 🎉", "⟨> сказал 🎉⟩"),
            (Command::Quote, "[]", "⟨> word⟩"),
        ] {
            assert_eq!(done(command, text), expected, "{command:?} of {text}");
        }
    }
}

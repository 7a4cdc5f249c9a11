//! Taking out what cannot be seen and refusing what disturbs what can be.

use super::chars::{
    is_blank, is_common_accent, is_hidden, is_pictogram, is_refused, is_stacked, may_join,
};
use super::nfc;
use crate::failure::FieldProblem;

/// Marks upon one letter, where they are accents that any letter may have.
const ACCENTS_MAX: usize = 3;
/// Marks upon one letter of a script that builds its syllables of them.
const MARKS_MAX: usize = 6;
/// How often one mark may stand upon the same letter.
const SAME_MARK_MAX: usize = 2;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    Line,
    Prose,
}

pub(super) fn cleaned(input: &str, shape: Shape) -> Result<String, FieldProblem> {
    if input.chars().any(is_refused) {
        return Err(FieldProblem::InvalidCharacter);
    }
    let text = nfc(&visible(&nfc(input), shape)).into_owned();
    if has_pile(&text) {
        return Err(FieldProblem::InvalidCharacter);
    }
    Ok(match shape {
        Shape::Line => text.split(is_blank).filter(|w| !w.is_empty()).collect::<Vec<_>>().join(" "),
        Shape::Prose => text.trim().to_owned(),
    })
}

fn visible(text: &str, shape: Shape) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        let next = rest.peek().copied();
        match c {
            '\r' if next == Some('\n') => {}
            '\r' | '\u{2028}' | '\u{2029}' => kept.push('\n'),
            _ if !is_hidden(c) || is_needed(c, kept.chars().next_back(), next, shape) => {
                kept.push(c);
            }
            _ => {}
        }
    }
    kept
}

/// Whether something that cannot be seen itself changes how its neighbours look.
fn is_needed(c: char, before: Option<char>, next: Option<char>, shape: Shape) -> bool {
    let Some(before) = before else { return false };
    match c {
        '\u{200c}' | '\u{200d}' if may_join(before) => {
            // At the end of a word only a sign that has no vowel is shaped by it.
            next.is_some_and(may_join) || is_stacked(before)
        }
        '\u{200d}' => {
            let pictogram =
                is_pictogram(before) || matches!(before, '\u{fe0f}' | '\u{1f3fb}'..='\u{1f3ff}');
            pictogram && next.is_some_and(is_pictogram)
        }
        '\u{fe00}'..='\u{fe0f}' => {
            let plain_letter = before.is_alphabetic() && before < '\u{590}';
            !plain_letter && !is_blank(before) && !is_hidden(before) && !is_stacked(before)
        }
        '\u{e0100}'..='\u{e01ef}' => is_ideograph(before),
        '\u{e0020}'..='\u{e007f}' => {
            before == '\u{1f3f4}' || matches!(before, '\u{e0020}'..='\u{e007e}')
        }
        '\u{180b}'..='\u{180f}' => {
            matches!(before, '\u{1800}'..='\u{180a}' | '\u{1810}'..='\u{18af}')
        }
        '\u{200e}' | '\u{200f}' | '\u{61c}' => shape == Shape::Prose,
        _ => false,
    }
}

fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3fffd}')
}

/// Marks that pile up over the lines above and below.
fn has_pile(text: &str) -> bool {
    let (mut run, mut accents, mut same, mut last) = (0, 0, 0, '\0');
    for c in text.chars() {
        if !is_stacked(c) || is_hidden(c) {
            (run, accents, same, last) = (0, 0, 0, c);
            continue;
        }
        run += 1;
        accents += usize::from(is_common_accent(c));
        same = if c == last { same + 1 } else { 1 };
        last = c;
        if run > MARKS_MAX || accents > ACCENTS_MAX || same > SAME_MARK_MAX {
            return true;
        }
    }
    false
}

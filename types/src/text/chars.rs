//! Kinds of characters, as the Unicode database has them.

use icu_properties::props::{DefaultIgnorableCodePoint, ExtendedPictographic, GeneralCategory};
use icu_properties::{CodePointMapData, CodePointSetData};

fn category(c: char) -> GeneralCategory {
    CodePointMapData::<GeneralCategory>::new().get(c)
}

/// Control characters other than line breaks and tabs, and overrides of the writing direction.
pub(super) fn is_refused(c: char) -> bool {
    (c.is_control() && !matches!(c, '\n' | '\r' | '\t')) || matches!(c, '\u{202d}' | '\u{202e}')
}

/// What leaves no trace on the page.
pub(super) fn is_hidden(c: char) -> bool {
    CodePointSetData::new::<DefaultIgnorableCodePoint>().contains(c)
        // Annotations, a stand-in for an object, and what is no character at all.
        || matches!(c, '\u{fff9}'..='\u{fffc}' | '\u{fdd0}'..='\u{fdef}')
        || matches!(u32::from(c) & 0xffff, 0xfffe | 0xffff)
}

/// A mark that is drawn upon the letter before it and takes no place of its own.
pub(super) fn is_stacked(c: char) -> bool {
    use GeneralCategory as G;
    matches!(category(c), G::NonspacingMark | G::EnclosingMark)
}

pub(super) fn is_mark(c: char) -> bool {
    is_stacked(c) || category(c) == GeneralCategory::SpacingMark
}

pub(super) fn is_visible(c: char) -> bool {
    use GeneralCategory as G;
    let blank = matches!(
        category(c),
        G::Control
            | G::Format
            | G::Surrogate
            | G::SpaceSeparator
            | G::LineSeparator
            | G::ParagraphSeparator
    );
    !blank && !is_mark(c) && !is_hidden(c) && !is_blank(c)
}

/// White space, and the empty cell of Braille.
pub(super) fn is_blank(c: char) -> bool {
    c.is_whitespace() || c == '\u{2800}'
}

/// Accents for any letter, which only a few languages put two of on one.
pub(super) fn is_common_accent(c: char) -> bool {
    matches!(
        c,
        '\u{300}'..='\u{36f}'
            | '\u{483}'..='\u{489}'
            | '\u{1ab0}'..='\u{1aff}'
            | '\u{1dc0}'..='\u{1dff}'
            | '\u{20d0}'..='\u{20ff}'
            | '\u{fe20}'..='\u{fe2f}'
    )
}

/// Scripts whose letters are joined or kept apart by characters that cannot be seen: Arabic and
/// its relatives, and those of South and South-East Asia.
pub(super) fn may_join(c: char) -> bool {
    matches!(
        c,
        '\u{600}'..='\u{8ff}'
            | '\u{900}'..='\u{dff}'
            | '\u{f00}'..='\u{109f}'
            | '\u{1700}'..='\u{18af}'
            | '\u{1900}'..='\u{1cff}'
            | '\u{a800}'..='\u{abff}'
            | '\u{fb50}'..='\u{fdcf}'
            | '\u{fdf0}'..='\u{fdff}'
            | '\u{fe70}'..='\u{fefc}'
            | '\u{10a00}'..='\u{10fff}'
            | '\u{11000}'..='\u{11fff}'
            | '\u{1e900}'..='\u{1e95f}'
    )
}

pub(super) fn is_pictogram(c: char) -> bool {
    !c.is_ascii() && CodePointSetData::new::<ExtendedPictographic>().contains(c)
}

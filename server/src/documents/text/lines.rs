//! Line breaking: between words, between characters of scripts that are written without spaces, and
//! within a word that is wider than a line, but never within a cluster.

use super::clusters::{Cluster, clusters, readable};
use super::face::Weight;
use super::library::{Library, library};
use super::shape::{Line, Paragraph};
use std::ops::Range;
use unicode_script::Script;

/// Characters that do not begin a line in Chinese and Japanese.
const NOT_FIRST: &str =
    "、。，．・：；？！）］｝〉》」』】〕…‥ーぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ々ゝゞ%％";
/// Characters that do not end one.
const NOT_LAST: &str = "（［｛〈《「『【〔";

/// The whole text on one line, however wide.
pub(crate) fn line(weight: Weight, text: &str) -> Line {
    let library = library();
    let text = readable(library, text, weight);
    let clusters = clusters(library, &text, weight);
    Paragraph::new(&text, &clusters).line(0..text.len())
}

/// At most `max_lines` lines of at most `room` at that size, with an ellipsis where there is more.
pub(crate) fn wrap(
    weight: Weight,
    size: f32,
    text: &str,
    room: f32,
    max_lines: usize,
) -> Vec<Line> {
    wrap_with(library(), weight, text, room / size, max_lines)
}

/// The width of the widest of the lines.
pub(crate) fn widest(lines: &[Line], size: f32) -> f32 {
    lines.iter().map(|line| line.width(size)).fold(0.0, f32::max)
}

/// As [`wrap`], where the size is 1.
pub(super) fn wrap_with(
    library: &Library,
    weight: Weight,
    text: &str,
    room: f32,
    max_lines: usize,
) -> Vec<Line> {
    let text = readable(library, text, weight);
    let parts = clusters(library, &text, weight);
    let paragraph = Paragraph::new(&text, &parts);
    let ranges = ranges(&paragraph, room, max_lines + 1);
    let Some(last) = ranges.get(max_lines.saturating_sub(1)).filter(|_| ranges.len() > max_lines)
    else {
        return ranges.into_iter().map(|range| paragraph.line(range)).collect();
    };
    let text = shortened(library, weight, &text, last.start, room);
    let parts = clusters(library, &text, weight);
    let paragraph = Paragraph::new(&text, &parts);
    let whole = ranges[..max_lines.saturating_sub(1)].iter().cloned();
    whole
        .chain(std::iter::once(last.start..text.len()))
        .map(|range| paragraph.line(range))
        .collect()
}

/// The text up to where an ellipsis still has room on the line that begins at `start`.
fn shortened(library: &Library, weight: Weight, text: &str, start: usize, room: f32) -> String {
    let parts = clusters(library, text, weight);
    let ends = parts.iter().map(|part| part.range.end).filter(|end| *end > start);
    let mut short = format!("{}…", &text[..start]);
    for end in ends {
        let longer = format!("{}…", text[..end].trim_end());
        let parts = clusters(library, &longer, weight);
        let width = Paragraph::new(&longer, &parts).line(start..longer.len()).width(1.0);
        if width > room {
            break;
        }
        short = longer;
    }
    short
}

/// Whether a line may end after `this`, where `next` would begin another.
fn may_break(text: &str, this: &Cluster, next: &Cluster) -> bool {
    let (ends, begins) = (&text[this.range.clone()], &text[next.range.clone()]);
    if ends == " " || text[next.range.start..].starts_with("[U+") {
        return true;
    }
    let ideographic = |script| matches!(script, Script::Han | Script::Hiragana | Script::Katakana);
    (ideographic(this.script) || ideographic(next.script))
        && !begins.starts_with(|c| NOT_FIRST.contains(c))
        && !ends.starts_with(|c| NOT_LAST.contains(c))
        && !(ends.is_ascii() && begins.is_ascii())
}

/// The lines that a paragraph is broken into; of a longer one, no more than `most`.
fn ranges(paragraph: &Paragraph<'_>, room: f32, most: usize) -> Vec<Range<usize>> {
    let (text, parts) = (paragraph.text, paragraph.clusters);
    let trimmed = |start: usize, end: usize| start..start + text[start..end].trim_end().len();
    let fits = |start, end| paragraph.line(trimmed(start, end)).width(1.0) <= room;
    let mut ranges = Vec::new();
    let mut from = 0;
    while from < parts.len() && ranges.len() < most {
        let start = parts[from].range.start;
        // The furthest place that may be broken at and fits, else the furthest cluster that fits.
        let (mut best, mut next) = (None, parts.len());
        for end in from + 1..=parts.len() {
            let may = end == parts.len() || may_break(text, &parts[end - 1], &parts[end]);
            if !may {
                continue;
            }
            if !fits(start, parts[end - 1].range.end) {
                next = end;
                break;
            }
            best = Some(end);
        }
        let end = best.unwrap_or_else(|| {
            let longer = (from + 2..=next).take_while(|end| fits(start, parts[end - 1].range.end));
            longer.last().unwrap_or(from + 1)
        });
        ranges.push(trimmed(start, parts[end - 1].range.end));
        from = end;
        while from < parts.len() && &text[parts[from].range.clone()] == " " {
            from += 1;
        }
    }
    ranges
}

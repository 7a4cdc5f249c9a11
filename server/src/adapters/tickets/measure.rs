//! How wide text is, and where it is broken.

use super::Face;

/// The width of `text` set in `face`.
pub(in crate::adapters) fn width(face: &Face, size: f32, text: &str) -> f32 {
    let scale = size / f32::from(face.widths.units_per_em());
    text.chars().map(|c| advance(face, c) * scale).sum()
}

fn advance(face: &Face, c: char) -> f32 {
    let glyph = face.widths.glyph_index(c).unwrap_or(ttf_parser::GlyphId(0));
    f32::from(face.widths.glyph_hor_advance(glyph).unwrap_or_default())
}

/// Breaks `text` into at most `max_lines` lines of at most `room`: between words, within a word
/// that is wider than a line, and with an ellipsis where there is more.
pub(in crate::adapters) fn wrap(
    face: &Face,
    size: f32,
    text: &str,
    room: f32,
    max_lines: usize,
) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for word in text.split_whitespace() {
        let joined = if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
        if width(face, size, &joined) <= room {
            line = joined;
            continue;
        }
        if !line.is_empty() {
            lines.push(std::mem::take(&mut line));
        }
        for c in word.chars() {
            line.push(c);
            if width(face, size, &line) > room && line.chars().count() > 1 {
                line.pop();
                lines.push(std::mem::replace(&mut line, c.to_string()));
            }
        }
    }
    if !line.is_empty() {
        lines.push(line);
    }
    if lines.len() > max_lines {
        lines.truncate(max_lines);
        if let Some(last) = lines.last_mut() {
            while !last.is_empty() && width(face, size, &format!("{last}…")) > room {
                last.pop();
            }
            last.push('…');
        }
    }
    lines
}

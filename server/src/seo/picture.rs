//! A picture of an event, 1200 by 630: its cover art, its name, when and where. The letters are
//! drawn as outlines of our own font, so that it looks the same on every machine.

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree};
use std::fmt::Write as _;
use ttf_parser::{Face, GlyphId, OutlineBuilder};
use types::Locale;
use types::events::{EventStatus, EventView};
use types::ids::EventId;
use uuid::Uuid;

/// Inter, under the SIL Open Font License (`server/fonts/LICENSE`).
const REGULAR: &[u8] = include_bytes!("../../fonts/Inter_400Regular.ttf");
const BOLD: &[u8] = include_bytes!("../../fonts/Inter_600SemiBold.ttf");

const WIDTH: u32 = 1200;
const HEIGHT: u32 = 630;
const MARGIN: f32 = 72.0;
const RIGHT: f32 = 1200.0 - MARGIN;
const BOTTOM: f32 = 630.0 - MARGIN;
const ROOM: f32 = RIGHT - MARGIN;
const TITLE_LINES: usize = 3;

#[derive(Debug, thiserror::Error)]
pub(super) enum PictureError {
    #[error("a font cannot be read")]
    Font,
    #[error("the drawing cannot be read: {0}")]
    Drawing(#[from] resvg::usvg::Error),
    #[error("there is no room for the picture")]
    Room,
    #[error("the PNG cannot be written: {0}")]
    Png(String),
}

/// What is on a picture; pictures of equal cards are equal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Card {
    cover: EventId,
    title: String,
    lines: [String; 2],
    /// Across the corner.
    mark: Option<&'static str>,
}

impl Card {
    pub(super) fn site() -> Self {
        Self {
            cover: EventId(Uuid::from_u128(7)),
            title: "Good things happen when people meet.".into(),
            lines: ["Conferences, workshops, concerts and meetups".into(), String::new()],
            mark: None,
        }
    }

    pub(super) fn of(view: &EventView) -> Self {
        let event = &view.event;
        let lang = app::i18n::Lang(view.language);
        let place = match &event.venue {
            Some(venue) if !venue.eq_ignore_ascii_case(&event.location) => {
                format!("{venue}, {}", event.location)
            }
            _ => event.location.clone(),
        };
        let cancelled = event.status == EventStatus::Cancelled;
        let mark = match view.language {
            Locale::En => "Cancelled",
            Locale::Ru => "Отменено",
        };
        Self {
            cover: event.id,
            title: event.title.clone(),
            lines: [lang.span_full(&view.span), place],
            mark: cancelled.then_some(mark),
        }
    }
}

/// # Errors
/// Nothing that a card can cause.
pub(super) fn png(card: &Card) -> Result<Vec<u8>, PictureError> {
    let tree = Tree::from_str(&svg(card)?, &Options::default())?;
    let mut pixmap = Pixmap::new(WIDTH, HEIGHT).ok_or(PictureError::Room)?;
    resvg::render(&tree, Transform::default(), &mut pixmap.as_mut());
    pixmap.encode_png().map_err(|error| PictureError::Png(error.to_string()))
}

fn svg(card: &Card) -> Result<String, PictureError> {
    let face = |data| Face::parse(data, 0).map_err(|_| PictureError::Font);
    let (regular, bold) = (face(REGULAR)?, face(BOLD)?);
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{WIDTH}\" height=\"{HEIGHT}\" \
         viewBox=\"0 0 {WIDTH} {HEIGHT}\"><svg width=\"{WIDTH}\" height=\"{HEIGHT}\" \
         viewBox=\"0 0 640 360\" preserveAspectRatio=\"xMidYMid slice\">{}</svg>\
         <defs><linearGradient id=\"veil\" x1=\"0\" y1=\"0\" x2=\"0\" y2=\"1\">\
         <stop offset=\"0\" stop-color=\"#06231b\" stop-opacity=\"0.35\"/>\
         <stop offset=\"1\" stop-color=\"#06231b\" stop-opacity=\"0.92\"/></linearGradient></defs>\
         <rect width=\"{WIDTH}\" height=\"{HEIGHT}\" fill=\"url(#veil)\"/>",
        app::components::drawing(card.cover)
    );
    text(&mut out, &bold, "Event Hub", (MARGIN, 108.0), 34.0, "#ffffff");
    if let Some(mark) = card.mark {
        let x = RIGHT - width(&bold, mark, 34.0);
        text(&mut out, &bold, mark, (x, 108.0), 34.0, "#ffb4a2");
    }
    // From the foot upwards.
    let mut y = BOTTOM;
    let colours = ["#f2c14e", "#eef3f0"];
    let details = card.lines.iter().zip(colours).filter(|(line, _)| !line.is_empty());
    for (line, colour) in details.rev() {
        text(&mut out, &regular, &fitted(&regular, line, 34.0), (MARGIN, y), 34.0, colour);
        y -= 48.0;
    }
    y -= 28.0;
    for line in wrapped(&bold, &card.title, 72.0).iter().rev() {
        text(&mut out, &bold, line, (MARGIN, y), 72.0, "#ffffff");
        y -= 84.0;
    }
    out.push_str("</svg>");
    Ok(out)
}

/// Letters that the font does not have are left out.
fn glyph(face: &Face<'_>, c: char) -> Option<GlyphId> {
    if c.is_whitespace() { face.glyph_index(' ') } else { face.glyph_index(c) }
}

fn scale(face: &Face<'_>, size: f32) -> f32 {
    size / f32::from(face.units_per_em())
}

fn width(face: &Face<'_>, text: &str, size: f32) -> f32 {
    let units: f32 =
        text.chars().filter_map(|c| face.glyph_hor_advance(glyph(face, c)?)).map(f32::from).sum();
    units * scale(face, size)
}

fn fitted(face: &Face<'_>, line: &str, size: f32) -> String {
    let mut line = line.to_owned();
    if width(face, &line, size) <= ROOM {
        return line;
    }
    while !line.is_empty() && width(face, &format!("{line}…"), size) > ROOM {
        line.pop();
    }
    line.truncate(line.trim_end().len());
    line.push('…');
    line
}

/// At most three lines, broken between words.
fn wrapped(face: &Face<'_>, title: &str, size: f32) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in title.split_whitespace() {
        match lines.last_mut() {
            Some(last) if width(face, &format!("{last} {word}"), size) <= ROOM => {
                last.push(' ');
                last.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    if lines.len() > TITLE_LINES {
        let rest = lines.split_off(TITLE_LINES - 1).join(" ");
        lines.push(rest);
    }
    lines.iter().map(|line| fitted(face, line, size)).collect()
}

/// A line of text with its left end on the base line at `at`.
fn text(out: &mut String, face: &Face<'_>, line: &str, at: (f32, f32), size: f32, colour: &str) {
    let scale = scale(face, size);
    let mut outline = Outline { path: String::new(), x: at.0, y: at.1, scale };
    for c in line.chars() {
        let Some(glyph) = glyph(face, c) else { continue };
        face.outline_glyph(glyph, &mut outline);
        outline.x += f32::from(face.glyph_hor_advance(glyph).unwrap_or_default()) * scale;
    }
    let _ = write!(out, "<path fill=\"{colour}\" d=\"{}\"/>", outline.path);
}

struct Outline {
    path: String,
    x: f32,
    y: f32,
    scale: f32,
}

impl Outline {
    fn add(&mut self, command: char, points: &[(f32, f32)]) {
        self.path.push(command);
        for (x, y) in points {
            let (x, y) = (self.x + x * self.scale, self.y - y * self.scale);
            let _ = write!(self.path, "{x:.2} {y:.2} ");
        }
    }
}

impl OutlineBuilder for Outline {
    fn move_to(&mut self, x: f32, y: f32) {
        self.add('M', &[(x, y)]);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.add('L', &[(x, y)]);
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        self.add('Q', &[(x1, y1), (x, y)]);
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        self.add('C', &[(x1, y1), (x2, y2), (x, y)]);
    }

    fn close(&mut self) {
        self.path.push('Z');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_a_title_is_the_picture_is_whole_and_always_the_same() {
        for title in
            ["", "🎉", "Встреча «Раст»", "</svg><script>", &"Wide ".repeat(20), &"w".repeat(100)]
        {
            let card = Card { title: title.to_owned(), ..Card::site() };
            let png = png(&card).unwrap();
            // The signature, and the size in the header.
            assert_eq!(&png[..8], b"\x89PNG\r\n\x1a\n", "{title}");
            assert_eq!(&png[16..24], &[0, 0, 4, 176, 0, 0, 2, 118], "{title}");
            assert_eq!(png, super::png(&card).unwrap(), "{title}");
        }
    }

    #[test]
    fn a_long_title_ends_within_the_picture() {
        let face = Face::parse(BOLD, 0).unwrap();
        let lines = wrapped(&face, &"Wonderful things ".repeat(20), 72.0);
        assert_eq!(lines.len(), TITLE_LINES);
        assert!(lines.iter().all(|line| width(&face, line, 72.0) <= ROOM), "{lines:?}");
        assert!(lines[2].ends_with('…'));
    }
}

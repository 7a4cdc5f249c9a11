//! Share image of an event, 1200 by 630: its cover art, its title, when and where. Letters are
//! drawn as outlines.

use crate::documents::text::{Line, Svg, Weight, line, wrap};
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree};
use std::fmt::Write as _;
use types::events::{EventStatus, EventView};
use types::i18n::place_line;
use types::ids::EventId;
use uuid::Uuid;

const WIDTH: u32 = 1200;
const HEIGHT: u32 = 630;
const MARGIN: f32 = 72.0;
const RIGHT: f32 = 1200.0 - MARGIN;
const BOTTOM: f32 = 630.0 - MARGIN;
const ROOM: f32 = RIGHT - MARGIN;
const TITLE_LINES: usize = 3;

#[derive(Debug, thiserror::Error)]
pub(crate) enum PictureError {
    #[error("the drawing cannot be read: {0}")]
    Drawing(#[from] resvg::usvg::Error),
    #[error("there is no room for the picture")]
    Room,
    #[error("the PNG cannot be written: {0}")]
    Png(String),
}

/// What is on a picture; pictures of equal cards are equal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Card {
    cover: EventId,
    title: String,
    lines: [String; 2],
    /// Across the corner.
    mark: Option<&'static str>,
}

impl Card {
    pub(crate) fn site() -> Self {
        Self {
            cover: EventId(Uuid::from_u128(7)),
            title: "Good things happen when people meet.".into(),
            lines: ["Conferences, workshops, concerts and meetups".into(), String::new()],
            mark: None,
        }
    }

    pub(crate) fn of(view: &EventView) -> Self {
        let event = &view.event;
        let place = place_line(event.venue.as_deref(), &event.location);
        let cancelled = event.status == EventStatus::Cancelled;
        let mark = view.event.language.pick("Cancelled", "Отменено");
        Self {
            cover: event.id,
            title: event.title.clone(),
            lines: [view.event.language.span_full(&view.span), place],
            mark: cancelled.then_some(mark),
        }
    }
}

/// # Errors
/// Nothing that a card can cause.
pub(crate) fn png(card: &Card) -> Result<Vec<u8>, PictureError> {
    let tree = Tree::from_str(&svg(card), &Options::default())?;
    let mut pixmap = Pixmap::new(WIDTH, HEIGHT).ok_or(PictureError::Room)?;
    resvg::render(&tree, Transform::default(), &mut pixmap.as_mut());
    pixmap.encode_png().map_err(|error| PictureError::Png(error.to_string()))
}

fn svg(card: &Card) -> String {
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
    text(&mut out, &line(Weight::Bold, "Event Hub"), (MARGIN, 108.0), 34.0, "#ffffff");
    if let Some(mark) = card.mark {
        let mark = line(Weight::Bold, mark);
        text(&mut out, &mark, (RIGHT - mark.width(34.0), 108.0), 34.0, "#ffb4a2");
    }
    // From the foot upwards.
    let mut y = BOTTOM;
    let colours = ["#f2c14e", "#eef3f0"];
    let details = card.lines.iter().zip(colours).filter(|(line, _)| !line.is_empty());
    for (detail, colour) in details.rev() {
        for line in wrap(Weight::Regular, 34.0, detail, ROOM, 1) {
            text(&mut out, &line, (start(&line, 34.0), y), 34.0, colour);
        }
        y -= 48.0;
    }
    y -= 28.0;
    for line in wrap(Weight::Bold, 72.0, &card.title, ROOM, TITLE_LINES).iter().rev() {
        text(&mut out, line, (start(line, 72.0), y), 72.0, "#ffffff");
        y -= line.height(72.0).clamp(84.0, 104.0);
    }
    out.push_str("</svg>");
    out
}

/// Where a line begins on the left: what is read from the right ends at the right margin.
fn start(line: &Line, size: f32) -> f32 {
    if line.from_right { RIGHT - line.width(size) } else { MARGIN }
}

/// A line of text with its left end on the base line at `at`.
fn text(out: &mut String, line: &Line, at: (f32, f32), size: f32, colour: &str) {
    let path = Svg::path(line, size, at);
    let _ = write!(out, "<path fill=\"{colour}\" d=\"{path}\"/>");
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
        for title in ["Wonderful things ".repeat(20), "w".repeat(200)] {
            let lines = wrap(Weight::Bold, 72.0, &title, ROOM, TITLE_LINES);
            assert_eq!(lines.len(), TITLE_LINES);
            assert!(lines.iter().all(|line| line.width(72.0) <= ROOM), "{lines:?}");
            assert!(lines[2].text().ends_with('…'));
        }
    }
}

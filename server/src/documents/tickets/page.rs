//! One ticket on one page.

use crate::documents::PdfError;
use crate::documents::colours::{GREEN, INK, Rgb, SOFT};
use crate::documents::dates::span;
use crate::documents::text::{self, Line, Weight, line, widest, wrap};
use domain::bookings::Details;
use krilla::Document;
use krilla::color::rgb;
use krilla::geom::{PathBuilder, Rect};
use krilla::num::NormalizedF32;
use krilla::page::PageSettings;
use krilla::paint::{Fill, FillRule};
use krilla::surface::Surface;
use qrcode::{Color, QrCode};
use types::Locale;
use types::bookings::Ticket;
use types::i18n::{Translated, place_line};

// A5 in points.
const WIDTH: f32 = 420.0;
const HEIGHT: f32 = 595.0;
const MARGIN: f32 = 40.0;
const ROOM: f32 = WIDTH - 2.0 * MARGIN;
const QR_SIDE: f32 = 160.0;

struct Words {
    when: &'static str,
    place: &'static str,
    attendee: &'static str,
    kind: &'static str,
    booking: &'static str,
    ticket: &'static str,
    of: &'static str,
}

static WORDS: Translated<Words> = Translated {
    en: Words {
        when: "When",
        place: "Where",
        attendee: "Attendee",
        kind: "Admission",
        booking: "Booking",
        ticket: "Ticket",
        of: "of",
    },
    ru: Words {
        when: "Когда",
        place: "Где",
        attendee: "Участник",
        kind: "Вид",
        booking: "Бронь",
        ticket: "Билет",
        of: "из",
    },
};

pub(super) fn draw(
    document: &mut Document,
    booking: &Details,
    ticket: &Ticket,
    number: usize,
    locale: Locale,
) -> Result<(), PdfError> {
    let settings =
        PageSettings::from_wh(WIDTH, HEIGHT).ok_or_else(|| PdfError::Pdf("no such page".into()))?;
    let words = WORDS.get(locale);
    let mut page = document.start_page_with(settings);
    let mut pen = Pen { surface: page.surface(), y: 0.0 };

    pen.block(0.0, 0.0, WIDTH, 8.0, GREEN);
    pen.y = 48.0;
    pen.text(&line(Weight::Bold, "Event Hub"), 12.0, SOFT, MARGIN);
    let count = format!("{} {number} {} {}", words.ticket, words.of, booking.tickets.len());
    let count = line(Weight::Regular, &count);
    pen.text(&count, 12.0, SOFT, WIDTH - MARGIN - count.width(12.0));

    pen.y += 40.0;
    // A long title is set smaller, so that it leaves room for what stands below.
    let (size, lines) = match wrap(Weight::Bold, 24.0, &booking.title, ROOM, 4) {
        lines if lines.len() <= 3 => (24.0, lines),
        _ => (18.0, wrap(Weight::Bold, 18.0, &booking.title, ROOM, 5)),
    };
    for line in lines {
        // A title that is read from the right begins there.
        let indent = if line.from_right { ROOM - line.width(size) } else { 0.0 };
        pen.text(&line, size, INK, MARGIN + indent);
        pen.y += line.height(size);
    }
    pen.y += 4.0;
    for (label, value) in facts(booking, ticket, locale) {
        pen.text(&line(Weight::Regular, label), 10.0, SOFT, MARGIN);
        let lines = wrap(Weight::Regular, 12.0, &value, ROOM - 80.0, 3);
        let widest = widest(&lines, 12.0);
        for line in lines {
            let indent = if line.from_right { widest - line.width(12.0) } else { 0.0 };
            pen.text(&line, 12.0, INK, MARGIN + 80.0 + indent);
            pen.y += line.height(12.0).max(16.0);
        }
        pen.y += 6.0;
    }

    let top = HEIGHT - MARGIN - QR_SIDE - 18.0;
    pen.code(&ticket.code, MARGIN, top)?;
    pen.y = HEIGHT - MARGIN;
    pen.text(&line(Weight::Regular, &ticket.code), 9.0, SOFT, MARGIN);

    drop(pen);
    page.finish();
    Ok(())
}

/// What stands below the title, each with its label; the kind of ticket where the event has several.
fn facts(
    booking: &Details,
    ticket: &Ticket,
    locale: Locale,
) -> impl Iterator<Item = (&'static str, String)> {
    let words = WORDS.get(locale);
    let kind = booking.kind_of(ticket).map(str::to_owned);
    let facts = [
        (words.when, Some(span(booking.starts, booking.ends, &booking.timezone, locale))),
        (words.place, Some(place_line(booking.venue.as_deref(), &booking.location))),
        (words.attendee, Some(ticket.attendee_name.clone())),
        (words.kind, kind),
        (words.booking, Some(booking.reference.clone())),
    ];
    facts.into_iter().filter_map(|(label, value)| Some((label, value?)))
}

#[cfg(test)]
pub(super) fn said(booking: &Details, ticket: &Ticket, locale: Locale) -> Vec<String> {
    facts(booking, ticket, locale).map(|(_, value)| value).collect()
}

/// Draws downwards; `y` is the baseline of the next line.
struct Pen<'a> {
    surface: Surface<'a>,
    y: f32,
}

impl Pen<'_> {
    fn fill(&mut self, (red, green, blue): Rgb) {
        self.surface.set_fill(Some(Fill {
            paint: rgb::Color::new(red, green, blue).into(),
            opacity: NormalizedF32::ONE,
            rule: FillRule::NonZero,
        }));
    }

    fn text(&mut self, line: &Line, size: f32, color: Rgb, x: f32) {
        self.fill(color);
        text::on_page(&mut self.surface, line, size, (x, self.y));
    }

    fn block(&mut self, x: f32, y: f32, width: f32, height: f32, color: Rgb) {
        let mut path = PathBuilder::new();
        if let Some(rect) = Rect::from_xywh(x, y, width, height) {
            path.push_rect(rect);
        }
        if let Some(path) = path.finish() {
            self.fill(color);
            self.surface.draw_path(&path);
        }
    }

    /// A QR code as one vector shape.
    fn code(&mut self, content: &str, x: f32, y: f32) -> Result<(), PdfError> {
        let code = QrCode::new(content)?;
        let side = code.width();
        #[expect(clippy::cast_precision_loss, reason = "a QR code has at most 177 modules a side")]
        let module = QR_SIDE / side as f32;
        let mut path = PathBuilder::new();
        for (index, color) in code.to_colors().into_iter().enumerate() {
            #[expect(
                clippy::cast_precision_loss,
                reason = "a QR code has at most 177 modules a side"
            )]
            let (column, row) = ((index % side) as f32, (index / side) as f32);
            let rect = Rect::from_xywh(x + column * module, y + row * module, module, module);
            if let (Color::Dark, Some(rect)) = (color, rect) {
                path.push_rect(rect);
            }
        }
        if let Some(path) = path.finish() {
            self.fill(INK);
            self.surface.draw_path(&path);
        }
        Ok(())
    }
}

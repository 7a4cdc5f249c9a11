//! Drawing primitives of a certificate: lines, curves and text.

use crate::documents::PdfError;
use crate::documents::colours::Rgb;
use crate::documents::text::{self, Line, Weight, line};
use krilla::color::rgb;
use krilla::geom::{Path, PathBuilder, Rect};
use krilla::num::NormalizedF32;
use krilla::paint::{Fill, FillRule, Stroke};
use krilla::surface::Surface;
use qrcode::{Color, QrCode};

pub(super) struct Pen<'a> {
    pub(super) surface: Surface<'a>,
}

impl Pen<'_> {
    fn fill_with(&mut self, (red, green, blue): Rgb) {
        self.surface.set_stroke(None);
        self.surface.set_fill(Some(Fill {
            paint: rgb::Color::new(red, green, blue).into(),
            opacity: NormalizedF32::ONE,
            rule: FillRule::NonZero,
        }));
    }

    pub(super) fn fill(&mut self, path: PathBuilder, ink: Rgb) {
        if let Some(path) = path.finish() {
            self.fill_with(ink);
            self.surface.draw_path(&path);
        }
    }

    /// A line of that width; `opacity` from 0 to 1.
    pub(super) fn stroke(
        &mut self,
        path: &Path,
        (red, green, blue): Rgb,
        width: f32,
        opacity: f32,
    ) {
        self.surface.set_fill(None);
        self.surface.set_stroke(Some(Stroke {
            paint: rgb::Color::new(red, green, blue).into(),
            width,
            opacity: NormalizedF32::new(opacity).unwrap_or(NormalizedF32::ONE),
            ..Stroke::default()
        }));
        self.surface.draw_path(path);
    }

    pub(super) fn rule(&mut self, x: f32, y: f32, width: f32, ink: Rgb) {
        let mut path = PathBuilder::new();
        if let Some(rect) = Rect::from_xywh(x, y, width, 0.75) {
            path.push_rect(rect);
        }
        self.fill(path, ink);
    }

    /// A white square, so that a code on it is read whatever is behind.
    pub(super) fn clear(&mut self, x: f32, y: f32, side: f32) {
        let mut path = PathBuilder::new();
        if let Some(rect) = Rect::from_xywh(x, y, side, side) {
            path.push_rect(rect);
        }
        self.fill(path, (255, 255, 255));
    }

    pub(super) fn text(&mut self, line: &Line, size: f32, ink: Rgb, x: f32, y: f32) {
        self.fill_with(ink);
        text::on_page(&mut self.surface, line, size, (x, y));
    }

    pub(super) fn centred(&mut self, line: &Line, size: f32, ink: Rgb, x: f32, y: f32) {
        self.text(line, size, ink, x - line.width(size) / 2.0, y);
    }

    /// Capitals with air between them, around `x`.
    pub(super) fn spaced(
        &mut self,
        (size, air): (f32, f32),
        ink: Rgb,
        (x, y): (f32, f32),
        text: &str,
    ) {
        let mut buffer = [0; 4];
        // A space alone has no width of its own on a line.
        let letters: Vec<(Line, f32)> = text
            .chars()
            .map(|c| match line(Weight::Bold, c.encode_utf8(&mut buffer)) {
                _ if c == ' ' => (Line::default(), size / 4.0),
                letter => {
                    let width = letter.width(size);
                    (letter, width)
                }
            })
            .collect();
        let whole: f32 = letters.iter().map(|(_, width)| width + air).sum::<f32>() - air;
        let mut left = x - whole / 2.0;
        for (letter, width) in letters {
            self.text(&letter, size, ink, left, y);
            left += width + air;
        }
    }

    /// A QR code as one vector shape.
    pub(super) fn code(
        &mut self,
        content: &str,
        (x, y): (f32, f32),
        room: f32,
        ink: Rgb,
    ) -> Result<(), PdfError> {
        let code = QrCode::new(content)?;
        let side = code.width();
        #[expect(clippy::cast_precision_loss, reason = "a QR code has at most 177 modules a side")]
        let (module, at) = (room / side as f32, |place: usize| place as f32);
        let mut path = PathBuilder::new();
        for (index, color) in code.to_colors().into_iter().enumerate() {
            let (left, top) = (x + at(index % side) * module, y + at(index / side) * module);
            // A hair wider than its place, so that no gap shows between two of them.
            let rect = Rect::from_xywh(left, top, module + 0.02, module + 0.02);
            if let (Color::Dark, Some(rect)) = (color, rect) {
                path.push_rect(rect);
            }
        }
        self.fill(path, ink);
        Ok(())
    }
}

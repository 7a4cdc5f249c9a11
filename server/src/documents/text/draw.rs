//! A shaped line on a page of a PDF, and as outlines in an SVG.

use super::shape::Line;
use krilla::geom::Point;
use krilla::surface::Surface;
use krilla::text::{GlyphId, KrillaGlyph};
use std::fmt::Write as _;
use ttf_parser::OutlineBuilder;

/// Draws a line with its left end on the base line at `x` and `y`, in the ink that is set.
pub(crate) fn on_page(surface: &mut Surface<'_>, line: &Line, size: f32, (x, y): (f32, f32)) {
    let mut x = x;
    for run in &line.runs {
        let glyphs: Vec<KrillaGlyph> = run
            .glyphs
            .iter()
            .map(|glyph| {
                let id = GlyphId::new(glyph.id.into());
                let (advance, right, up) = (glyph.x_advance, glyph.x_offset, glyph.y_offset);
                KrillaGlyph::new(id, advance, right, up, 0.0, glyph.range.clone(), None)
            })
            .collect();
        let font = run.face.font.clone();
        surface.draw_glyphs(Point::from_xy(x, y), &glyphs, font, &run.text, size, false);
        x += glyphs.iter().map(|glyph| glyph.x_advance * size).sum::<f32>();
    }
}

/// The outlines of a line, as the data of an SVG path.
pub(crate) struct Svg {
    path: String,
    x: f32,
    y: f32,
    scale: f32,
}

impl Svg {
    /// With its left end on the base line at `x` and `y`.
    pub(crate) fn path(line: &Line, size: f32, (x, y): (f32, f32)) -> String {
        let mut outline = Self { path: String::new(), x, y, scale: 0.0 };
        let mut pen = x;
        for run in &line.runs {
            outline.scale = size / run.face.units_per_em();
            for glyph in &run.glyphs {
                (outline.x, outline.y) = (pen + glyph.x_offset * size, y - glyph.y_offset * size);
                run.face.shaping.outline_glyph(ttf_parser::GlyphId(glyph.id), &mut outline);
                pen += glyph.x_advance * size;
            }
        }
        outline.path
    }

    fn add(&mut self, command: char, points: &[(f32, f32)]) {
        self.path.push(command);
        for (x, y) in points {
            let (x, y) = (self.x + x * self.scale, self.y - y * self.scale);
            let _ = write!(self.path, "{x:.2} {y:.2} ");
        }
    }
}

impl OutlineBuilder for Svg {
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

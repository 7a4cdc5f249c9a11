//! Ornament of a certificate: a frame, and a rosette behind the words.

use super::pen::Pen;
use super::{HEIGHT, WIDTH};
use crate::documents::colours::{GOLD, GREEN};
use krilla::geom::{Path, PathBuilder};
use std::f32::consts::TAU;

pub(super) fn draw(pen: &mut Pen<'_>) {
    rosette(pen);
    for (inset, notch, width, ink) in
        [(26.0, 26.0, 2.5, GREEN), (33.0, 24.0, 0.75, GOLD), (37.0, 23.0, 0.35, GOLD)]
    {
        if let Some(path) = frame(inset, notch) {
            pen.stroke(&path, ink, width, 1.0);
        }
    }
    for (x, y) in [(34.0, 34.0), (WIDTH - 34.0, 34.0), (34.0, HEIGHT - 34.0)]
        .into_iter()
        .chain([(WIDTH - 34.0, HEIGHT - 34.0)])
    {
        pen.fill(diamond(x, y, 5.0), GOLD);
    }
}

/// A rectangle whose corners are bitten out in quarter circles.
fn frame(inset: f32, notch: f32) -> Option<Path> {
    // How far the handles of a quarter circle reach.
    const KAPPA: f32 = 0.552_28;
    let (left, top, right, bottom) = (inset, inset, WIDTH - inset, HEIGHT - inset);
    let handle = notch * (1.0 - KAPPA);
    let full = notch;
    let mut path = PathBuilder::new();
    path.move_to(left + full, top);
    path.line_to(right - full, top);
    path.cubic_to(
        right - full,
        top + full - handle,
        right - full + handle,
        top + full,
        right,
        top + full,
    );
    path.line_to(right, bottom - full);
    path.cubic_to(
        right - full + handle,
        bottom - full,
        right - full,
        bottom - full + handle,
        right - full,
        bottom,
    );
    path.line_to(left + full, bottom);
    path.cubic_to(
        left + full,
        bottom - full + handle,
        left + full - handle,
        bottom - full,
        left,
        bottom - full,
    );
    path.line_to(left, top + full);
    path.cubic_to(
        left + full - handle,
        top + full,
        left + full,
        top + full - handle,
        left + full,
        top,
    );
    path.close();
    path.finish()
}

fn diamond(x: f32, y: f32, reach: f32) -> PathBuilder {
    let mut path = PathBuilder::new();
    path.move_to(x, y - reach);
    path.line_to(x + reach, y);
    path.line_to(x, y + reach);
    path.line_to(x - reach, y);
    path.close();
    path
}

/// Closed waves around the middle, as on a banknote; pale enough to read over.
fn rosette(pen: &mut Pen<'_>) {
    const STEPS: u16 = 720;
    for (ring, petals) in [(150.0_f32, 12.0_f32), (175.0, 12.0), (200.0, 18.0), (225.0, 18.0)] {
        for turn in 0..6_u8 {
            let shift = f32::from(turn) / 6.0 * TAU / petals;
            let mut path = PathBuilder::new();
            for step in 0..STEPS {
                let angle = f32::from(step) / f32::from(STEPS) * TAU;
                let reach = ring + 22.0 * (petals * (angle + shift)).sin();
                let x = WIDTH / 2.0 + 1.25 * reach * angle.cos();
                let y = HEIGHT / 2.0 + reach * angle.sin();
                if step == 0 { path.move_to(x, y) } else { path.line_to(x, y) }
            }
            path.close();
            if let Some(path) = path.finish() {
                pen.stroke(&path, GREEN, 0.35, 0.10);
            }
        }
    }
}

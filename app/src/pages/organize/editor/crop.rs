//! What of a picture is seen: a part of one shape, moved and zoomed.

use types::uploads::Crop;

/// The shape of a cover: wide by high.
pub(super) const SHAPE: (u32, u32) = (16, 9);
/// How near a picture can be looked at, in hundredths.
pub(super) const ZOOM_MAX: u32 = 400;
const WHOLE: f64 = 1000.0;

/// Where one looks: zoom in hundredths, and the place of the part in thousandths of the way that it
/// can go.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct View {
    pub zoom: f64,
    pub across: f64,
    pub down: f64,
}

impl Default for View {
    fn default() -> Self {
        Self { zoom: 100.0, across: WHOLE / 2.0, down: WHOLE / 2.0 }
    }
}

/// The largest part of the shape, by the zoom smaller.
fn part(width: u32, height: u32, zoom: f64) -> (f64, f64) {
    let (wide, high) = (f64::from(width), f64::from(height));
    let shape = f64::from(SHAPE.0) / f64::from(SHAPE.1);
    let (part_wide, part_high) =
        if wide / high > shape { (high * shape, high) } else { (wide, wide / shape) };
    let zoom = (zoom / 100.0).clamp(1.0, f64::from(ZOOM_MAX) / 100.0);
    ((part_wide / zoom).max(1.0), (part_high / zoom).max(1.0))
}

/// What is cut out, in pixels of the picture.
#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "an as of floats saturates"
)]
pub(super) fn crop(width: u32, height: u32, view: View) -> Crop {
    let (wide, high) = part(width, height, view.zoom);
    let (cut_wide, cut_high) = (wide.floor() as u32, high.floor() as u32);
    let place =
        |share: f64, room: u32| (f64::from(room) * share.clamp(0.0, WHOLE) / WHOLE).floor() as u32;
    let (cut_wide, cut_high) = (cut_wide.clamp(1, width.max(1)), cut_high.clamp(1, height.max(1)));
    Crop {
        x: place(view.across, width.saturating_sub(cut_wide)),
        y: place(view.down, height.saturating_sub(cut_high)),
        width: cut_wide,
        height: cut_high,
    }
}

/// The view after the picture was dragged by these shares of what is seen.
pub(super) fn dragged(width: u32, height: u32, view: View, (dx, dy): (f64, f64)) -> View {
    let (wide, high) = part(width, height, view.zoom);
    let moved = |share: f64, by: f64, room: f64| {
        if room < 1.0 { share } else { (share - by / room * WHOLE).clamp(0.0, WHOLE) }
    };
    View {
        across: moved(view.across, dx * wide, f64::from(width) - wide),
        down: moved(view.down, dy * high, f64::from(height) - high),
        ..view
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(width: u32, height: u32, view: View) -> (u32, u32, u32, u32) {
        let Crop { x, y, width, height } = crop(width, height, view);
        (x, y, width, height)
    }

    #[test]
    fn the_middle_of_the_right_shape_is_seen_first() {
        assert_eq!(cut(1600, 900, View::default()), (0, 0, 1600, 900));
        assert_eq!(cut(1600, 1700, View::default()), (0, 400, 1600, 900));
        assert_eq!(cut(2000, 900, View::default()), (200, 0, 1600, 900));
        assert_eq!(cut(1600, 900, View { zoom: 200.0, ..View::default() }), (400, 225, 800, 450));
    }

    #[test]
    fn what_is_cut_out_always_lies_within() {
        for (width, height) in [(1, 1), (3, 4000), (4000, 3), (5000, 4000)] {
            for zoom in [0.0, 100.0, 250.0, 400.0, 9999.0] {
                for place in [-50.0, 0.0, 333.0, 1000.0, 2000.0] {
                    let view = View { zoom, across: place, down: place };
                    let (x, y, wide, high) = cut(width, height, view);
                    assert!(x + wide <= width && y + high <= height, "{width}x{height} {view:?}");
                    assert!(wide >= 1 && high >= 1);
                }
            }
        }
    }

    #[test]
    fn dragging_moves_the_picture_with_the_pointer() {
        let view = dragged(1600, 1700, View::default(), (0.3, 0.1));
        assert!((view.across - 500.0).abs() < 0.001, "there is no room to the sides");
        assert_eq!(cut(1600, 1700, view).1, 310);
        let far = dragged(1600, 1700, View::default(), (0.0, -50.0));
        assert_eq!(cut(1600, 1700, far).1, 800);
    }
}

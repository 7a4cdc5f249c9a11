//! QR code of a link to an event, to print on posters.

use image::{GrayImage, ImageFormat, Luma};
use qrcode::{Color, EcLevel, QrCode};
use std::fmt::Write as _;
use std::io::Cursor;

/// White modules around the code, as the standard wants them.
const QUIET: usize = 4;
/// Pixels of a module: sharp at 15 cm on paper.
const PIXELS: u32 = 24;

/// None where the address is too long for a code.
pub(crate) fn svg(address: &str) -> Option<String> {
    let code = code(address)?;
    let side = code.width() + 2 * QUIET;
    let mut path = String::new();
    for (x, y) in dark(&code) {
        // Writing to a String cannot fail.
        let _ = write!(path, "M{x} {y}h1v1h-1z");
    }
    Some(format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {side} {side}\" width=\"{0}\" \
         height=\"{0}\" shape-rendering=\"crispEdges\"><path fill=\"#fff\" d=\"M0 0h{side}v{side}H0z\"/>\
         <path d=\"{path}\"/></svg>\n",
        side * 8
    ))
}

/// The same as a picture of points.
pub(crate) fn png(address: &str) -> Option<Vec<u8>> {
    let code = code(address)?;
    let side = u32::try_from(code.width() + 2 * QUIET).ok()? * PIXELS;
    let mut picture = GrayImage::from_pixel(side, side, Luma([255]));
    for (x, y) in dark(&code) {
        let (left, top) = (u32::try_from(x).ok()? * PIXELS, u32::try_from(y).ok()? * PIXELS);
        for row in top..top + PIXELS {
            for column in left..left + PIXELS {
                picture.put_pixel(column, row, Luma([0]));
            }
        }
    }
    let mut file = Cursor::new(Vec::new());
    picture.write_to(&mut file, ImageFormat::Png).ok()?;
    Some(file.into_inner())
}

/// Legible with a sixth of it torn off.
fn code(address: &str) -> Option<QrCode> {
    QrCode::with_error_correction_level(address, EcLevel::M).ok()
}

fn dark(code: &QrCode) -> impl Iterator<Item = (usize, usize)> {
    let width = code.width();
    let colors = code.to_colors().into_iter().enumerate();
    colors
        .filter(|(_, color)| *color == Color::Dark)
        .map(move |(at, _)| (at % width + QUIET, at / width + QUIET))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_pictures_show_the_same_code() {
        let address = "https://events.example/events/jazz?via=poster";
        let code = code(address).unwrap();
        let side = code.width() + 2 * QUIET;
        let svg = svg(address).unwrap();
        assert!(svg.contains(&format!("viewBox=\"0 0 {side} {side}\"")));
        let picture = image::load_from_memory(&png(address).unwrap()).unwrap().to_luma8();
        assert_eq!(picture.width() as usize, side * PIXELS as usize);
        let modules: Vec<_> = dark(&code).collect();
        assert_eq!(svg.matches("h1v1h-1z").count(), modules.len());
        for y in 0..side {
            for x in 0..side {
                let middle = |at: usize| u32::try_from(at).unwrap() * PIXELS + PIXELS / 2;
                let black = picture.get_pixel(middle(x), middle(y)).0 == [0];
                assert_eq!(black, modules.contains(&(x, y)), "{x} {y}");
            }
        }
        assert_eq!(super::svg(&"x".repeat(10_000)), None);
    }
}

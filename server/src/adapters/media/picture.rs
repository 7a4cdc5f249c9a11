//! Pictures: what was sent becomes squares of a person, or an event's picture in its widths.
//!
//! Nothing that was sent is kept: the pixels are decoded under limits, turned the way the camera
//! was held, cut to a square and encoded anew, so that places, names and whatever else a file
//! carries stay behind. SVG is a program and no picture.

use image::imageops::FilterType;
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder as _, ImageError, ImageFormat, ImageReader, Limits};
use std::io::Cursor;
use types::accounts::AVATAR_SIZES;
use types::uploads::{Crop, PICTURE_WIDTHS};

#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PictureError {
    #[error("not a PNG, JPEG or WebP picture")]
    NotAPicture,
    #[error("too many pixels")]
    TooManyPixels,
    #[error("the picture could not be encoded")]
    Encoding,
    #[error("what is to be cut out lies outside of the picture")]
    CropOutside,
}

/// Pixels a side: more than a panorama's.
const SIDE_MAX: u32 = 12_000;
/// Pixels in all: what phones send, and hundred times what is shown.
const PIXELS_MAX: u64 = 25_000_000;
/// The same for a picture of an event, which photographers send.
const EVENT_PIXELS_MAX: u64 = 50_000_000;
/// Pixels of the shorter side that a large picture is shrunk to before it is worked on.
const WORKING_SIDE: u32 = 1024;
const QUALITY: f32 = 82.0;

/// The picture as WebP squares, each with its side in pixels.
///
/// # Errors
/// Another format, a broken file, or one that would unfold to too much.
pub fn avatar(sent: Vec<u8>) -> Result<Vec<(u32, Vec<u8>)>, PictureError> {
    let (picture, turned) = decode(&sent, PIXELS_MAX)?;
    drop(sent);
    let picture = shrink(picture);
    // Cut before it is enlarged: a strip that is enlarged to its longer side would fill the memory.
    let side = picture.width().min(picture.height());
    let (left, top) = ((picture.width() - side) / 2, (picture.height() - side) / 2);
    let mut picture = picture.crop_imm(left, top, side, side);
    picture.apply_orientation(turned);
    AVATAR_SIZES
        .into_iter()
        .map(|size| {
            let square = picture.resize_exact(size, size, FilterType::Lanczos3).into_rgba8();
            let webp = webp::Encoder::from_rgba(&square, size, size).encode(QUALITY);
            if webp.is_empty() { Err(PictureError::Encoding) } else { Ok((size, webp.to_vec())) }
        })
        .collect()
}

/// A picture of an event as it was drawn.
#[derive(Debug)]
pub(super) struct Drawn {
    /// The largest of them.
    pub width: u32,
    pub height: u32,
    /// Each with the width that it is at most.
    pub files: Vec<(u32, Vec<u8>)>,
}

/// What is cut out of the picture, or all of it, as WebP in each width; none is enlarged.
///
/// # Errors
/// As [`avatar`]; a cut that lies outside.
pub(super) fn event_picture(sent: Vec<u8>, crop: Option<Crop>) -> Result<Drawn, PictureError> {
    let (mut picture, turned) = decode(&sent, EVENT_PIXELS_MAX)?;
    drop(sent);
    if let Some(crop) = crop {
        // Cut where it is stored, so that only what is left is turned.
        let (left, top, width, height) = stored(crop, turned, picture.width(), picture.height())?;
        picture = picture.crop_imm(left, top, width, height);
    }
    let upright = !is_sideways(turned);
    let mut files = Vec::with_capacity(PICTURE_WIDTHS.len());
    let (mut width, mut height) = (0, 0);
    // From the largest: each smaller one is made of it.
    for widest in PICTURE_WIDTHS.into_iter().rev() {
        let (most_wide, most_high) =
            if upright { (widest, 2 * widest) } else { (2 * widest, widest) };
        if picture.width() > most_wide || picture.height() > most_high {
            picture = picture.thumbnail(most_wide, most_high);
        }
        let mut seen = picture.clone();
        seen.apply_orientation(turned);
        let pixels = seen.into_rgba8();
        (width, height) = (width.max(pixels.width()), height.max(pixels.height()));
        let webp = webp::Encoder::from_rgba(&pixels, pixels.width(), pixels.height());
        let webp = webp.encode(QUALITY);
        if webp.is_empty() {
            return Err(PictureError::Encoding);
        }
        files.push((widest, webp.to_vec()));
    }
    Ok(Drawn { width, height, files })
}

/// Whether width and height change places when it is turned.
fn is_sideways(turned: Orientation) -> bool {
    use Orientation::{Rotate90, Rotate90FlipH, Rotate270, Rotate270FlipH};
    matches!(turned, Rotate90 | Rotate270 | Rotate90FlipH | Rotate270FlipH)
}

/// Where a cut of the picture as it is seen lies in the picture as it is stored: left, top, width and
/// height.
fn stored(
    crop: Crop,
    turned: Orientation,
    width: u32,
    height: u32,
) -> Result<(u32, u32, u32, u32), PictureError> {
    let (wide, high) = if is_sideways(turned) { (height, width) } else { (width, height) };
    let Crop { x, y, width: w, height: h } = crop;
    let within = |from: u32, length: u32, all: u32| {
        length > 0 && from.checked_add(length).is_some_and(|end| end <= all)
    };
    if !within(x, w, wide) || !within(y, h, high) {
        return Err(PictureError::CropOutside);
    }
    // As far from the other edge.
    let (far_x, far_y) = (wide - x - w, high - y - h);
    Ok(match turned {
        Orientation::NoTransforms => (x, y, w, h),
        Orientation::FlipHorizontal => (far_x, y, w, h),
        Orientation::FlipVertical => (x, far_y, w, h),
        Orientation::Rotate180 => (far_x, far_y, w, h),
        Orientation::Rotate90 => (y, far_x, h, w),
        Orientation::Rotate270 => (far_y, x, h, w),
        Orientation::Rotate90FlipH => (y, x, h, w),
        Orientation::Rotate270FlipH => (far_y, far_x, h, w),
    })
}

/// Few pixels from many, so that nothing after it copies the many.
fn shrink(picture: DynamicImage) -> DynamicImage {
    let (width, height) = (picture.width(), picture.height());
    let side = width.min(height);
    if side <= WORKING_SIDE {
        return picture;
    }
    let less = |pixels: u32| {
        let pixels = u64::from(pixels) * u64::from(WORKING_SIDE) / u64::from(side);
        u32::try_from(pixels).unwrap_or(WORKING_SIDE)
    };
    picture.thumbnail_exact(less(width), less(height))
}

/// The pixels as they are stored, and how they are to be turned.
fn decode(sent: &[u8], pixels_max: u64) -> Result<(DynamicImage, Orientation), PictureError> {
    let mut reader = ImageReader::new(Cursor::new(sent))
        .with_guessed_format()
        .map_err(|_| PictureError::NotAPicture)?;
    // What the bytes say, not what a name says.
    if !matches!(reader.format(), Some(ImageFormat::Png | ImageFormat::Jpeg | ImageFormat::WebP)) {
        return Err(PictureError::NotAPicture);
    }
    let mut limits = Limits::default();
    limits.max_image_width = Some(SIDE_MAX);
    limits.max_image_height = Some(SIDE_MAX);
    // Those pixels with their transparency.
    let memory_max = 4 * pixels_max;
    limits.max_alloc = Some(memory_max);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(refused)?;
    let (width, height) = decoder.dimensions();
    if width == 0 || height == 0 {
        return Err(PictureError::NotAPicture);
    }
    let pixels = u64::from(width) * u64::from(height);
    if pixels > pixels_max || decoder.total_bytes() > memory_max {
        return Err(PictureError::TooManyPixels);
    }
    let turned = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    Ok((DynamicImage::from_decoder(decoder).map_err(refused)?, turned))
}

fn refused(error: ImageError) -> PictureError {
    match error {
        ImageError::Limits(_) => PictureError::TooManyPixels,
        _ => PictureError::NotAPicture,
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    fn encoded(picture: &DynamicImage, format: ImageFormat) -> Vec<u8> {
        let mut bytes = Cursor::new(Vec::new());
        picture.write_to(&mut bytes, format).unwrap();
        bytes.into_inner()
    }

    pub(in super::super) fn png(width: u32, height: u32) -> Vec<u8> {
        encoded(&DynamicImage::new_rgb8(width, height), ImageFormat::Png)
    }

    fn read(webp: &[u8]) -> DynamicImage {
        image::load_from_memory_with_format(webp, ImageFormat::WebP).unwrap()
    }

    #[test]
    fn each_format_becomes_three_squares() {
        for format in [ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::WebP] {
            let sent = encoded(&DynamicImage::new_rgb8(300, 90), format);
            let drawn = avatar(sent).unwrap();
            for ((size, webp), expected) in drawn.iter().zip(AVATAR_SIZES) {
                assert_eq!(*size, expected);
                assert_eq!((read(webp).width(), read(webp).height()), (expected, expected));
            }
            assert_eq!(drawn.len(), 3);
        }
    }

    #[test]
    fn what_is_no_picture_is_refused() {
        let svg = br#"<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>"#;
        let truncated = &png(50, 50)[..40];
        for sent in [&svg[..], b"GIF89a", b"", b"%PDF-1.7", truncated, &[0; 5000]] {
            assert_eq!(avatar(sent.to_vec()).unwrap_err(), PictureError::NotAPicture);
        }
    }

    /// A PNG of a few bytes whose header claims that many pixels, of that depth and kind.
    fn claiming(width: u32, height: u32, depth: u8, kind: u8) -> Vec<u8> {
        let mut sent = png(1, 1);
        sent[16..20].copy_from_slice(&width.to_be_bytes());
        sent[20..24].copy_from_slice(&height.to_be_bytes());
        (sent[24], sent[25]) = (depth, kind);
        let checksum = crc(&sent[12..29]);
        sent[29..33].copy_from_slice(&checksum.to_be_bytes());
        sent
    }

    /// A PNG header that promises 60,000 × 60,000 pixels in a few bytes.
    #[test]
    fn a_bomb_is_not_unfolded() {
        assert_eq!(
            avatar(claiming(60_000, 60_000, 8, 2)).unwrap_err(),
            PictureError::TooManyPixels
        );
        let strip = png(11_999, 1);
        assert_eq!(avatar(strip).unwrap().len(), 3, "nor is a strip enlarged");
    }

    /// What unfolds is bounded by its pixels and its bytes, whatever a pixel is made of.
    #[test]
    fn more_pixels_than_a_phone_sends_are_refused_before_they_are_decoded() {
        let (grey, colour, deep) = ((8, 0), (8, 6), (16, 6));
        for ((width, height), (depth, kind), refused) in [
            ((5001, 5000), grey, true),
            ((5000, 5000), grey, false),
            ((12_000, 2084), colour, true),
            ((12_001, 1), grey, true),
            ((5000, 5000), colour, false),
            ((5000, 2501), deep, true),
            ((5000, 2500), deep, false),
        ] {
            let sent = claiming(width, height, depth, kind);
            // What is not refused for its size is found to hold no such pixels.
            let expected =
                if refused { PictureError::TooManyPixels } else { PictureError::NotAPicture };
            assert_eq!(avatar(sent).unwrap_err(), expected, "{width} by {height}, {depth}");
        }
    }

    /// The upper half is red and the camera was held upside down, so red is below; a large picture
    /// is shrunk on the way.
    #[test]
    fn a_picture_is_turned_as_the_camera_was_held_whatever_its_size() {
        for (width, height) in [(300, 200), (2400, 3000)] {
            let mut picture = image::RgbImage::new(width, height);
            for (_, row, pixel) in picture.enumerate_pixels_mut() {
                *pixel = image::Rgb(if row < height / 2 { [255, 0, 0] } else { [0, 0, 255] });
            }
            let mut jpeg = encoded(&picture.into(), ImageFormat::Jpeg);
            // EXIF with one tag: orientation 3.
            let exif = b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x03\0\0\0\0\0\0";
            let mut segment = vec![0xFF, 0xE1, 0, u8::try_from(exif.len() + 2).unwrap()];
            segment.extend_from_slice(exif);
            jpeg.splice(2..2, segment);
            for (size, webp) in avatar(jpeg).unwrap() {
                let drawn = read(&webp).into_rgb8();
                let (above, below) = (drawn.get_pixel(size / 2, 8), drawn.get_pixel(8, size - 8));
                assert!(above[2] > 200 && above[0] < 60, "{above:?}");
                assert!(below[0] > 200 && below[2] < 60, "{below:?}");
            }
        }
    }

    fn crc(bytes: &[u8]) -> u32 {
        !bytes.iter().fold(!0_u32, |crc, byte| {
            (0..8).fold(crc ^ u32::from(*byte), |crc, _| {
                if crc & 1 == 1 { (crc >> 1) ^ 0xEDB8_8320 } else { crc >> 1 }
            })
        })
    }

    const TURNS: [Orientation; 8] = [
        Orientation::NoTransforms,
        Orientation::Rotate90,
        Orientation::Rotate180,
        Orientation::Rotate270,
        Orientation::FlipHorizontal,
        Orientation::FlipVertical,
        Orientation::Rotate90FlipH,
        Orientation::Rotate270FlipH,
    ];

    /// Cutting where it is stored and turning what is left is turning it and cutting what is seen.
    #[test]
    fn what_is_cut_out_is_what_is_seen() {
        let stored_picture = image::RgbImage::from_fn(7, 4, |x, y| {
            image::Rgb([u8::try_from(x).unwrap(), u8::try_from(y).unwrap(), 9])
        });
        let picture = DynamicImage::from(stored_picture);
        for turned in TURNS {
            let mut seen = picture.clone();
            seen.apply_orientation(turned);
            let crop = Crop { x: 1, y: 2, width: 2, height: 1 };
            let expected = seen.crop_imm(1, 2, 2, 1).into_rgb8();
            let (x, y, w, h) = stored(crop, turned, picture.width(), picture.height()).unwrap();
            let mut cut = picture.crop_imm(x, y, w, h);
            cut.apply_orientation(turned);
            assert_eq!(cut.into_rgb8(), expected, "{turned:?}");
        }
    }

    #[test]
    fn a_cut_that_lies_outside_is_refused() {
        let crop = |x, y, width, height| Some(Crop { x, y, width, height });
        for bad in [
            crop(0, 0, 0, 10),
            crop(0, 0, 10, 0),
            crop(0, 0, 101, 10),
            crop(91, 0, 10, 10),
            crop(0, 41, 10, 10),
            crop(u32::MAX, 0, 10, 10),
            crop(1, 1, u32::MAX, u32::MAX),
        ] {
            let refused = event_picture(png(100, 50), bad).unwrap_err();
            assert_eq!(refused, PictureError::CropOutside, "{bad:?}");
        }
        let drawn = event_picture(png(100, 50), crop(90, 40, 10, 10)).unwrap();
        assert_eq!((drawn.width, drawn.height), (10, 10));
    }

    #[test]
    fn an_event_s_picture_is_shrunk_and_never_enlarged() {
        for (sent, seen) in [
            ((3000, 1000), [(1920, 640), (960, 320), (480, 160)]),
            ((300, 100), [(300, 100), (300, 100), (300, 100)]),
            ((100, 9000), [(43, 3840), (22, 1920), (11, 960)]),
        ] {
            for format in [ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::WebP] {
                let sent = encoded(&DynamicImage::new_rgb8(sent.0, sent.1), format);
                let drawn = event_picture(sent, None).unwrap();
                let sizes: Vec<_> = drawn.files.iter().map(|(_, webp)| read(webp)).collect();
                let sizes: Vec<_> = sizes.iter().map(|it| (it.width(), it.height())).collect();
                assert_eq!(sizes, seen, "{format:?}");
                assert_eq!((drawn.width, drawn.height), seen[0]);
            }
        }
    }

    #[test]
    fn hostile_pictures_of_events_are_refused() {
        let svg = br#"<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>"#;
        let truncated = &png(50, 50)[..40];
        for sent in [&svg[..], b"GIF89a", b"", b"%PDF-1.7", b"BM", truncated, &[0; 5000]] {
            let refused = event_picture(sent.to_vec(), None).unwrap_err();
            assert_eq!(refused, PictureError::NotAPicture);
        }
        for ((width, height), (depth, kind)) in [
            ((60_000, 60_000), (8, 2)),
            ((12_001, 1), (8, 2)),
            ((10_000, 5_001), (8, 0)),
            ((7_000, 7_000), (16, 6)),
        ] {
            let sent = claiming(width, height, depth, kind);
            let refused = event_picture(sent, None).unwrap_err();
            assert_eq!(refused, PictureError::TooManyPixels, "{width}x{height} {depth}");
        }
    }

    /// Two frames become the first of them.
    #[test]
    fn what_moves_stands_still() {
        let config = webp::WebPConfig::new().unwrap();
        let mut moving = webp::AnimEncoder::new(8, 8, &config);
        let frames = [[200_u8; 8 * 8 * 4], [20; 8 * 8 * 4]];
        for (frame, at) in frames.iter().zip([0, 100]) {
            moving.add_frame(webp::AnimFrame::from_rgba(frame, 8, 8, at));
        }
        let moving = moving.encode().to_vec();
        assert!(moving.windows(4).any(|part| part == b"ANIM"));
        let still = event_picture(moving, None).unwrap();
        assert!(!still.files[0].1.windows(4).any(|part| part == b"ANIM"));
        assert!(read(&still.files[0].1).into_rgb8().get_pixel(4, 4)[0] > 150);
    }

    #[test]
    fn nothing_of_the_file_but_its_pixels_survives() {
        let mut jpeg = encoded(&DynamicImage::new_rgb8(64, 64), ImageFormat::Jpeg);
        let secret = b"GPS 52.52 13.40 Ada's camera";
        let mut segment = vec![0xFF, 0xFE, 0, u8::try_from(secret.len() + 2).unwrap()];
        segment.extend_from_slice(secret);
        jpeg.splice(2..2, segment);
        let drawn = event_picture(jpeg.clone(), None).unwrap().files;
        for (_, webp) in avatar(jpeg).unwrap().into_iter().chain(drawn) {
            assert!(!webp.windows(6).any(|part| part == b"camera"));
        }
    }
}

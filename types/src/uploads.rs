//! Pictures that organizers upload for their events.

use crate::paths::PICTURES;
use serde::{Deserialize, Serialize};

/// Widths in pixels that a picture is kept in, each at most as wide as what was sent: for cards, for
/// pages, and for large screens. The last one stands in its address.
pub const PICTURE_WIDTHS: [u32; 3] = [480, 960, 1920];
/// The name of the file that stands in an address.
pub const FILE: &str = "1920.webp";
/// Pixels a side.
pub const SIDE_MAX: i64 = 12_000;
/// Bytes of a picture that is sent.
pub const PICTURE_MAX: usize = 20 * 1024 * 1024;
/// Pictures that one person may send within a day.
pub const PICTURES_A_DAY: i64 = 100;
/// Bytes of them.
pub const BYTES_A_DAY: i64 = 500 * 1024 * 1024;

/// `POST /api/uploads/`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Upload {
    /// The address to give an event as its `image`.
    pub url: String,
    pub width: u32,
    pub height: u32,
}

/// What is cut out of a picture, in pixels of it as it is seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Crop {
    pub x: u32,
    pub y: u32,
    pub width: u32,
    pub height: u32,
}

/// The same picture in another of its widths; none for a picture that was not uploaded here.
pub fn picture_sized(image: &str, width: u32) -> Option<String> {
    let (folder, _) = image.strip_prefix(PICTURES)?.rsplit_once('/')?;
    Some(format!("{PICTURES}{folder}/{width}.webp"))
}

/// Whether the address has the form of one of our own.
pub fn is_uploaded(image: &str) -> bool {
    image.starts_with(PICTURES)
}

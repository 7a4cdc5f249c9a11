//! Colours of everything that is printed, as red, green and blue.

pub(super) type Rgb = (u8, u8, u8);

pub(super) const INK: Rgb = (19, 32, 27);
pub(super) const SOFT: Rgb = (84, 98, 92);
pub(super) const GREEN: Rgb = (10, 86, 70);
pub(super) const GOLD: Rgb = (176, 132, 44);

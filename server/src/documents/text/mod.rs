//! Text in any script, for what is printed and drawn: broken into lines, ordered by direction,
//! shaped, and measured by its shaped advance.
//!
//! Inter is our own and drawn first. What it lacks is drawn with a Noto family of the script, which
//! is looked for on the machine when a text first needs it (`library`). A character that no font
//! has is told of in the log and written as its code point, never as an empty box.

mod clusters;
mod draw;
mod face;
mod library;
mod lines;
mod shape;
#[cfg(test)]
mod tests;

pub(crate) use draw::{Svg, on_page};
pub(crate) use face::Weight;
pub(crate) use library::{is_drawn, look_in};
pub(crate) use lines::{line, widest, wrap};
pub(crate) use shape::Line;

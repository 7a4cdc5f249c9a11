//! Font face: shapes, measures and draws with one font.

use krilla::text::{Font, Tag};
use rustybuzz::Variation;

/// How heavy text is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Weight {
    Regular,
    Bold,
}

impl Weight {
    /// On the axis of variable fonts: that of our own Inter files.
    const fn value(self) -> f32 {
        match self {
            Self::Regular => 400.0,
            Self::Bold => 600.0,
        }
    }
}

pub(super) struct Face {
    pub(super) shaping: rustybuzz::Face<'static>,
    pub(super) font: Font,
    /// Told of the lines that are set in it: the height of a line, where its size is 1.
    pub(super) leading: f32,
}

impl std::fmt::Debug for Face {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Face").finish_non_exhaustive()
    }
}

impl Face {
    /// None where the file is no font that can be drawn with.
    pub(super) fn parse(data: &'static [u8], weight: Weight) -> Option<Self> {
        let mut shaping = rustybuzz::Face::from_slice(data, 0)?;
        let axis = ttf_parser::Tag::from_bytes(b"wght");
        let varies = shaping.variation_axes().into_iter().any(|found| found.tag == axis);
        let font = if varies {
            shaping.set_variations(&[Variation { tag: axis, value: weight.value() }]);
            Font::new_variable(data.into(), 0, &[(Tag::new(b"wght"), weight.value())])?
        } else {
            Font::new(data.into(), 0)?
        };
        let height = f32::from(shaping.ascender()) - f32::from(shaping.descender());
        let leading = (height / units_per_em(&shaping)).clamp(1.2, 1.7);
        Some(Self { shaping, font, leading })
    }

    pub(super) fn has(&self, c: char) -> bool {
        self.shaping.glyph_index(c).is_some_and(|glyph| glyph.0 != 0)
    }

    pub(super) fn units_per_em(&self) -> f32 {
        units_per_em(&self.shaping)
    }
}

fn units_per_em(face: &ttf_parser::Face<'_>) -> f32 {
    f32::from(face.units_per_em())
}

//! Shaping: a line of text becomes its glyphs in visual order.

use super::clusters::Cluster;
use super::face::Face;
use rustybuzz::{Direction, Language, UnicodeBuffer};
use std::ops::Range;
use std::str::FromStr as _;
use unicode_bidi::{BidiInfo, Level};
use unicode_script::Script;

/// A glyph, with its measures where the size of the text is 1.
#[derive(Clone, Debug)]
pub(super) struct Glyph {
    pub(super) id: u16,
    pub(super) x_advance: f32,
    pub(super) x_offset: f32,
    pub(super) y_offset: f32,
    /// What it stands for in its run's text.
    pub(super) range: Range<usize>,
}

/// Glyphs of one face, script and direction, from left to right.
#[derive(Clone, Debug)]
pub(super) struct Run {
    pub(super) face: &'static Face,
    pub(super) text: String,
    pub(super) glyphs: Vec<Glyph>,
}

/// A line, ready to be drawn at any size.
#[derive(Clone, Debug, Default)]
pub(crate) struct Line {
    pub(super) runs: Vec<Run>,
    width: f32,
    leading: f32,
    /// Whether it is read from right to left.
    pub(crate) from_right: bool,
}

impl Line {
    pub(crate) fn width(&self, size: f32) -> f32 {
        self.width * size
    }

    /// The height that lines of this text need.
    pub(crate) fn height(&self, size: f32) -> f32 {
        self.leading.max(1.2) * size
    }
}

#[cfg(test)]
impl Line {
    /// What is written on it, run by run from the left.
    pub(crate) fn text(&self) -> String {
        self.runs.iter().map(|run| run.text.as_str()).collect()
    }
}

impl Run {
    fn width(&self) -> f32 {
        self.glyphs.iter().map(|glyph| glyph.x_advance).sum()
    }
}

/// A paragraph, with the direction of each of its parts.
pub(super) struct Paragraph<'a> {
    pub(super) text: &'a str,
    pub(super) clusters: &'a [Cluster],
    bidi: BidiInfo<'a>,
    language: Option<Language>,
}

impl<'a> Paragraph<'a> {
    pub(super) fn new(text: &'a str, clusters: &'a [Cluster]) -> Self {
        Self { text, clusters, bidi: BidiInfo::new(text, None), language: language(clusters) }
    }

    pub(super) fn is_from_right(&self) -> bool {
        self.bidi.paragraphs.first().is_some_and(|paragraph| paragraph.level.is_rtl())
    }

    /// Shapes one line of it.
    pub(super) fn line(&self, range: Range<usize>) -> Line {
        let mut line = Line { from_right: self.is_from_right(), ..Line::default() };
        let Some(paragraph) = self.bidi.paragraphs.first() else { return line };
        if range.is_empty() {
            return line;
        }
        let (levels, visual) = self.bidi.visual_runs(paragraph, range);
        for part in visual {
            let level = levels.get(part.start).copied().unwrap_or_else(Level::ltr);
            let mut runs = self.split(part);
            if level.is_rtl() {
                runs.reverse();
            }
            for (range, cluster) in runs {
                line.runs.push(self.shape(range, cluster, level));
            }
        }
        line.width = line.runs.iter().map(Run::width).sum();
        line.leading = line.runs.iter().map(|run| run.face.leading).fold(0.0, f32::max);
        line
    }

    /// Neighbours of one face and one script, in the order of the text.
    fn split(&self, part: Range<usize>) -> Vec<(Range<usize>, &'a Cluster)> {
        let mut runs: Vec<(Range<usize>, &Cluster)> = Vec::new();
        let within = |cluster: &&Cluster| {
            cluster.range.start >= part.start && cluster.range.start < part.end
        };
        for cluster in self.clusters.iter().filter(within) {
            let end = cluster.range.end.min(part.end);
            match runs.last_mut() {
                Some((range, first))
                    if std::ptr::eq(first.face, cluster.face) && first.script == cluster.script =>
                {
                    range.end = end;
                }
                _ => runs.push((cluster.range.start..end, cluster)),
            }
        }
        runs
    }

    fn shape(&self, range: Range<usize>, of: &Cluster, level: Level) -> Run {
        let text = self.text[range].to_owned();
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(&text);
        let direction =
            if level.is_rtl() { Direction::RightToLeft } else { Direction::LeftToRight };
        buffer.set_direction(direction);
        let tag = ttf_parser::Tag(of.script.as_iso15924_tag());
        if let Some(script) = rustybuzz::Script::from_iso15924_tag(tag) {
            buffer.set_script(script);
        }
        if let Some(language) = &self.language {
            buffer.set_language(language.clone());
        }
        let shaped = rustybuzz::shape(&of.face.shaping, &[], buffer);
        let mut starts: Vec<usize> =
            shaped.glyph_infos().iter().map(|info| info.cluster as usize).collect();
        starts.sort_unstable();
        starts.push(text.len());
        let units = of.face.units_per_em();
        #[expect(clippy::cast_precision_loss, reason = "units of a font, some thousands")]
        let measured = |units_of: i32| units_of as f32 / units;
        let glyphs = shaped.glyph_infos().iter().zip(shaped.glyph_positions());
        let glyphs = glyphs.map(|(info, at)| {
            let start = info.cluster as usize;
            let end = starts.iter().copied().find(|next| *next > start).unwrap_or(text.len());
            Glyph {
                id: u16::try_from(info.glyph_id).unwrap_or_default(),
                x_advance: measured(at.x_advance),
                x_offset: measured(at.x_offset),
                y_offset: measured(at.y_offset),
                range: start..end,
            }
        });
        let glyphs = glyphs.collect();
        Run { face: of.face, text, glyphs }
    }
}

/// The language that shapes of Han characters depend on, by the scripts beside them.
fn language(clusters: &[Cluster]) -> Option<Language> {
    let has = |script| clusters.iter().any(|cluster| cluster.script == script);
    let tag = if has(Script::Hiragana) || has(Script::Katakana) {
        "ja"
    } else if has(Script::Hangul) {
        "ko"
    } else if has(Script::Bopomofo) {
        "zh-hant"
    } else if has(Script::Han) {
        "zh-hans"
    } else {
        return None;
    };
    Language::from_str(tag).ok()
}

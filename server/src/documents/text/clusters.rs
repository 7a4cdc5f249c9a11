//! Grapheme clusters, each with its script and a font face that covers it.

use super::face::{Face, Weight};
use super::library::{Library, code_point};
use std::ops::Range;
use unicode_script::{Script, UnicodeScript as _};
use unicode_segmentation::UnicodeSegmentation as _;

/// Says that what it follows is to look like an emoji.
const EMOJI_STYLE: char = '\u{FE0F}';

#[derive(Clone, Debug)]
pub(super) struct Cluster {
    pub(super) range: Range<usize>,
    pub(super) script: Script,
    pub(super) face: &'static Face,
}

/// Characters that are not drawn themselves: joiners, marks of direction, selectors.
fn is_ignorable(c: char) -> bool {
    matches!(c,
        '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}'..='\u{1160}' | '\u{17B4}'..='\u{17B5}'
        | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}' | '\u{3164}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}'
        | '\u{FFA0}' | '\u{E0000}'..='\u{E0FFF}')
}

/// The scripts of the clusters: marks and signs that belong to none take their neighbour's.
fn scripts(clusters: &[(usize, &str)]) -> Vec<Script> {
    let own = |cluster: &str| {
        let mut scripts = cluster.chars().map(|c| c.script());
        scripts.find(|script| !matches!(script, Script::Common | Script::Inherited))
    };
    let mut scripts: Vec<Script> = Vec::with_capacity(clusters.len());
    let mut last = None;
    for (_, cluster) in clusters {
        last = own(cluster).or(last);
        scripts.push(last.unwrap_or(Script::Common));
    }
    // What stands before the first script of the text takes that.
    let first = scripts.iter().copied().find(|script| *script != Script::Common);
    if let Some(first) = first {
        let leading = scripts.iter_mut().take_while(|script| **script == Script::Common);
        leading.for_each(|script| *script = first);
    }
    scripts
}

fn covers(face: &Face, cluster: &str) -> bool {
    cluster.chars().all(|c| is_ignorable(c) || face.has(c))
}

/// The best face of a script that has the cluster.
fn choose(
    library: &Library,
    cluster: &str,
    script: Script,
    weight: Weight,
) -> Option<&'static Face> {
    let faces = library.faces(script, weight);
    let has = |face: &&'static Face| covers(face, cluster);
    // Ours has signs such as ☀ too, and they do not look like emoji.
    let emoji = faces.iter().skip(1).copied().filter(|_| cluster.contains(EMOJI_STYLE)).find(has);
    emoji.or_else(|| faces.iter().copied().find(has))
}

/// The text as it can be drawn: one space where there was any blank, and in place of each character
/// that no font has its code point.
pub(super) fn readable(library: &Library, text: &str, weight: Weight) -> String {
    let blank = |c: char| c.is_whitespace() || c.is_control();
    let text = text.split(blank).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    let clusters: Vec<(usize, &str)> = text.grapheme_indices(true).collect();
    let mut out = String::with_capacity(text.len());
    for ((_, cluster), script) in clusters.iter().zip(scripts(&clusters)) {
        if choose(library, cluster, script, weight).is_some() {
            out.push_str(cluster);
            continue;
        }
        for c in cluster.chars().filter(|c| !is_ignorable(*c)) {
            let mut buffer = [0; 4];
            let alone: &str = c.encode_utf8(&mut buffer);
            if choose(library, alone, script, weight).is_some() {
                // A mark that is not to be had takes nothing from its letter.
                out.push(c);
            } else {
                library.tell_missing(c);
                out.extend(["[", &code_point(c), "]"]);
            }
        }
    }
    out
}

/// The clusters of a text that [`readable`] has made.
pub(super) fn clusters(library: &Library, text: &str, weight: Weight) -> Vec<Cluster> {
    let parts: Vec<(usize, &str)> = text.grapheme_indices(true).collect();
    let scripts = scripts(&parts);
    let placed = parts.into_iter().zip(scripts).filter_map(|((start, part), script)| {
        let face = choose(library, part, script, weight)?;
        Some(Cluster { range: start..start + part.len(), script, face })
    });
    placed.collect()
}

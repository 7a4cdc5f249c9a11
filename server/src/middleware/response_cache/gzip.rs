//! Gzip of cached responses: text is compressed once and joined anew for each response, with
//! another nonce in its gaps.
//!
//! Deflate blocks may be put one after the other as long as none refers back beyond its own start,
//! so each segment is compressed by itself and a nonce goes between two as a stored block.

use axum::http::{HeaderMap, header};
use flate2::Compression;
use flate2::write::DeflateEncoder;
use std::io::Write as _;

/// RFC 1952: the magic number, deflate, no flags, no time, no hint, an unknown system.
const HEADER: [u8; 10] = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255];
/// An empty stored block that says it is the last.
const LAST_BLOCK: [u8; 5] = [1, 0, 0, 0xff, 0xff];

pub(super) struct Segment {
    plain: String,
    /// Whole blocks, none of which says it is the last.
    blocks: Vec<u8>,
    checksum: crc32fast::Hasher,
}

impl Segment {
    pub(super) fn new(plain: &str) -> Self {
        let mut deflate = DeflateEncoder::new(Vec::new(), Compression::default());
        // Flushing ends the block at a whole byte; a vector takes everything.
        let written = deflate.write_all(plain.as_bytes()).and_then(|()| deflate.flush());
        debug_assert!(written.is_ok());
        let mut checksum = crc32fast::Hasher::new();
        checksum.update(plain.as_bytes());
        Self { plain: plain.to_owned(), blocks: deflate.get_ref().clone(), checksum }
    }
}

/// The segments, and after each but the last its gap.
pub(super) fn join_plain(segments: &[Segment], gaps: &[&str]) -> Vec<u8> {
    let length: usize = segments.iter().map(|it| it.plain.len()).sum();
    let mut text = String::with_capacity(length + gaps.iter().map(|gap| gap.len()).sum::<usize>());
    for (index, segment) in segments.iter().enumerate() {
        text.push_str(&segment.plain);
        text.push_str(gaps.get(index).copied().unwrap_or_default());
    }
    text.into_bytes()
}

/// The same as a gzip file. A gap is at most 65,535 bytes long.
pub(super) fn join(segments: &[Segment], gaps: &[&str]) -> Vec<u8> {
    let blocks: usize = segments.iter().map(|it| it.blocks.len()).sum::<usize>()
        + gaps.iter().map(|gap| gap.len() + 5).sum::<usize>();
    let mut file = Vec::with_capacity(HEADER.len() + blocks + LAST_BLOCK.len() + 8);
    let (mut checksum, mut length) = (crc32fast::Hasher::new(), 0_usize);
    file.extend_from_slice(&HEADER);
    for (index, segment) in segments.iter().enumerate() {
        file.extend_from_slice(&segment.blocks);
        checksum.combine(&segment.checksum);
        length += segment.plain.len();
        if let Some(gap) = gaps.get(index) {
            file.extend_from_slice(&stored(gap));
            checksum.combine(&of_text(gap));
            length += gap.len();
        }
    }
    file.extend_from_slice(&LAST_BLOCK);
    file.extend_from_slice(&checksum.finalize().to_le_bytes());
    // The format wants the length modulo 2³².
    file.extend_from_slice(&(length as u64).to_le_bytes()[..4]);
    file
}

fn of_text(text: &str) -> crc32fast::Hasher {
    let mut checksum = crc32fast::Hasher::new();
    checksum.update(text.as_bytes());
    checksum
}

/// A deflate block that holds the text as it is.
fn stored(text: &str) -> Vec<u8> {
    let length = u16::try_from(text.len()).unwrap_or_default();
    let mut block = vec![0];
    block.extend_from_slice(&length.to_le_bytes());
    block.extend_from_slice(&(!length).to_le_bytes());
    block.extend_from_slice(&text.as_bytes()[..usize::from(length)]);
    block
}

/// Whether the visitor reads gzip.
pub(super) fn accepted(headers: &HeaderMap) -> bool {
    headers
        .get_all(header::ACCEPT_ENCODING)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .any(|coding| {
            let (name, weight) = coding.split_once(';').unwrap_or((coding, "q=1"));
            let refused = weight.trim().trim_start_matches("q=").parse::<f32>() == Ok(0.0);
            name.trim().eq_ignore_ascii_case("gzip") && !refused
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::read::GzDecoder;
    use proptest::prelude::*;
    use std::io::Read as _;

    fn unzipped(file: &[u8]) -> String {
        let mut text = String::new();
        // Reading to the end checks the checksum and the length.
        GzDecoder::new(file).read_to_string(&mut text).unwrap();
        text
    }

    proptest! {
        #[test]
        fn what_is_joined_reads_as_the_text_with_the_gaps(
            pieces in prop::collection::vec("(\\PC|<div>){0,300}", 1..6),
            two in ("[a-zA-Z0-9+/]{0,40}", "[a-z0-9-]{1,40}"),
        ) {
            let segments: Vec<_> = pieces.iter().map(|piece| Segment::new(piece)).collect();
            let gaps: Vec<&str> = (1..pieces.len())
                .map(|n| if n.is_multiple_of(2) { two.0.as_str() } else { two.1.as_str() })
                .collect();
            let after = gaps.iter().copied().chain([""]);
            let wanted: String = pieces.iter().zip(after).flat_map(|(it, gap)| [it, gap]).collect();
            prop_assert_eq!(String::from_utf8(join_plain(&segments, &gaps)).unwrap(), wanted.clone());
            prop_assert_eq!(unzipped(&join(&segments, &gaps)), wanted);
        }
    }

    #[test]
    fn a_page_gets_smaller() {
        let page = "<article class=\"card\">An evening of jazz</article>".repeat(500);
        let segments = [Segment::new(&page), Segment::new(&page)];
        let file = join(&segments, &["nonce"]);
        assert!(file.len() * 20 < page.len() * 2, "{}", file.len());
        assert_eq!(unzipped(&file), format!("{page}nonce{page}"));
    }

    #[test]
    fn gzip_is_sent_to_those_who_read_it() {
        let accepts = |value: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::ACCEPT_ENCODING, value.parse().unwrap());
            accepted(&headers)
        };
        assert!(accepts("gzip, deflate, br, zstd"));
        assert!(accepts("br;q=1.0, GZIP;q=0.5"));
        assert!(!accepts("br"));
        assert!(!accepts("gzip;q=0, br"));
        assert!(!accepted(&HeaderMap::new()));
    }
}

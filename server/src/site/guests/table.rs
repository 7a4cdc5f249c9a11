//! Tables that people upload: CSV as the spreadsheets of the world save it.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use csv::ReaderBuilder;
use encoding_rs::{Encoding, UTF_16BE, UTF_16LE};
use types::guest_lists::{ListRow, ROWS_MAX};
use types::{Failure, FieldError, FieldProblem};

const DELIMITERS: [u8; 3] = *b",;\t";
/// Cells of a row that are looked at; who has more has sent something else.
const CELLS_MAX: usize = 50;
/// Characters of a cell: longer ones are no name and no address, and are told so.
const CELL_MAX: usize = 400;
/// Records by which the delimiter is told.
const SAMPLE: usize = 20;

/// The rows of a file, without the empty ones.
///
/// # Errors
/// `file`: empty, or of more rows than one may invite at once.
pub(super) fn read(bytes: &[u8]) -> Result<Vec<ListRow>, Failure> {
    let text = decoded(bytes);
    let (text, named) = separator_line(&text);
    let delimiter = named.unwrap_or_else(|| delimiter(text));
    let mut rows = Vec::new();
    // What Excel writes above the table stands on a line of its own.
    let above = usize::from(named.is_some());
    for record in reader(text, delimiter).records() {
        let record = record.map_err(|_| wrong(FieldProblem::Invalid))?;
        let cells: Vec<String> = record.iter().take(CELLS_MAX).map(cell).collect();
        if cells.iter().all(String::is_empty) {
            continue;
        }
        if rows.len() == ROWS_MAX {
            return Err(too_long());
        }
        let line = record.position().map_or(0, |at| line(text, at)) + above;
        rows.push(ListRow { line: u32::try_from(line).unwrap_or(u32::MAX), cells });
    }
    if rows.is_empty() { Err(wrong(FieldProblem::Required)) } else { Ok(rows) }
}

fn wrong(problem: FieldProblem) -> Failure {
    Failure::field("file", problem)
}

fn too_long() -> Failure {
    let limit = i64::try_from(ROWS_MAX).ok();
    let field = "file".to_owned();
    Failure::fields(vec![FieldError { field, problem: FieldProblem::TooLong, limit }])
}

fn cell(text: &str) -> String {
    // PostgreSQL takes no NUL.
    text.trim().chars().filter(|c| *c != '\0').take(CELL_MAX).collect()
}

fn decoded(bytes: &[u8]) -> String {
    let encoding = unmarked_utf16(bytes).unwrap_or_else(|| guessed(bytes));
    // A byte order mark is stronger than both.
    encoding.decode(bytes).0.into_owned()
}

/// UTF-16 without a byte order mark: addresses and separators are ASCII, so every other byte of
/// them is zero.
fn unmarked_utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    let zeros =
        |parity| bytes.iter().skip(parity).step_by(2).take(2000).filter(|byte| **byte == 0).count();
    let few = bytes.len().min(4000) / 16;
    match (zeros(0), zeros(1)) {
        (0, odd) if odd > few => Some(UTF_16LE),
        (even, 0) if even > few => Some(UTF_16BE),
        _ => None,
    }
}

fn guessed(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Allow)
}

/// `sep=;`, with which Excel names the delimiter, and the text below it.
fn separator_line(text: &str) -> (&str, Option<u8>) {
    let Some(rest) = text.strip_prefix("sep=") else { return (text, None) };
    match rest.as_bytes().first() {
        Some(found) if DELIMITERS.contains(found) => {
            (rest[1..].trim_start_matches('\r').trim_start_matches('\n'), Some(*found))
        }
        _ => (text, None),
    }
}

fn reader(text: &str, delimiter: u8) -> csv::Reader<&[u8]> {
    ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes())
}

/// The delimiter with which the most of the first records have as many cells as the first.
fn delimiter(text: &str) -> u8 {
    let fit = |delimiter: &u8| {
        let mut records = reader(text, *delimiter).into_records().take(SAMPLE).flatten();
        let cells = records.next().map_or(1, |first| first.len());
        let alike = 1 + records.filter(|record| record.len() == cells).count();
        (if cells > 1 { alike } else { 0 }, cells)
    };
    DELIMITERS.into_iter().rev().max_by_key(fit).unwrap_or(b',')
}

/// The line on which a record begins: the reader's own position is before the empty lines above it.
fn line(text: &str, at: &csv::Position) -> usize {
    let from = usize::try_from(at.byte()).unwrap_or(usize::MAX);
    let rest = text.as_bytes().get(from..).unwrap_or_default();
    let empty =
        rest.iter().take_while(|byte| b"\r\n".contains(byte)).filter(|byte| **byte == b'\n');
    usize::try_from(at.line()).unwrap_or(usize::MAX) + empty.count()
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAMES: &str = "Имя;Почта\r\nАнна Иванова;anna@example.test\r\nПётр;petr@example.test\r\n";

    fn cells(bytes: &[u8]) -> Vec<Vec<String>> {
        read(bytes).unwrap().into_iter().map(|row| row.cells).collect()
    }

    fn utf16(text: &str, unit: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(unit).collect()
    }

    #[test]
    fn names_are_read_in_every_encoding_that_spreadsheets_write() {
        let wanted = [
            ["Имя", "Почта"],
            ["Анна Иванова", "anna@example.test"],
            ["Пётр", "petr@example.test"],
        ];
        let (in_1251, _, _) = encoding_rs::WINDOWS_1251.encode(NAMES);
        for (name, bytes) in [
            ("UTF-8", NAMES.as_bytes().to_vec()),
            ("UTF-8 with a mark", format!("\u{feff}{NAMES}").into_bytes()),
            ("Windows-1251", in_1251.into_owned()),
            ("UTF-16", utf16(NAMES, u16::to_le_bytes)),
            ("UTF-16 with a mark", utf16(&format!("\u{feff}{NAMES}"), u16::to_le_bytes)),
            ("big-endian UTF-16", utf16(&format!("\u{feff}{NAMES}"), u16::to_be_bytes)),
        ] {
            assert_eq!(cells(&bytes), wanted, "{name}");
        }
        let (in_1252, _, _) =
            encoding_rs::WINDOWS_1252.encode("Jörg Müller,j@example.test\nÅsa,å@x");
        assert_eq!(cells(&in_1252)[0][0], "Jörg Müller");
    }

    #[test]
    fn the_separator_is_found() {
        for text in ["a,b\nc,d", "a;b\nc;d", "a\tb\nc\td", "sep=;\r\na;b\nc;d"] {
            assert_eq!(cells(text.as_bytes()), [["a", "b"], ["c", "d"]], "{text:?}");
        }
        let quoted = "name;mail\n\"Doe; John, Jr.\";j@x.org\nAda, Countess;a@x.org";
        assert_eq!(cells(quoted.as_bytes())[1], ["Doe; John, Jr.", "j@x.org"]);
        assert_eq!(cells(b"only@example.test\nsecond@example.test").len(), 2);
    }

    #[test]
    fn a_row_knows_its_line_in_the_file() {
        let lines = |text: &str| {
            read(text.as_bytes()).unwrap().into_iter().map(|row| row.line).collect::<Vec<_>>()
        };
        assert_eq!(lines("a,b\n\n\nc,d\n,\n\"e\nf\",g\nh,i"), [1, 4, 6, 8]);
        assert_eq!(lines("sep=;\r\na;b\r\nc;d"), [2, 3]);
    }

    #[test]
    fn what_is_no_table_or_too_long_is_refused() {
        let code = |bytes: &[u8]| read(bytes).unwrap_err().fields.remove(0).problem;
        assert_eq!(code(b""), FieldProblem::Required);
        assert_eq!(code(b"\r\n , ,\n"), FieldProblem::Required);
        assert_eq!(code("a,b\n".repeat(ROWS_MAX + 1).as_bytes()), FieldProblem::TooLong);
        assert_eq!(read("a,b\n".repeat(ROWS_MAX).as_bytes()).unwrap().len(), ROWS_MAX);
        assert!(read(&[0xff, 0xfe, 0, 0xd8, 0x41]).is_ok(), "half a character is only replaced");
    }
}

use super::Row;
use super::cell::Cell;
use super::xlsx::Sheet;
use chrono::{TimeZone as _, Utc};
use chrono_tz::Tz;
use rust_decimal::Decimal;
use serde::Serialize;
use std::io::Read as _;

#[derive(Serialize)]
struct Line(&'static str);

impl Row for Line {
    const COLUMNS: &'static [&'static str] = &["name", "seats", "price", "booked_at", "nothing"];

    fn cells(&self) -> Vec<Cell> {
        vec![
            Cell::text(self.0),
            Cell::Number(2),
            Cell::Money(Decimal::new(1250, 2)),
            Cell::Time(Utc.with_ymd_and_hms(2026, 7, 1, 10, 0, 0).unwrap()),
            Cell::Empty,
        ]
    }
}

#[test]
fn a_moment_is_written_by_the_clock_of_its_event() {
    let cells = Line("Ada").cells();
    let plain: Vec<_> = cells.iter().map(|cell| cell.plain(Tz::Europe__Berlin)).collect();
    assert_eq!(plain, ["Ada", "2", "12.50", "2026-07-01T12:00:00+02:00", ""]);
}

/// The sheet as it stands in the file.
fn sheet(rows: &[Line]) -> String {
    let mut sheet = Sheet::<Line>::new(Tz::Europe__Berlin).unwrap();
    for row in rows {
        sheet.add(row).unwrap();
    }
    let mut book = zip::ZipArchive::new(sheet.finish().unwrap()).unwrap();
    let mut text = String::new();
    book.by_name("xl/worksheets/sheet1.xml").unwrap().read_to_string(&mut text).unwrap();
    text
}

#[test]
fn a_spreadsheet_has_numbers_as_numbers_and_no_formula_whatever_people_are_called() {
    let text = sheet(&[Line("=1+1"), Line("+7 \u{1f39f} <b>&"), Line("@x")]);
    assert!(!text.contains("<f>"), "{text}");
    for expected in ["=1+1", "&lt;b&gt;&amp;", "@x", "<v>12.5</v>", "<v>2</v>", "46204.5"] {
        assert!(text.contains(expected), "{expected}: {text}");
    }
    assert_eq!(text.matches("<row ").count(), 4);
}

#[test]
fn a_long_list_is_as_long_in_its_file() {
    let rows: Vec<Line> = (0..3000).map(|_| Line("Ada")).collect();
    assert_eq!(sheet(&rows).matches("<row ").count(), 3001);
}

//! The file: a JSON list of conferences.

use chrono::NaiveDate;
use serde::Deserialize;
use serde_json::value::RawValue;

/// What one place in the list holds, or why it could not be read. A record that is no conference
/// costs none of the others.
pub(super) type Entry = Result<Conference, Unread>;

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Unread {
    /// What it is called, where that much could be read.
    pub name: String,
    pub reason: String,
}

/// A conference as the collection has it; what it has besides is not needed here. Null counts as left
/// out.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Conference {
    pub name: String,
    pub url: String,
    pub start_date: NaiveDate,
    pub end_date: NaiveDate,
    pub city: Option<String>,
    pub country: Option<String>,
    #[serde(default, deserialize_with = "types::serde::or_default")]
    pub online: bool,
    pub locales: Option<String>,
    pub topic: String,
}

#[derive(Debug, thiserror::Error)]
pub enum FileError {
    #[error("line {line}, column {column}: this is not UTF-8")]
    Encoding { line: usize, column: usize },
    /// Says the line and the column itself.
    #[error(transparent)]
    Shape(#[from] serde_json::Error),
}

/// # Errors
/// Where the file is not a list in JSON, with the line and the column.
pub(super) fn parse(bytes: &[u8]) -> Result<Vec<Entry>, FileError> {
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let before = &bytes[..error.valid_up_to()];
        let line_start = before.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
        FileError::Encoding {
            line: before.split(|byte| *byte == b'\n').count(),
            column: before.len() - line_start + 1,
        }
    })?;
    let list: Vec<&RawValue> = serde_json::from_str(text.strip_prefix('\u{feff}').unwrap_or(text))?;
    Ok(list.into_iter().map(entry).collect())
}

fn entry(record: &RawValue) -> Entry {
    #[derive(Deserialize)]
    struct Named {
        name: String,
    }
    // serde would take a list of values for a conference's fields as well.
    if !record.get().starts_with('{') {
        let reason = "it is no object with a conference's fields".to_owned();
        return Err(Unread { name: String::new(), reason });
    }
    serde_json::from_str(record.get()).map_err(|error| {
        let named = serde_json::from_str::<Named>(record.get()).ok();
        // The line is counted within the record, and says nothing of the file.
        let reason = error.to_string();
        let reason = reason.rsplit_once(" at line ").map_or(reason.as_str(), |(reason, _)| reason);
        Unread {
            name: named.map(|named| named.name).unwrap_or_default(),
            reason: format!("it cannot be read: {reason}"),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn broken(text: &[u8]) -> String {
        parse(text).unwrap_err().to_string()
    }

    const ROW: &str = r#"{"name":"A","url":"https://a.test","startDate":"2026-01-01","endDate":"2026-01-02","topic":"rust"}"#;

    #[test]
    fn a_broken_file_is_told_by_line_and_column() {
        assert_eq!(parse(format!("\u{feff}[{ROW}]").as_bytes()).unwrap().len(), 1);
        assert!(broken(format!("[\n{ROW}\n{ROW}]").as_bytes()).contains("line 3 column 1"));
        assert!(broken(format!("[\n{ROW},\n{{\"name\":}}]").as_bytes()).contains("line 3"));
        assert!(broken(b"{}").contains("line 1"));
        assert!(broken(b"").contains("line 1"));
        assert!(broken(b"[\n  \xff]").starts_with("line 2, column 3"));
    }

    #[test]
    fn a_record_that_cannot_be_read_costs_none_of_the_others() {
        for (bad, name, reason) in [
            (ROW.replace("01-02", "02-30"), "A", "input is out of range"),
            (r#"{"url":"x"}"#.to_owned(), "", "missing field `name`"),
            (ROW.replace(r#""rust""#, "5"), "A", "invalid type: integer `5`, expected a string"),
            (ROW.replace(r#""rust""#, r#""rust","online":"yes""#), "A", "invalid type"),
            (ROW.replace(r#""rust""#, r#""rust","city":["Rome"]"#), "A", "invalid type"),
            (ROW.replace(r#""rust""#, "null"), "A", "invalid type: null, expected a string"),
            (ROW.replace(r#""rust""#, r#""\ud800""#), "A", "hex escape"),
            ("null".to_owned(), "", "no object"),
            ("[1, 2]".to_owned(), "", "no object"),
            ("7".to_owned(), "", "no object"),
            ("1e999".to_owned(), "", "no object"),
        ] {
            let file = format!("[{ROW},\n{bad},\n{ROW}]");
            let list = parse(file.as_bytes()).unwrap();
            assert!(list[0].is_ok() && list[2].is_ok());
            let unread = list[1].clone().unwrap_err();
            assert_eq!(unread.name, name, "{bad}");
            assert!(unread.reason.contains(reason), "{bad}: {}", unread.reason);
            assert!(!unread.reason.contains("line"), "{}", unread.reason);
        }
    }

    #[test]
    fn null_counts_as_left_out_for_every_field_that_may_be() {
        let without = format!("{:?}", parse(format!("[{ROW}]").as_bytes()).unwrap()[0]);
        for field in ["city", "country", "online", "locales", "cfpUrl", "twitter"] {
            let with = ROW.replace('}', &format!(r#","{field}":null}}"#));
            let entry = &parse(format!("[{with}]").as_bytes()).unwrap()[0];
            assert_eq!(format!("{entry:?}"), without, "{field}");
        }
    }
}

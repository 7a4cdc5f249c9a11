//! The file: a JSON list of conferences.

use chrono::NaiveDate;
use serde::Deserialize;

/// A conference as the collection has it; what it has besides is not needed here.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Conference {
    pub name: String,
    pub url: String,
    pub start_date: NaiveDate,
    pub end_date: NaiveDate,
    pub city: Option<String>,
    pub country: Option<String>,
    #[serde(default)]
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
/// Where the file is not a list of conferences, with the line and the column.
pub(super) fn parse(bytes: &[u8]) -> Result<Vec<Conference>, FileError> {
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let before = &bytes[..error.valid_up_to()];
        let line_start = before.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
        FileError::Encoding {
            line: before.split(|byte| *byte == b'\n').count(),
            column: before.len() - line_start + 1,
        }
    })?;
    Ok(serde_json::from_str(text.strip_prefix('\u{feff}').unwrap_or(text))?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn broken(text: &[u8]) -> String {
        parse(text).unwrap_err().to_string()
    }

    #[test]
    fn a_broken_file_is_told_by_line_and_column() {
        let row = r#"{"name":"A","url":"https://a.test","startDate":"2026-01-01","endDate":"2026-01-02","topic":"rust"}"#;
        assert_eq!(parse(format!("\u{feff}[{row}]").as_bytes()).unwrap().len(), 1);
        assert!(broken(format!("[\n{row}\n{row}]").as_bytes()).contains("line 3 column 1"));
        assert!(
            broken(format!("[\n{}]", row.replace("01-02", "02-30")).as_bytes()).contains("line 2")
        );
        let nameless = broken(b"[\n\n{\"url\":\"x\"}]");
        assert!(nameless.contains("line 3") && nameless.contains("missing field"), "{nameless}");
        assert!(broken(b"{}").contains("line 1"));
        assert!(broken(b"").contains("line 1"));
        assert!(broken(b"[\n  \xff]").starts_with("line 2, column 3"));
    }
}

//! CSV (RFC 4180), safe to open in a spreadsheet.

/// A file with its header. The mark before it tells spreadsheets that it is UTF-8; without it they
/// guess, and names open garbled.
pub(crate) fn file<const N: usize>(
    header: [&str; N],
    rows: impl IntoIterator<Item = [String; N]>,
) -> String {
    let mut text = format!("\u{feff}{}", line(&header));
    for row in rows {
        text += &line(&row.each_ref().map(String::as_str));
    }
    text
}

/// One line with its end.
fn line(cells: &[&str]) -> String {
    let cells: Vec<String> = cells.iter().map(|cell| quoted(cell)).collect();
    format!("{}\r\n", cells.join(","))
}

/// In quotes where it must be. What a spreadsheet would take for a formula gets an apostrophe.
fn quoted(cell: &str) -> String {
    let formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let cell = if formula { format!("'{cell}") } else { cell.to_owned() };
    if cell.contains([',', '"', '\n', '\r']) {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_stays_one_cell_and_no_formula() {
        assert_eq!(line(&["Ada", "a@b.org", "2"]), "Ada,a@b.org,2\r\n");
        assert_eq!(line(&["Doe, \"J\"", "a\nb"]), "\"Doe, \"\"J\"\"\",\"a\nb\"\r\n");
        assert_eq!(line(&["=1+1", "-2", "@x"]), "'=1+1,'-2,'@x\r\n");
    }

    #[test]
    fn a_file_says_that_it_is_utf_8() {
        let text = file(["name", "seats"], [["王小明".to_owned(), "2".to_owned()]]);
        assert_eq!(text, "\u{feff}name,seats\r\n王小明,2\r\n");
    }
}

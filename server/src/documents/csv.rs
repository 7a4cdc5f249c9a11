//! CSV (RFC 4180), safe to open in a spreadsheet.

/// The mark before a file that tells spreadsheets that it is UTF-8; without it they guess, and names
/// open garbled.
pub(crate) const BOM: &str = "\u{feff}";

/// One line with its end.
pub(crate) fn line(cells: &[&str]) -> String {
    let cells: Vec<String> = cells.iter().map(|cell| quoted(cell)).collect();
    format!("{}\r\n", cells.join(","))
}

/// One line of a table, each cell with whether it is a number, which is what a minus may begin.
pub(crate) fn row(cells: &[(String, bool)]) -> String {
    let cell = |(text, number): &(String, bool)| if *number { text.clone() } else { quoted(text) };
    format!("{}\r\n", cells.iter().map(cell).collect::<Vec<_>>().join(","))
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
        assert_eq!(row(&[("-2.50".into(), true), ("-2".into(), false)]), "-2.50,'-2\r\n");
    }
}

//! The one table at the end, in Markdown, so that it can be pasted into a page.

use super::stats::readable;

const HEAD: [&str; 6] = ["measured", "figure", "floor", "ratio", "target", ""];

pub(super) struct Row([String; 6]);

impl Row {
    /// A rate beside what the same machine can do at best; the target is their ratio.
    pub(super) fn rate(
        name: impl Into<String>,
        rate: f64,
        floor: Option<f64>,
        target: f64,
        p99: Option<f64>,
    ) -> Self {
        let ratio = floor.filter(|floor| *floor > 0.0).map(|floor| rate / floor);
        let p99 = p99.map(|ms| format!(", p99 {} ms", readable(ms))).unwrap_or_default();
        Self([
            name.into(),
            format!("{}/s{p99}", readable(rate)),
            floor.map_or("not measured".to_owned(), |floor| format!("{}/s", readable(floor))),
            ratio.map_or("–".to_owned(), |ratio| format!("{ratio:.2}")),
            format!("≥ {target}"),
            verdict(ratio.map(|ratio| ratio >= target)),
        ])
    }

    /// A figure that must stay below a number of its own unit.
    pub(super) fn at_most(name: impl Into<String>, value: f64, target: f64, unit: &str) -> Self {
        let met = verdict(Some(value <= target));
        let text = if unit == "s" { format!("{value:.2}") } else { readable(value) };
        Self([
            name.into(),
            format!("{text} {unit}"),
            String::new(),
            String::new(),
            format!("≤ {target} {unit}"),
            met,
        ])
    }

    /// The same, beside what the cheapest answer took.
    pub(super) fn at_most_beside(
        name: impl Into<String>,
        value: f64,
        floor: f64,
        target: f64,
        unit: &str,
    ) -> Self {
        let Self([name, figure, _, _, target, met]) = Self::at_most(name, value, target, unit);
        let ratio = if floor > 0.0 { format!("{:.1}", value / floor) } else { "–".to_owned() };
        Self([name, figure, format!("{} {unit}", readable(floor)), ratio, target, met])
    }

    /// A figure that may be so many times another that was measured in turns with it.
    pub(super) fn at_most_times(
        name: impl Into<String>,
        value: f64,
        quiet: f64,
        times: f64,
    ) -> Self {
        let ratio = (quiet > 0.0).then(|| value / quiet);
        Self([
            name.into(),
            format!("{} ms", readable(value)),
            format!("{} ms", readable(quiet)),
            ratio.map_or("–".to_owned(), |ratio| format!("{ratio:.2}")),
            format!("≤ {times}"),
            verdict(ratio.map(|ratio| ratio <= times)),
        ])
    }

    /// A figure without a target.
    pub(super) fn plain(name: impl Into<String>, figure: String) -> Self {
        Self([name.into(), figure, String::new(), String::new(), String::new(), String::new()])
    }
}

fn verdict(met: Option<bool>) -> String {
    met.map_or("", |met| if met { "met" } else { "MISSED" }).to_owned()
}

pub(super) fn print(rows: &[Row]) {
    let head = Row(HEAD.map(str::to_owned));
    let all = || std::iter::once(&head).chain(rows);
    let width = |column: usize| {
        all().filter_map(|row| row.0.get(column)).map(|cell| cell.chars().count()).max()
    };
    let widths: Vec<usize> =
        (0..HEAD.len()).map(|column| width(column).unwrap_or_default().max(3)).collect();
    let line = |row: &Row| {
        let cells = row.0.iter().zip(&widths).map(|(cell, width)| format!(" {cell:<width$} "));
        println!("|{}|", cells.collect::<Vec<_>>().join("|"));
    };
    line(&head);
    let dashes = widths.iter().map(|width| format!("-{}-", "-".repeat(*width)));
    println!("|{}|", dashes.collect::<Vec<_>>().join("|"));
    rows.iter().for_each(line);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missed_target_stands_out() {
        let cells = Row::rate("bookings", 40.0, Some(100.0), 0.5, Some(12.0)).0;
        assert_eq!(cells[1..], ["40.0/s, p99 12.0 ms", "100/s", "0.40", "≥ 0.5", "MISSED"]);
        assert_eq!(Row::at_most("start", 0.2, 1.0, "s").0[5], "met");
        let beside = Row::at_most_beside("summary", 60.0, 2.0, 50.0, "ms").0;
        assert_eq!(beside[1..], ["60.0 ms", "2.0 ms", "30.0", "≤ 50 ms", "MISSED"]);
    }

    #[test]
    fn a_figure_beside_a_quiet_one_is_a_ratio() {
        let cells = Row::at_most_times("busy", 30.0, 15.0, 1.5).0;
        assert_eq!(cells[1..], ["30.0 ms", "15.0 ms", "2.00", "≤ 1.5", "MISSED"]);
    }

    #[test]
    fn without_a_floor_there_is_no_verdict() {
        let cells = Row::rate("bookings", 40.0, None, 0.5, None).0;
        assert_eq!(cells[2..], ["not measured", "–", "≥ 0.5", ""]);
    }
}

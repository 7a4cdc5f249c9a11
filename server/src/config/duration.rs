//! Durations as people write them: `500ms`, `2s`, `15m`, `12h`, `7d`.

use std::time::Duration;

pub(super) fn parse(text: &str) -> Option<Duration> {
    let text = text.trim();
    let digits = text.find(|c: char| !c.is_ascii_digit())?;
    let (number, unit) = text.split_at(digits);
    let number: u64 = number.parse().ok()?;
    let seconds = match unit.trim() {
        "ms" => return Some(Duration::from_millis(number)),
        "s" => 1,
        "m" => 60,
        "h" => 3600,
        "d" => 86400,
        _ => return None,
    };
    number.checked_mul(seconds).map(Duration::from_secs)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_and_a_unit_make_a_duration() {
        assert_eq!(parse("500ms"), Some(Duration::from_millis(500)));
        assert_eq!(parse(" 2s "), Some(Duration::from_secs(2)));
        assert_eq!(parse("15m"), Some(Duration::from_mins(15)));
        assert_eq!(parse("12h"), Some(Duration::from_hours(12)));
        assert_eq!(parse("7d"), Some(Duration::from_hours(7 * 24)));
        for bad in
            ["", "15", "m", "-1s", "1.5h", "1y", "99999999999999999999s", "9999999999999999999d"]
        {
            assert_eq!(parse(bad), None, "{bad:?}");
        }
    }
}

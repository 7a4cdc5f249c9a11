//! Plural categories by CLDR, for whole numbers.

/// English: one, other.
pub fn english(n: i64, one: &'static str, other: &'static str) -> &'static str {
    if n == 1 { one } else { other }
}

/// Russian: one (1, 21, 31 …), few (2–4, 22–24 …), many (the rest).
pub fn russian(n: i64, one: &'static str, few: &'static str, many: &'static str) -> &'static str {
    let n = n.unsigned_abs();
    match (n % 10, n % 100) {
        (1, tens) if tens != 11 => one,
        (2..=4, tens) if !(12..=14).contains(&tens) => few,
        _ => many,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn russian_has_three_forms() {
        let seats = |n| russian(n, "место", "места", "мест");
        for n in [1, 21, 31, 101, 1001] {
            assert_eq!(seats(n), "место", "{n}");
        }
        for n in [2, 3, 4, 22, 34, 102, 1003] {
            assert_eq!(seats(n), "места", "{n}");
        }
        for n in [0, 5, 10, 11, 12, 13, 14, 15, 19, 20, 25, 111, 112, 114, 1011] {
            assert_eq!(seats(n), "мест", "{n}");
        }
    }

    #[test]
    fn english_has_two_forms() {
        assert_eq!(english(1, "seat", "seats"), "seat");
        for n in [0, 2, 11, 21, 101] {
            assert_eq!(english(n, "seat", "seats"), "seats", "{n}");
        }
    }
}

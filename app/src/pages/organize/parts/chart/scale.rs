//! From days and totals to places in the chart, in thousandths of it: whole numbers, since fractions
//! weigh too much in the browser's code.

use super::Curve;
use std::fmt::Write;

/// Room above the limit's line, for the numbers of marks: the chart's height in hundredths of what
/// is highest.
const HEIGHT: i64 = 112;

const WHOLE: i64 = 1000;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Scale {
    from: i64,
    until: i64,
    most: i64,
}

impl Scale {
    /// Wide enough for both curves and the marks, up to `until`, and as high as the limit.
    pub(super) fn of(
        curve: &Curve,
        compare: Option<&Curve>,
        marks: &[i64],
        limit: i64,
        until: i64,
    ) -> Self {
        let points = || curve.points.iter().chain(compare.into_iter().flat_map(|it| &it.points));
        let days = points().map(|point| point.day).chain(marks.iter().copied()).chain([until]);
        let (from, until) = days.fold((until, until), |(a, b), day| (a.min(day), b.max(day)));
        let most = points().map(|point| point.total).fold(limit.max(1), i64::max);
        // A day more on the left, where the curve comes from nothing.
        Self { from: from - 1, until, most }
    }

    pub(super) fn until(self) -> i64 {
        self.until
    }

    pub(super) fn x(self, day: i64) -> i64 {
        rounded((day - self.from) * WHOLE, (self.until - self.from).max(1))
    }

    /// From the top.
    pub(super) fn y(self, total: i64) -> i64 {
        WHOLE - rounded(total * 100 * WHOLE, self.most * HEIGHT)
    }

    /// The curve as steps; it stays at its last step to the end of what is known.
    pub(super) fn line(self, curve: &Curve) -> String {
        let mut path = String::new();
        let Some(first) = curve.points.first() else { return path };
        let _ = write!(path, "M{} {}", self.x(first.day - 1), self.y(0));
        for point in &curve.points {
            let _ = write!(path, "H{}V{}", self.x(point.day), self.y(point.total));
        }
        path
    }

    /// What lies under it.
    pub(super) fn area(self, curve: &Curve) -> String {
        let mut path = self.line(curve);
        if !path.is_empty() {
            path += "V1000H0Z";
        }
        path
    }
}

/// As a length of SVG: `55.4%`.
pub(super) fn percent(thousandths: i64) -> String {
    match (thousandths / 10, thousandths % 10) {
        (whole, 0) => format!("{whole}%"),
        (whole, part) => format!("{whole}.{part}%"),
    }
}

/// The quotient of what is not negative, the half up.
fn rounded(part: i64, whole: i64) -> i64 {
    (2 * part + whole) / (2 * whole)
}

#[cfg(test)]
mod tests {
    use super::super::CurvePoint;
    use super::*;

    fn curve(points: &[(i64, i64)]) -> Curve {
        let point = |&(day, total): &(i64, i64)| CurvePoint { day, total, text: String::new() };
        Curve { name: String::new(), points: points.iter().map(point).collect() }
    }

    #[test]
    fn both_curves_the_marks_and_the_limit_fit_in() {
        let scale = Scale::of(
            &curve(&[(-9, 2), (-4, 50)]),
            Some(&curve(&[(-19, 1), (-2, 120)])),
            &[-30],
            100,
            0,
        );
        assert_eq!((scale.x(-31), scale.x(0)), (0, 1000));
        assert!(scale.y(120) > 0 && scale.y(0) == 1000, "{scale:?}");
    }

    #[test]
    fn a_curve_goes_in_steps_from_nothing() {
        let curve = curve(&[(-9, 56), (-4, 112)]);
        let scale = Scale::of(&curve, None, &[], 112, 0);
        assert_eq!(scale.line(&curve), "M0 1000H100V554H600V107");
        assert!(scale.area(&curve).ends_with("V1000H0Z"));
        assert_eq!(scale.line(&Curve { name: String::new(), points: vec![] }), "");
    }

    #[test]
    fn a_length_has_a_tenth_where_it_needs_one() {
        assert_eq!([0, 5, 554, 1000].map(percent), ["0%", "0.5%", "55.4%", "100%"]);
    }
}

//! From days and totals to places in the chart, in percent of it.

use super::Curve;
use std::fmt::Write;

/// Room above the limit's line, for the numbers of marks.
const HEADROOM: f64 = 1.12;

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Scale {
    from: i64,
    until: i64,
    top: f64,
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
        Self { from: from - 1, until, top: as_float(most) * HEADROOM }
    }

    pub(super) fn until(self) -> i64 {
        self.until
    }

    pub(super) fn x(self, day: i64) -> f64 {
        let width = as_float((self.until - self.from).max(1));
        rounded(as_float(day - self.from) / width * 100.0)
    }

    /// From the top.
    pub(super) fn y(self, total: i64) -> f64 {
        rounded(100.0 - as_float(total) / self.top * 100.0)
    }

    /// The curve as steps, in thousandths of the chart; it stays at its last step to the end of
    /// what is known.
    pub(super) fn line(self, curve: &Curve) -> String {
        let mut path = String::new();
        let Some(first) = curve.points.first() else { return path };
        let (x, y) = self.place(first.day - 1, 0);
        let _ = write!(path, "M{x} {y}");
        for point in &curve.points {
            let (x, y) = self.place(point.day, point.total);
            let _ = write!(path, "H{x}V{y}");
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

    fn place(self, day: i64, total: i64) -> (f64, f64) {
        (rounded(self.x(day) * 10.0), rounded(self.y(total) * 10.0))
    }
}

#[expect(clippy::cast_precision_loss, reason = "days and seats are far below 2^52")]
fn as_float(n: i64) -> f64 {
    n as f64
}

/// A tenth of a thousandth is finer than any screen.
fn rounded(n: f64) -> f64 {
    (n * 10.0).round() / 10.0
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
        assert_eq!((scale.x(-31), scale.x(0)), (0.0, 100.0));
        assert!(scale.y(120) > 0.0 && scale.y(0) > 99.9, "{scale:?}");
    }

    #[test]
    fn a_curve_goes_in_steps_from_nothing() {
        let curve = curve(&[(-9, 56), (-4, 112)]);
        let scale = Scale::of(&curve, None, &[], 112, 0);
        assert_eq!(scale.line(&curve), "M0 1000H100V554H600V107");
        assert!(scale.area(&curve).ends_with("V1000H0Z"));
        assert_eq!(scale.line(&Curve { name: String::new(), points: vec![] }), "");
    }
}

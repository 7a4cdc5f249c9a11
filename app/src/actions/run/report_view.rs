//! A report in words, with the addresses of what each sum is made of.

use super::report::{BookLineView, Choice, PeriodChoice, ReportView, SumLine};
use crate::paths;
use chrono::{DateTime, Datelike as _, NaiveDate, Utc};
use domain::events::{parse_zone, wall};
use domain::reports::Found;
use types::event_bookings::ExportFormat;
use types::reports::{BookKind, BookLine, BookPeriod, BookSum, ReportQuery, month_of};
use types::{Failure, Locale, PageRequest};

/// The day that it is in the zone.
pub(super) fn today(zone: &str, now: DateTime<Utc>) -> NaiveDate {
    now.with_timezone(&parse_zone(zone).unwrap_or(chrono_tz::Tz::UTC)).date_naive()
}

/// The addresses of one report.
struct Addresses<'a> {
    slug: &'a str,
    wanted: &'a ReportQuery,
}

impl Addresses<'_> {
    fn page(&self) -> String {
        if self.slug.is_empty() {
            paths::ORGANIZE_REPORT.to_owned()
        } else {
            paths::organize_event_report(self.slug)
        }
    }

    /// The same report of other days.
    fn of(&self, from: NaiveDate, to: NaiveDate) -> ReportQuery {
        let timezone = self.wanted.timezone.clone();
        ReportQuery { from: Some(from), to: Some(to), timezone, ..ReportQuery::default() }
    }

    fn at(&self, query: &ReportQuery) -> String {
        format!("{}?{}", self.page(), query.to_query())
    }

    fn files(&self, query: &ReportQuery, by_day: bool) -> Vec<(String, String)> {
        let formats = ExportFormat::ALL.into_iter();
        formats
            .map(|format| {
                let path = if self.slug.is_empty() {
                    paths::organize_report_file(format.as_str())
                } else {
                    paths::organize_event_report_file(self.slug, format.as_str())
                };
                let more = if by_day { ["&", paths::BOOKS_BY_DAY].concat() } else { String::new() };
                let href = format!("{path}?{}{more}", query.to_query());
                (format.as_str().to_ascii_uppercase(), href)
            })
            .collect()
    }

    fn sum(
        &self,
        locale: Locale,
        (from, to): (NaiveDate, NaiveDate),
        sum: &BookSum,
        name: String,
    ) -> SumLine {
        let currency = Some(sum.currency);
        let lines = ReportQuery { currency, ..self.of(from, to) };
        let refunds = ReportQuery { kind: Some(BookKind::Refund), ..lines.clone() };
        let money = |amount| locale.money(amount, sum.currency);
        SumLine {
            name,
            href: self.at(&lines) + LINES,
            refunds_href: self.at(&refunds) + LINES,
            gross: money(sum.gross),
            discounts: money(-sum.discounts),
            charged: money(sum.charged),
            refunds: money(-sum.refunds),
            net: money(sum.net),
            lines: sum.lines,
        }
    }

    fn periods(
        &self,
        locale: Locale,
        periods: &[BookPeriod],
        name: impl Fn(&BookPeriod) -> String,
    ) -> Vec<SumLine> {
        let each = periods.iter().flat_map(|period| {
            let name = name(period);
            let days = (period.from, period.to);
            let line = move |sum| self.sum(locale, days, sum, name.clone());
            period.sums.iter().map(line).collect::<Vec<_>>()
        });
        each.collect()
    }
}

/// Where the lines stand on the page.
const LINES: &str = "#lines";

pub(super) fn view(
    locale: Locale,
    slug: &str,
    wanted: &ReportQuery,
    found: Found,
    today: NaiveDate,
    wrong: Option<Failure>,
) -> ReportView {
    let addresses = Addresses { slug, wanted };
    let Found { report, lines, addresses: events } = found;
    let whole = (report.from, report.to);
    let one_month = month_of(report.from) == month_of(report.to);
    let span = |period: &BookPeriod| {
        format!("{} – {}", locale.date_plain(period.from), locale.date_plain(period.to))
    };
    let totals = report.totals.iter().map(|sum| {
        let name = sum.currency.as_str().to_owned();
        addresses.sum(locale, whole, sum, name)
    });
    let mut all = wanted.clone();
    (all.from, all.to, all.page) = (Some(report.from), Some(report.to), PageRequest::default());
    let days = ReportQuery { currency: None, kind: None, ..all.clone() };
    ReportView {
        days: (locale.date_plain(report.from), locale.date_plain(report.to)),
        from: report.from.to_string(),
        to: report.to.to_string(),
        closed: report.closed,
        without_money: report.without_money,
        choices: choices(&addresses, whole, today),
        totals: totals.collect(),
        months: if one_month {
            Vec::new()
        } else {
            addresses.periods(locale, &report.months, span)
        },
        day_lines: addresses.periods(locale, &report.days, |day| locale.date_short(day.from)),
        line_files: addresses.files(&all, false),
        day_files: addresses.files(&days, true),
        kind: wanted.kind,
        currency: wanted.currency.map(|it| it.as_str().to_owned()),
        lines: lines.map(|line| {
            let event = events.get(&line.booking).cloned();
            book_line(locale, &report.timezone, line, event.as_deref())
        }),
        timezone: report.timezone,
        wrong,
    }
}

fn choices(
    addresses: &Addresses<'_>,
    shown: (NaiveDate, NaiveDate),
    today: NaiveDate,
) -> Vec<PeriodChoice> {
    let this = month_of(today);
    let last = month_of(this.0.pred_opt().unwrap_or(this.0));
    let year = |year| {
        let day = |month, day| NaiveDate::from_ymd_opt(year, month, day).unwrap_or(today);
        (day(1, 1), day(12, 31))
    };
    let all = [
        (Choice::ThisMonth, this),
        (Choice::LastMonth, last),
        (Choice::ThisYear, year(today.year())),
        (Choice::LastYear, year(today.year() - 1)),
    ];
    let choice = |(choice, days): (Choice, (NaiveDate, NaiveDate))| PeriodChoice {
        choice,
        href: addresses.at(&addresses.of(days.0, days.1)),
        current: days == shown,
    };
    all.into_iter().map(choice).collect()
}

fn book_line(locale: Locale, zone: &str, line: BookLine, event: Option<&str>) -> BookLineView {
    let money = |amount| locale.money(amount, line.currency);
    let event = event.map_or_else(|| line.event.to_string(), str::to_owned);
    BookLineView {
        at: locale.moment(&wall(line.at, zone)),
        kind: line.kind,
        href: paths::organize_booking(&event, &line.booking),
        payment: line.payment.to_string(),
        charged: money(line.charged),
        discount: money(-line.discount),
        refunded: money(-line.refunded),
        net: money(line.net),
        reason: line.reason,
        event_title: line.event_title,
        reference: line.reference,
    }
}

//! The books of an event, or of all events whose money one may see, by the query string of their page.
//! Everything is said by the server: the page needs no dates and no sums.

use crate::error::AppResult;
use crate::transport::Get;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use types::reports::BookKind;
use types::{Failure, Page};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportView {
    /// The first and the last day: in words, and as a field of a form has them.
    pub days: (String, String),
    pub from: String,
    pub to: String,
    /// The name of the zone by whose clock days are counted.
    pub timezone: String,
    pub closed: bool,
    /// Confirmed bookings that cost nothing.
    pub without_money: i64,
    /// This month, the last one, this year and the last one.
    pub choices: Vec<PeriodChoice>,
    pub totals: Vec<SumLine>,
    /// None where the days are of one month.
    pub months: Vec<SumLine>,
    pub day_lines: Vec<SumLine>,
    pub lines: Page<BookLineView>,
    /// The addresses of lines and of days as files, each with its format.
    pub line_files: Vec<(String, String)>,
    pub day_files: Vec<(String, String)>,
    /// What the lines are narrowed to.
    pub kind: Option<BookKind>,
    pub currency: Option<String>,
    /// What of the address could not be read: the days are those of this month instead.
    pub wrong: Option<Failure>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PeriodChoice {
    pub choice: Choice,
    pub href: String,
    pub current: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Choice {
    ThisMonth,
    LastMonth,
    ThisYear,
    LastYear,
}

/// What some lines come to, and where these are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SumLine {
    /// Its days, or the currency of a total.
    pub name: String,
    pub href: String,
    pub refunds_href: String,
    pub gross: String,
    pub discounts: String,
    pub charged: String,
    pub refunds: String,
    pub net: String,
    pub lines: i64,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BookLineView {
    pub at: String,
    pub kind: BookKind,
    pub reason: String,
    pub event_title: String,
    pub reference: String,
    pub href: String,
    pub payment: String,
    pub charged: String,
    pub discount: String,
    pub refunded: String,
    pub net: String,
}

/// Without a slug, of all events.
#[server(prefix = "/fn", endpoint = "organize-report", protocol = Get)]
pub async fn load_report(
    #[server(default)] slug: String,
    #[server(default)] query: String,
) -> AppResult<ReportView> {
    use domain::reports::{Of, may_see, report};
    use types::reports::ReportQuery;
    let (hub, actor) = (crate::ssr::hub()?, crate::ssr::actor());
    let of = if slug.is_empty() { Of::All } else { Of::Event(&slug) };
    let (mut wanted, errors) = ReportQuery::from_query(&query);
    let mut wrong = (!errors.is_empty()).then(|| Failure::fields(errors));
    let found = async {
        may_see(&hub, actor, of).await?;
        let first = report(&hub, actor, of, &wanted).await;
        match first.map_err(Failure::from) {
            // Days that cannot be: the page says so beside them, and shows this month.
            Err(failure) if !failure.fields.is_empty() => {
                wanted = ReportQuery { page: wanted.page, ..ReportQuery::default() };
                wrong = Some(failure);
                report(&hub, actor, of, &wanted).await.map_err(Failure::from)
            }
            answer => answer,
        }
    };
    let found = crate::forms::answer(found.await)?;
    let today = super::report_view::today(&found.report.timezone, hub.now());
    Ok(super::report_view::view(crate::ssr::locale(), &slug, &wanted, found, today, wrong))
}

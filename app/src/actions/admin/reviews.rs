//! Reviews that wait for an admin, asked for by the query string of their page.

use crate::actions::reviews::list::ReviewItem;
use crate::error::AppResult;
use crate::transport::Get;
use chrono::NaiveDate;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use types::Page;
use types::ids::EventId;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ModeratedItem {
    pub review: ReviewItem,
    pub event: EventId,
    pub event_title: String,
    pub reports: Vec<ReportItem>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportItem {
    pub reporter: String,
    pub reason: String,
    /// In UTC.
    pub written: NaiveDate,
    /// No admin has decided since.
    pub open: bool,
}

/// `state`: `hidden` or `visible`, else those that were reported.
#[server(prefix = "/fn", endpoint = "admin-reviews", protocol = Get)]
pub async fn load_admin_reviews(
    #[server(default)] state: String,
    #[server(default)] page: String,
) -> AppResult<Page<ModeratedItem>> {
    use crate::actions::reviews::list::item;
    use types::PageRequest;
    use types::reviews::{ModeratedReview, ModerationState};
    const PAGE_SIZE: u32 = 20;
    let (hub, actor) = (crate::ssr::hub()?, crate::ssr::actor());
    let state = ModerationState::parse(&state).unwrap_or(ModerationState::Reported);
    let page = PageRequest::new(page.parse().unwrap_or(1), PAGE_SIZE);
    let found = domain::reviews::moderated(&hub, actor, Some(state), page).await;
    let moderated = |found: ModeratedReview| ModeratedItem {
        event: found.review.event,
        event_title: found.event_title,
        review: item(found.review, chrono_tz::Tz::UTC),
        reports: found
            .reports
            .into_iter()
            .map(|report| ReportItem {
                reporter: report.reporter.display_name,
                reason: report.reason,
                written: report.created_at.date_naive(),
                open: report.handled_at.is_none(),
            })
            .collect(),
    };
    Ok(crate::forms::answer(found)?.map(moderated))
}

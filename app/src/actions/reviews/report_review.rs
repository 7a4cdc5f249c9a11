//! Report a review to the admins; the page then says that it was.

use crate::error::AppResult;
use crate::transport::Post;
use leptos::prelude::*;

pub const ENDPOINT: &str = "report-review";

#[server(prefix = "/fn", endpoint = "report-review", protocol = Post)]
pub async fn report_review(
    #[server(default)] review: String,
    #[server(default)] slug: String,
    #[server(default)] reason: String,
) -> AppResult<()> {
    use types::reviews::ReportReview as Report;
    use types::{ErrorCode, Failure};
    let (hub, actor) = (crate::ssr::hub()?, crate::ssr::actor());
    let result = async {
        let id = review.parse().map_err(|_| Failure::new(ErrorCode::NotFound))?;
        let input = Report { reason: reason.clone() };
        domain::reviews::report(&hub, actor, id, input).await.map_err(Failure::from)
    }
    .await;
    crate::forms::form_answer(ENDPOINT, &[("reason", &reason)], result)?;
    if crate::http::is_plain_navigation() {
        crate::forms::go(&crate::paths::report_review(&slug, &review));
    }
    Ok(())
}

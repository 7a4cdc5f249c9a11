//! Take one's own review back; leads to the event's page.

use crate::error::AppResult;
use leptos::prelude::*;

pub const ENDPOINT: &str = "delete-review";

#[server(prefix = "/fn", endpoint = "delete-review")]
pub async fn delete_review(
    #[server(default)] review: String,
    #[server(default)] slug: String,
) -> AppResult<()> {
    use types::{ErrorCode, Failure};
    let (hub, actor) = (crate::ssr::hub()?, crate::ssr::actor());
    let result = async {
        let id = review.parse().map_err(|_| Failure::new(ErrorCode::NotFound))?;
        domain::reviews::delete(&hub, actor, id).await.map_err(Failure::from)
    }
    .await;
    crate::forms::form_answer(ENDPOINT, &[], result)?;
    crate::forms::notice_if_plain(crate::forms::Notice::ReviewDeleted);
    crate::forms::go(&format!("{}#reviews", crate::paths::event(&slug)));
    Ok(())
}

//! Take a job out of the queue, with a reason.

use crate::error::AppResult;
use crate::transport::Post;
use leptos::prelude::*;

pub const ENDPOINT: &str = "admin-discard-job";

#[server(prefix = "/fn", endpoint = "admin-discard-job", protocol = Post)]
pub async fn admin_discard_job(
    #[server(default)] job: String,
    #[server(default)] reason: String,
) -> AppResult<()> {
    use types::{ErrorCode, Failure};
    let (hub, actor) = (crate::ssr::hub()?, crate::ssr::actor());
    crate::forms::answer(actor.require_admin())?;
    let result = async {
        let id = job.parse().map_err(|_| Failure::new(ErrorCode::NotFound))?;
        let input = types::upkeep::DiscardJob { reason: reason.clone() };
        domain::upkeep::discard_job(&hub, actor, id, input).await.map_err(Failure::from)
    }
    .await;
    crate::forms::form_answer(ENDPOINT, &[("reason", &reason)], result)?;
    crate::forms::flash_if_plain(crate::forms::FlashMessage::Saved);
    if crate::http::is_plain_navigation() {
        crate::forms::go(crate::paths::ADMIN_JOBS);
    }
    Ok(())
}

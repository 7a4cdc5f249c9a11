//! Run a job as soon as a worker is free.

use crate::error::AppResult;
use crate::transport::Post;
use leptos::prelude::*;

pub const ENDPOINT: &str = "admin-retry-job";

#[server(prefix = "/fn", endpoint = "admin-retry-job", protocol = Post)]
pub async fn admin_retry_job(#[server(default)] job: String) -> AppResult<()> {
    use types::{ErrorCode, Failure};
    let (hub, actor) = (crate::ssr::hub()?, crate::ssr::actor());
    crate::forms::answer(actor.require_admin())?;
    let result = async {
        let id = job.parse().map_err(|_| Failure::new(ErrorCode::NotFound))?;
        domain::upkeep::retry_job(&hub, actor, id).await.map_err(Failure::from)
    }
    .await;
    crate::forms::form_answer(ENDPOINT, &[], result)?;
    crate::forms::flash_if_plain(crate::forms::FlashMessage::Saved);
    if crate::http::is_plain_navigation() {
        crate::forms::go(crate::paths::ADMIN_JOBS);
    }
    Ok(())
}

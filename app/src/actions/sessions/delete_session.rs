//! Delete a session, and with it everybody's pick of it; leads back to the agenda.

use crate::error::AppResult;
use crate::transport::Post;
use leptos::prelude::*;

pub const ENDPOINT: &str = "organize-delete-session";

#[server(prefix = "/fn", endpoint = "organize-delete-session", protocol = Post)]
pub async fn delete_session(
    #[server(default)] slug: String,
    #[server(default)] session: String,
) -> AppResult<()> {
    use types::{ErrorCode, Failure};
    let (hub, actor) = (crate::ssr::hub()?, crate::ssr::actor());
    let result = async {
        let id = session.parse().map_err(|_| Failure::new(ErrorCode::NotFound))?;
        domain::sessions::delete(&hub, actor, &slug, id).await.map_err(Failure::from)
    }
    .await;
    crate::forms::form_answer(ENDPOINT, &[], result)?;
    crate::forms::flash_if_plain(crate::forms::FlashMessage::Saved);
    crate::forms::go(&crate::paths::organize_agenda(&slug));
    Ok(())
}

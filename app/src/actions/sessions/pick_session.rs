//! Add a session to the visitor's own agenda, or remove it.

use crate::error::AppResult;
use crate::transport::Post;
use leptos::prelude::*;

#[server(prefix = "/fn", endpoint = "pick-session", protocol = Post)]
pub async fn pick_session(
    #[server(default)] session: String,
    #[server(default)] picked: String,
) -> AppResult<()> {
    use types::{ErrorCode, Failure};
    let (hub, actor) = (crate::ssr::hub()?, crate::ssr::actor());
    let result = async {
        let id = session.parse().map_err(|_| Failure::new(ErrorCode::NotFound))?;
        domain::sessions::pick(&hub, actor, id, picked == "1").await.map_err(Failure::from)
    }
    .await;
    crate::forms::form_answer("pick-session", &[], result)?;
    crate::forms::back();
    Ok(())
}

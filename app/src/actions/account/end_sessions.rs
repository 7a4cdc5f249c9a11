//! End sessions of one's own: one of them, or all others.

use crate::error::AppResult;
use crate::transport::Post;
use leptos::prelude::*;

pub const ENDPOINT: &str = "end-session";
pub const OTHERS_ENDPOINT: &str = "end-other-sessions";

#[server(prefix = "/fn", endpoint = "end-session", protocol = Post)]
pub async fn end_session(#[server(default)] id: String) -> AppResult<()> {
    use types::{ErrorCode, Failure};
    let (hub, actor) = (crate::ssr::hub()?, crate::ssr::actor());
    let result = async {
        let id = id.parse().map_err(|_| Failure::new(ErrorCode::NotFound))?;
        domain::accounts::end_login_session(&hub, actor, id).await.map_err(Failure::from)
    }
    .await;
    crate::forms::form_answer(ENDPOINT, &[], result)?;
    crate::forms::back();
    Ok(())
}

#[server(prefix = "/fn", endpoint = "end-other-sessions", protocol = Post)]
pub async fn end_other_sessions() -> AppResult<()> {
    let (hub, actor) = (crate::ssr::hub()?, crate::ssr::actor());
    let current = crate::ssr::session();
    let result = domain::accounts::end_other_sessions(&hub, actor, current).await;
    crate::forms::form_answer(OTHERS_ENDPOINT, &[], result)?;
    crate::forms::back();
    Ok(())
}

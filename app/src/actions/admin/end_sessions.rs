//! Every session of an account ends.

use crate::error::AppResult;
use crate::transport::Post;
use leptos::prelude::*;

pub const ENDPOINT: &str = "admin-end-sessions";

#[server(prefix = "/fn", endpoint = "admin-end-sessions", protocol = Post)]
pub async fn admin_end_sessions(#[server(default)] user: String) -> AppResult<()> {
    use crate::forms::{FlashMessage, answer};
    let (hub, actor) = (crate::ssr::hub()?, crate::ssr::actor());
    answer(actor.require_admin())?;
    let id = answer(super::user::named(&user))?;
    let result = domain::accounts::end_sessions_of(&hub, actor, id).await;
    super::user::done(ENDPOINT, id, FlashMessage::Saved, result)
}

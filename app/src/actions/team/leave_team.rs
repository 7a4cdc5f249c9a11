//! The caller leaves a team.

use crate::error::AppResult;
use crate::transport::Post;
use leptos::prelude::*;

pub const ENDPOINT: &str = "leave-team";

/// Answers where to go on: the workplace is gone with the last team, for who makes no events.
#[server(prefix = "/fn", endpoint = "leave-team", protocol = Post)]
pub async fn leave_team(#[server(default)] member: String) -> AppResult<String> {
    let (hub, actor) = (crate::ssr::hub()?, crate::ssr::actor());
    let id = crate::forms::answer(member.parse().map_err(|_| types::ErrorCode::NotFound))?;
    let result = domain::team::leave(&hub, actor, id).await;
    crate::forms::form_answer(ENDPOINT, &[], result)?;
    let me = crate::forms::answer(domain::accounts::me(&hub, actor).await)?;
    let next = if me.organizes() { crate::paths::ORGANIZE_TEAM } else { crate::paths::HOME };
    crate::forms::flash(crate::forms::FlashMessage::Saved);
    crate::forms::go(next);
    Ok(next.to_owned())
}

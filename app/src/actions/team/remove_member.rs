//! A member is taken out of the team.

use crate::error::AppResult;
use crate::transport::Post;
use leptos::prelude::*;

pub const ENDPOINT: &str = "remove-from-team";

#[server(prefix = "/fn", endpoint = "remove-from-team", protocol = Post)]
pub async fn remove_from_team(
    #[server(default)] slug: String,
    #[server(default)] member: String,
) -> AppResult<()> {
    let (hub, actor) = (crate::ssr::hub()?, crate::ssr::actor());
    let id = crate::forms::answer(member.parse().map_err(|_| types::ErrorCode::NotFound))?;
    let result = domain::team::remove(&hub, actor, super::scope::of(&slug), id).await;
    crate::forms::form_answer(ENDPOINT, &[], result)?;
    crate::forms::flash_if_plain(crate::forms::FlashMessage::Saved);
    crate::forms::go(&super::scope::page(&slug));
    Ok(())
}

//! An invitation is withdrawn.

use crate::error::AppResult;
use crate::transport::Post;
use leptos::prelude::*;

pub const ENDPOINT: &str = "withdraw-team-invitation";

#[server(prefix = "/fn", endpoint = "withdraw-team-invitation", protocol = Post)]
pub async fn withdraw_team_invitation(
    #[server(default)] slug: String,
    #[server(default)] invitation: String,
) -> AppResult<()> {
    let (hub, actor) = (crate::ssr::hub()?, crate::ssr::actor());
    let id = crate::forms::answer(invitation.parse().map_err(|_| types::ErrorCode::NotFound))?;
    let result = domain::team::withdraw(&hub, actor, super::scope::of(&slug), id).await;
    crate::forms::form_answer(ENDPOINT, &[], result)?;
    crate::forms::flash_if_plain(crate::forms::FlashMessage::Saved);
    crate::forms::go(&super::scope::page(&slug));
    Ok(())
}

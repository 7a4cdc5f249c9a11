//! An invitation is sent again.

use crate::error::AppResult;
use crate::transport::Post;
use leptos::prelude::*;

pub const ENDPOINT: &str = "resend-team-invitation";

#[server(prefix = "/fn", endpoint = "resend-team-invitation", protocol = Post)]
pub async fn resend_team_invitation(
    #[server(default)] slug: String,
    #[server(default)] invitation: String,
) -> AppResult<()> {
    let (hub, actor) = (crate::ssr::hub()?, crate::ssr::actor());
    let id = crate::forms::answer(invitation.parse().map_err(|_| types::ErrorCode::NotFound))?;
    let result = domain::team::resend(&hub, actor, super::scope::of(&slug), id).await;
    crate::forms::form_answer(ENDPOINT, &[], result)?;
    crate::forms::flash_if_plain(crate::forms::FlashMessage::MailQueued);
    crate::forms::go(&super::scope::page(&slug));
    Ok(())
}

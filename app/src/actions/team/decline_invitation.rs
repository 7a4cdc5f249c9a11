//! An invitation is declined.

use crate::error::AppResult;
use crate::transport::Post;
use leptos::prelude::*;

pub const ENDPOINT: &str = "decline-invitation";

#[server(prefix = "/fn", endpoint = "decline-invitation", protocol = Post)]
pub async fn decline_invitation(#[server(default)] link: String) -> AppResult<String> {
    let (hub, actor) = (crate::ssr::hub()?, crate::ssr::actor());
    let result = domain::team::decline(&hub, actor, &link).await;
    crate::forms::form_answer(ENDPOINT, &[], result)?;
    crate::forms::flash(crate::forms::FlashMessage::Saved);
    crate::forms::go(crate::paths::HOME);
    Ok(crate::paths::HOME.to_owned())
}

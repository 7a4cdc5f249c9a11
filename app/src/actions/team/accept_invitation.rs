//! An invitation is accepted.

use crate::error::AppResult;
use crate::transport::Post;
use leptos::prelude::*;

pub const ENDPOINT: &str = "accept-invitation";

/// Answers where the new member's work is.
#[server(prefix = "/fn", endpoint = "accept-invitation", protocol = Post)]
pub async fn accept_invitation(#[server(default)] link: String) -> AppResult<String> {
    let (hub, actor) = (crate::ssr::hub()?, crate::ssr::actor());
    let result = domain::team::accept(&hub, actor, &link).await;
    let joined = crate::forms::form_answer(ENDPOINT, &[], result)?;
    let next = match joined.event {
        Some(event) => crate::paths::organize_event(&event.slug),
        None => crate::paths::ORGANIZE.to_owned(),
    };
    crate::forms::flash(crate::forms::FlashMessage::Saved);
    crate::forms::go(&next);
    Ok(next)
}

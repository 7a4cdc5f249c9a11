//! Leave an event's waitlist, or decline what was offered.

use crate::error::AppResult;
use crate::transport::Post;
use leptos::prelude::*;

pub const ENDPOINT: &str = "leave-waitlist";

#[server(prefix = "/fn", endpoint = "leave-waitlist", protocol = Post)]
pub async fn leave_waitlist(#[server(default)] event: String) -> AppResult<()> {
    let (hub, actor) = (crate::ssr::hub()?, crate::ssr::actor());
    let result = domain::waitlist::leave(&hub, actor, &event).await;
    crate::forms::form_answer(ENDPOINT, &[], result)?;
    crate::forms::flash_if_plain(crate::forms::FlashMessage::WaitlistLeft);
    crate::forms::back();
    Ok(())
}

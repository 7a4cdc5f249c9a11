//! A description as the event's page would show it.

use crate::error::AppResult;
use crate::transport::Post;
use leptos::prelude::*;

#[allow(clippy::unused_async, reason = "server functions are")]
#[server(prefix = "/fn", endpoint = "text-preview", protocol = Post)]
pub async fn text_preview(#[server(default)] text: String) -> AppResult<String> {
    crate::forms::answer(crate::ssr::actor().require_user())?;
    let text: String = text.chars().take(types::events::DESCRIPTION_MAX).collect();
    Ok(domain::events::to_html(&text.replace("\r\n", "\n")))
}

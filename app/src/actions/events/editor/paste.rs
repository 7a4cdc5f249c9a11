//! Formatted text that was pasted, as Markdown.

use crate::error::AppResult;
use crate::transport::Post;
use leptos::prelude::*;

#[allow(clippy::unused_async, reason = "server functions are")]
#[server(prefix = "/fn", endpoint = "paste-html", protocol = Post)]
pub async fn paste_html(#[server(default)] html: String) -> AppResult<String> {
    crate::forms::answer(crate::ssr::actor().require_user())?;
    Ok(domain::events::to_markdown(&html))
}

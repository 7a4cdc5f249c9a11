//! Keep lines that somebody pasted, to be looked at before they are sessions.

use crate::error::AppResult;
use crate::transport::Post;
use leptos::prelude::*;

pub const ENDPOINT: &str = "organize-keep-paste";

#[server(prefix = "/fn", endpoint = "organize-keep-paste", protocol = Post)]
pub async fn keep_paste(
    #[server(default)] slug: String,
    #[server(default)] lines: String,
) -> AppResult<()> {
    let (hub, actor) = (crate::ssr::hub()?, crate::ssr::actor());
    let result = domain::sessions::keep_paste(&hub, actor, &slug, lines.clone()).await;
    crate::forms::form_answer(ENDPOINT, &[("lines", &lines)], result)?;
    if crate::http::is_plain_navigation() {
        crate::forms::go(&(crate::paths::organize_agenda_paste(&slug) + "#preview"));
    }
    Ok(())
}

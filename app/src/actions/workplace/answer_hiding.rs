//! Answer the admins who took an event off the catalogue; leads back to its page.

use crate::error::AppResult;
use crate::transport::Post;
use leptos::prelude::*;

pub const ENDPOINT: &str = "organize-answer-hiding";

#[server(prefix = "/fn", endpoint = "organize-answer-hiding", protocol = Post)]
pub async fn answer_hiding(
    #[server(default)] slug: String,
    #[server(default)] text: String,
) -> AppResult<()> {
    let (hub, actor) = (crate::ssr::hub()?, crate::ssr::actor());
    let input = types::moderation::AnswerHiding { text: text.clone() };
    let result = domain::events::answer_hiding(&hub, actor, &slug, input).await;
    crate::forms::form_answer(ENDPOINT, &[("text", &text)], result.map(drop))?;
    crate::forms::flash_if_plain(crate::forms::FlashMessage::Saved);
    if crate::http::is_plain_navigation() {
        crate::forms::go(&crate::paths::organize_event(&slug));
    }
    Ok(())
}

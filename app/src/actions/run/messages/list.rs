//! An event's messages.

use crate::error::AppResult;
use crate::transport::Get;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use types::ids::MessageId;
use types::messages::MessageState;
use types::{Page, Wall};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MessageLine {
    pub id: MessageId,
    pub subject: String,
    pub state: MessageState,
    pub news: bool,
    pub author: Option<String>,
    /// By the event's clock.
    pub at: Wall,
    /// Its audience, with those who were left out; none before it began.
    pub people: Option<i32>,
}

#[server(prefix = "/fn", endpoint = "organize-messages", protocol = Get)]
pub async fn load_messages(
    #[server(default)] slug: String,
    #[server(default)] page: String,
) -> AppResult<Page<MessageLine>> {
    use domain::events::wall;
    use types::PageRequest;
    const PAGE_SIZE: u32 = 50;
    let (hub, actor) = (crate::ssr::hub()?, crate::ssr::actor());
    let page = PageRequest::new(page.parse().unwrap_or(1), PAGE_SIZE);
    let found = domain::messages::list(&hub, actor, &slug, page).await;
    let (page, zone) = crate::forms::answer(found)?;
    Ok(page.map(|it| MessageLine {
        id: it.id,
        subject: it.subject,
        state: it.state,
        news: it.news,
        author: it.author.map(|author| author.display_name),
        at: wall(it.cancelled_at.or(it.began_at).unwrap_or(it.send_at), &zone),
        people: it.audience_size,
    }))
}

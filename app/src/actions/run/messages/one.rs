//! One message, and what became of it for each of its audience.

use crate::error::AppResult;
use crate::transport::Get;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use types::ids::{BookingId, MessageId};
use types::messages::{Delivery, DeliveryCounts, MessageState};
use types::{Page, Wall};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MessageView {
    pub id: MessageId,
    pub slug: String,
    pub subject: String,
    /// Cleaned.
    pub body_html: String,
    /// The filter of the bookings, as their list's query string.
    pub audience: String,
    pub state: MessageState,
    pub news: bool,
    pub author: Option<String>,
    /// Times by the event's clock.
    pub send_at: Wall,
    pub began: Option<Wall>,
    pub sent: Option<Wall>,
    pub cancelled: Option<Wall>,
    /// Its time has not come.
    pub waits: bool,
    pub counts: DeliveryCounts,
    /// Those who wait get it another day.
    pub limited: bool,
    pub page: Page<RecipientLine>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecipientLine {
    pub name: String,
    pub email: String,
    pub booking: BookingId,
    pub delivery: Delivery,
    pub error: Option<String>,
    pub sent: Option<Wall>,
}

/// `delivery`: of whom only those are listed of whom this became.
#[server(prefix = "/fn", endpoint = "organize-message", protocol = Get)]
pub async fn load_message(
    #[server(default)] slug: String,
    #[server(default)] id: String,
    #[server(default)] delivery: String,
    #[server(default)] page: String,
) -> AppResult<MessageView> {
    use domain::events::{to_html, wall};
    use domain::{Error, messages};
    use types::{ErrorCode, PageRequest};
    const PAGE_SIZE: u32 = 50;
    let (hub, actor) = (crate::ssr::hub()?, crate::ssr::actor());
    let found = async {
        let id = id.parse().map_err(|_| Error::from(ErrorCode::NotFound))?;
        let read = messages::message(&hub, actor, &slug, id).await?;
        let page = PageRequest::new(page.parse().unwrap_or(1), PAGE_SIZE);
        let only = (Delivery::parse(&delivery), page);
        Ok::<_, Error>((read, messages::recipients(&hub, actor, &slug, id, only).await?))
    };
    let (read, page) = crate::forms::answer(found.await)?;
    let (message, zone) = (read.message, read.timezone);
    let at = |time| wall(time, &zone);
    Ok(MessageView {
        id: message.id,
        slug,
        body_html: to_html(&message.body),
        audience: message.audience.to_query(),
        subject: message.subject,
        state: message.state,
        news: message.news,
        author: message.author.map(|author| author.display_name),
        send_at: at(message.send_at),
        began: message.began_at.map(at),
        sent: message.sent_at.map(at),
        cancelled: message.cancelled_at.map(at),
        waits: message.state == MessageState::Scheduled && message.send_at > hub.now(),
        counts: read.counts,
        limited: read.limited,
        page: page.map(|it| RecipientLine {
            name: it.user.display_name,
            email: it.email,
            booking: it.booking,
            delivery: it.delivery,
            error: it.error,
            sent: it.sent_at.map(at),
        }),
    })
}

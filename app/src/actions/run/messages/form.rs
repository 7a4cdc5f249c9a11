//! What the form of a message begins with.

use crate::error::AppResult;
use crate::transport::Get;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MessageForm {
    /// Of a message that waits and is changed; empty for a new one.
    pub id: String,
    pub subject: String,
    pub body: String,
    pub news: bool,
    /// It goes at a time, not now.
    pub later: bool,
    /// By the event's clock, as the field takes it.
    pub send_at: String,
    /// A click more is no message more.
    pub key: String,
    /// The caller has proved their address.
    pub verified: bool,
    /// Where answers go; none: nowhere.
    pub reply_to: Option<String>,
    /// How many people more may be written to today; none: as many as one likes.
    pub left: Option<i64>,
}

/// `edit`: the id of a message that waits.
#[server(prefix = "/fn", endpoint = "organize-message-form", protocol = Get)]
pub async fn load_message_form(
    #[server(default)] slug: String,
    #[server(default)] edit: String,
) -> AppResult<MessageForm> {
    use chrono::TimeDelta;
    use domain::events::shown;
    use domain::{Error, messages};
    use types::ErrorCode;
    use types::messages::MessageState;
    let (hub, actor) = (crate::ssr::hub()?, crate::ssr::actor());
    let found = async {
        let desk = messages::desk(&hub, actor, &slug).await?;
        if edit.is_empty() {
            return Ok::<_, Error>((desk, None));
        }
        let id = edit.parse().map_err(|_| Error::from(ErrorCode::NotFound))?;
        let message = messages::message(&hub, actor, &slug, id).await?.message;
        if message.state != MessageState::Scheduled {
            return Err(ErrorCode::MessageBegun.into());
        }
        Ok((desk, Some(message)))
    };
    let (desk, message) = crate::forms::answer(found.await)?;
    let tomorrow = hub.now() + TimeDelta::days(1);
    let at = message.as_ref().map_or(tomorrow, |message| message.send_at);
    let later = message.is_some();
    let (id, subject, body, news) = message
        .map_or_else(Default::default, |it| (it.id.to_string(), it.subject, it.body, it.news));
    Ok(MessageForm {
        id,
        subject,
        body,
        news,
        later,
        send_at: shown(at, &desk.timezone).0,
        key: crate::actions::idempotency_key::new(),
        verified: desk.verified,
        reply_to: desk.reply_to,
        left: desk.room.left(),
    })
}

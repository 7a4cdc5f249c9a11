//! Inbox of the logged-in account, in the reader's language.

use crate::error::AppResult;
use crate::transport::{Get, Post};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use types::Page;

/// A line of the inbox.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InboxLine {
    pub id: String,
    pub title: String,
    pub text: String,
    pub href: String,
    /// In the reader's own zone.
    pub when: String,
    pub unread: bool,
}

#[server(prefix = "/fn", endpoint = "notifications", protocol = Get)]
pub async fn notifications(#[server(default)] page: String) -> AppResult<Page<InboxLine>> {
    use domain::notifications::InboxFilter;
    use types::{Failure, PageRequest};
    let (hub, actor) = (crate::ssr::hub()?, crate::ssr::actor());
    let request = PageRequest::new(page.parse().unwrap_or(1), 20);
    let result = async {
        let page = domain::notifications::inbox(&hub, actor, InboxFilter::All, request)
            .await
            .map_err(Failure::from)?;
        let me = domain::accounts::me(&hub, actor).await.map_err(Failure::from)?;
        let locale = crate::ssr::locale();
        Ok::<_, Failure>(page.map(|notice| {
            crate::actions::notifications::inbox_line::line(locale, &me.timezone, notice)
        }))
    }
    .await;
    crate::forms::answer(result)
}

/// How many lines of one's inbox were not read yet.
#[server(prefix = "/fn", endpoint = "unread-notifications", protocol = Get)]
pub async fn unread_notifications() -> AppResult<i64> {
    let (hub, actor) = (crate::ssr::hub()?, crate::ssr::actor());
    crate::forms::answer(domain::notifications::unread(&hub, actor).await)
}

pub const MARK_ENDPOINT: &str = "mark-notification-read";
pub const MARK_ALL_ENDPOINT: &str = "mark-notifications-read";

/// Mark one line as read.
#[server(prefix = "/fn", endpoint = "mark-notification-read", protocol = Post)]
pub async fn mark_notification_read(#[server(default)] id: String) -> AppResult<()> {
    use types::{ErrorCode, Failure};
    let (hub, actor) = (crate::ssr::hub()?, crate::ssr::actor());
    let result = async {
        let id = id.parse().map_err(|_| Failure::new(ErrorCode::NotFound))?;
        domain::notifications::mark_read(&hub, actor, id).await.map_err(Failure::from)
    }
    .await;
    crate::forms::form_answer(MARK_ENDPOINT, &[], result)?;
    crate::forms::back();
    Ok(())
}

/// Mark every line as read.
#[server(prefix = "/fn", endpoint = "mark-notifications-read", protocol = Post)]
pub async fn mark_notifications_read() -> AppResult<()> {
    let (hub, actor) = (crate::ssr::hub()?, crate::ssr::actor());
    let result = domain::notifications::mark_all_read(&hub, actor).await;
    crate::forms::form_answer(MARK_ALL_ENDPOINT, &[], result)?;
    crate::forms::back();
    Ok(())
}

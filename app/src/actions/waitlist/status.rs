//! Waitlist status of the visitor for one event.

use crate::error::AppResult;
use crate::transport::Get;
use chrono::{DateTime, Utc};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// The visitor's waitlist entry for an event, if there is one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WaitPanel {
    pub wait: Option<types::waitlist::WaitlistView>,
    /// Whether somebody new may join.
    pub open: bool,
    /// Whether the visitor is logged in.
    pub known: bool,
    /// Makes a repeated click on "join" the same request.
    pub key: String,
    /// The server's clock when this was made.
    pub now: DateTime<Utc>,
}

#[server(prefix = "/fn", endpoint = "waitlist", protocol = Get)]
pub async fn waitlist(slug: String) -> AppResult<WaitPanel> {
    let (hub, actor) = (crate::ssr::hub()?, crate::ssr::actor());
    let wait = crate::forms::answer(domain::waitlist::view(&hub, actor, &slug).await)?;
    let open = crate::forms::answer(domain::waitlist::is_open(&hub, actor, &slug).await)?;
    let known = actor.user_id().is_some();
    Ok(WaitPanel { wait, open, known, key: crate::actions::idempotency_key::new(), now: hub.now() })
}

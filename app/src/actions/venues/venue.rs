//! One venue, with the events there.

use crate::error::AppResult;
use crate::transport::Get;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use types::Span;
use types::venues::VenueDetails;

/// When each of its events is, in the order of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VenueView {
    pub details: VenueDetails,
    pub days: Vec<Span>,
}

#[server(prefix = "/fn", endpoint = "venue", protocol = Get)]
pub async fn venue(id: String) -> AppResult<VenueView> {
    let (hub, actor) = (crate::ssr::hub()?, crate::ssr::actor());
    let id = crate::forms::answer(id.parse().map_err(|_| types::ErrorCode::NotFound))?;
    let details = crate::forms::answer(domain::events::venue(&hub, actor, id).await)?;
    let day = |at| domain::events::span(at, at, "UTC");
    let days = details.events.iter().map(|event| day(event.start_date)).collect();
    Ok(VenueView { details, days })
}

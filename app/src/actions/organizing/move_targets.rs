//! The events that a booking could be moved to.

use crate::error::AppResult;
use crate::transport::Get;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use types::Wall;
use types::ids::EventId;
use types::ticket_types::TicketTypeRef;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TargetView {
    pub id: EventId,
    pub title: String,
    pub starts: Wall,
    pub seats_free: i32,
    /// What the seats may become; empty where it has one kind of ticket.
    pub types: Vec<TicketTypeRef>,
}

#[server(prefix = "/fn", endpoint = "organize-move-targets", protocol = Get)]
pub async fn move_targets(
    #[server(default)] slug: String,
    #[server(default)] booking: String,
) -> AppResult<Vec<TargetView>> {
    let (hub, actor) = (crate::ssr::hub()?, crate::ssr::actor());
    let id = super::step::booking_id(&booking);
    let found = match id {
        Ok(id) => domain::bookings::move_targets(&hub, actor, &slug, id).await.map_err(Into::into),
        Err(failure) => Err(failure),
    };
    let targets = crate::forms::answer::<_, types::Failure>(found)?.into_iter();
    let view = |target: types::booking_actions::MoveTarget| TargetView {
        starts: domain::events::wall(target.start_date, &target.timezone),
        id: target.id,
        title: target.title,
        seats_free: target.seats_free,
        types: target.ticket_types,
    };
    Ok(targets.map(view).collect())
}

//! The teams of somebody: their own, and those that they are in.

use super::list::TeamView;
use crate::error::AppResult;
use crate::transport::Get;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use types::team::Membership;

/// What the page of teams shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MyTeamsView {
    /// None for who makes no events.
    pub own: Option<TeamView>,
    pub mine: Vec<Membership>,
}

#[server(prefix = "/fn", endpoint = "my-teams", protocol = Get)]
pub async fn my_teams() -> AppResult<MyTeamsView> {
    let (hub, actor) = (crate::ssr::hub()?, crate::ssr::actor());
    let mine = crate::forms::answer(domain::team::memberships(&hub, actor).await)?;
    let own = match actor.require_organizer() {
        Ok(_) => Some(super::list::shown(&hub, actor, "").await?),
        Err(_) => None,
    };
    Ok(MyTeamsView { own, mine })
}

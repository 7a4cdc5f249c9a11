//! A team with its open invitations.

use crate::error::AppResult;
use crate::transport::Get;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use types::team::{Team, TeamInvitation};
use types::wall::Wall;

/// A team as its page shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TeamView {
    pub team: Team,
    /// When each of its invitations ends, by the reader's clock.
    pub ends: Vec<Wall>,
}

impl TeamView {
    pub fn invitations(&self) -> impl Iterator<Item = (TeamInvitation, Wall)> {
        self.team.invitations.clone().into_iter().zip(self.ends.clone())
    }
}

#[server(prefix = "/fn", endpoint = "team", protocol = Get)]
pub async fn open_team(#[server(default)] slug: String) -> AppResult<TeamView> {
    shown(&crate::ssr::hub()?, crate::ssr::actor(), &slug).await
}

#[cfg(feature = "ssr")]
pub(super) async fn shown(
    hub: &domain::Hub,
    actor: domain::Actor,
    slug: &str,
) -> AppResult<TeamView> {
    let team = domain::team::team(hub, actor, &super::scope::of(slug)).await;
    let team = crate::forms::answer(team)?;
    let me = crate::forms::answer(domain::accounts::me(hub, actor).await)?;
    let end = |it: &TeamInvitation| domain::events::wall(it.expires_at, &me.timezone);
    let ends = team.invitations.iter().map(end).collect();
    Ok(TeamView { team, ends })
}

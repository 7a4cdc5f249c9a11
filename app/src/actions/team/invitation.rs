//! What an invitation says, for whoever has its link.

use crate::error::AppResult;
use crate::transport::Get;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use types::team::InvitationView;
use types::wall::Wall;

/// An invitation as its page shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InvitationShown {
    pub invitation: InvitationView,
    /// When it ends, by the reader's clock.
    pub ends: Wall,
}

#[server(prefix = "/fn", endpoint = "invitation", protocol = Get)]
pub async fn invitation(#[server(default)] link: String) -> AppResult<InvitationShown> {
    let (hub, actor) = (crate::ssr::hub()?, crate::ssr::actor());
    let invitation = domain::team::invitation(&hub, actor, &link).await;
    let invitation = crate::forms::answer(invitation)?;
    let zone = match actor.user_id() {
        Some(_) => crate::forms::answer(domain::accounts::me(&hub, actor).await)?.timezone,
        None => "UTC".to_owned(),
    };
    let ends = domain::events::wall(invitation.expires_at, &zone);
    Ok(InvitationShown { invitation, ends })
}

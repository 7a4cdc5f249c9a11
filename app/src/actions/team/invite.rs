//! Somebody is invited into a team.

use crate::error::AppResult;
use crate::transport::Post;
use leptos::prelude::*;

pub const ENDPOINT: &str = "invite-to-team";

#[server(prefix = "/fn", endpoint = "invite-to-team", protocol = Post)]
pub async fn invite_to_team(
    #[server(default)] slug: String,
    #[server(default)] email: String,
    #[server(default)] role: String,
) -> AppResult<()> {
    use types::team::{Invite, TeamRole};
    use types::{Failure, FieldProblem};
    let (hub, actor) = (crate::ssr::hub()?, crate::ssr::actor());
    let typed = [("email", &*email), ("role", &*role)];
    let result = async {
        let scope = super::scope::of(&slug);
        domain::team::may_manage(&hub, actor, &scope).await.map_err(Failure::from)?;
        let wrong = || Failure::field("role", FieldProblem::Invalid);
        let role = TeamRole::parse(&role).ok_or_else(wrong)?;
        let input = Invite { email: email.clone(), role };
        domain::team::invite(&hub, actor, scope, input).await.map_err(Failure::from)
    };
    crate::forms::form_answer(ENDPOINT, &typed, result.await)?;
    crate::forms::flash_if_plain(crate::forms::FlashMessage::MailQueued);
    crate::forms::go(&super::scope::page(&slug));
    Ok(())
}

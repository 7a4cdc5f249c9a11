//! A member of the team gets another role.

use crate::error::AppResult;
use crate::transport::Post;
use leptos::prelude::*;

pub const ENDPOINT: &str = "change-team-role";

#[server(prefix = "/fn", endpoint = "change-team-role", protocol = Post)]
pub async fn change_team_role(
    #[server(default)] slug: String,
    #[server(default)] member: String,
    #[server(default)] role: String,
) -> AppResult<()> {
    use types::{Failure, FieldProblem};
    let (hub, actor) = (crate::ssr::hub()?, crate::ssr::actor());
    let id = crate::forms::answer(member.parse().map_err(|_| types::ErrorCode::NotFound))?;
    let scope = super::scope::of(&slug);
    let result = async {
        domain::team::may_change(&hub, actor, &scope, id).await.map_err(Failure::from)?;
        let wrong = || Failure::field("role", FieldProblem::Invalid);
        let role = types::team::TeamRole::parse(&role).ok_or_else(wrong)?;
        let changed = domain::team::change_role(&hub, actor, scope.clone(), id, role).await;
        changed.map_err(Failure::from)
    };
    crate::forms::form_answer(ENDPOINT, &[], result.await)?;
    crate::forms::flash_if_plain(crate::forms::FlashMessage::Saved);
    crate::forms::go(&super::scope::page(&slug));
    Ok(())
}

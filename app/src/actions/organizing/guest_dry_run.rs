//! What inviting a table of guests would do, with these columns.

use crate::actions::organizing::guest_views::DryRun;
use crate::error::AppResult;
use crate::transport::Get;
use leptos::prelude::*;

#[server(prefix = "/fn", endpoint = "organize-guest-dry-run", protocol = Get)]
pub async fn guest_dry_run(
    #[server(default)] slug: String,
    #[server(default)] list: String,
    #[server(default)] query: String,
) -> AppResult<DryRun> {
    use super::guest_list_view::{chosen, dry_run, found, guests};
    use domain::bookings::Run;
    let (hub, actor) = (crate::ssr::hub()?, crate::ssr::actor());
    let result = async {
        let found = found(&hub, actor, &slug, &list).await?;
        let types = domain::ticket_types::to_give(&hub, actor, &slug).await?;
        let chosen = chosen(&found, &query, &types);
        let (lines, input) = guests(&found, &chosen);
        let done = domain::bookings::invite_guests(&hub, actor, &slug, input, Run::Rehearsal).await;
        let done = done.map_err(|refusal| refusal.failure)?;
        Ok::<_, types::Failure>(dry_run(&lines, chosen, &types, done.value))
    }
    .await;
    crate::forms::answer(result)
}

//! A table of guests that was sent, and what its columns are.

use crate::actions::organizing::guest_views::GuestListView;
use crate::error::AppResult;
use crate::transport::Get;
use leptos::prelude::*;

#[server(prefix = "/fn", endpoint = "organize-guest-list", protocol = Get)]
pub async fn guest_list(
    #[server(default)] slug: String,
    #[server(default)] list: String,
    #[server(default)] query: String,
) -> AppResult<GuestListView> {
    let (hub, actor) = (crate::ssr::hub()?, crate::ssr::actor());
    let result = async {
        let found = super::guest_list_view::found(&hub, actor, &slug, &list).await?;
        let types = domain::ticket_types::to_give(&hub, actor, &slug).await?;
        Ok::<_, types::Failure>(super::guest_list_view::view(found, &query, types))
    }
    .await;
    crate::forms::answer(result)
}

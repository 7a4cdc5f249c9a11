//! The tickets of people who come without theirs.

use crate::actions::door::views::FoundTickets;
use crate::error::AppResult;
use crate::transport::Get;
use leptos::prelude::*;

#[server(prefix = "/fn", endpoint = "door-search", protocol = Get)]
pub async fn door_search(
    #[server(default)] slug: String,
    #[server(default)] list: String,
    #[server(default)] search: String,
) -> AppResult<FoundTickets> {
    use super::view;
    use domain::attendance;
    let (hub, actor) = (crate::ssr::hub()?, crate::ssr::actor());
    let found = async {
        let desk = attendance::desk(&hub, actor, &slug).await?;
        let result = attendance::search(&hub, actor, &slug, view::list(&list), &search).await;
        view::found(search, result, &desk.timezone)
    };
    crate::forms::answer(found.await)
}

//! What needs a person, for the banner of every page of admins.

use crate::error::AppResult;
use crate::transport::Get;
use leptos::prelude::*;
use types::upkeep::Attention;

#[server(prefix = "/fn", endpoint = "admin-attention", protocol = Get)]
pub async fn admin_attention() -> AppResult<Attention> {
    let (hub, actor) = (crate::ssr::hub()?, crate::ssr::actor());
    crate::forms::answer(domain::upkeep::attention(&hub, actor).await)
}

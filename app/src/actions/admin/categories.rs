//! The categories, as admins keep them.

use crate::error::AppResult;
use crate::transport::Get;
use leptos::prelude::*;
use types::events::AdminCategory;

#[server(prefix = "/fn", endpoint = "admin-categories", protocol = Get)]
pub async fn load_admin_categories() -> AppResult<Vec<AdminCategory>> {
    let (hub, actor) = (crate::ssr::hub()?, crate::ssr::actor());
    crate::forms::answer(domain::events::admin_categories(&hub, actor).await)
}

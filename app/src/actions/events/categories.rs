//! The categories, by name in the visitor's language.

use crate::error::AppResult;
use crate::transport::Get;
use leptos::prelude::*;
use types::events::Category;

#[server(prefix = "/fn", endpoint = "categories", protocol = Get)]
pub async fn categories() -> AppResult<Vec<Category>> {
    let (hub, locale) = (crate::ssr::hub()?, crate::ssr::locale());
    crate::forms::answer(domain::events::categories(&hub, locale).await)
}

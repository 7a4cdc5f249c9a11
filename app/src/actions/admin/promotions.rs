//! The promo codes of the whole platform, with their uses and what they cost.

use crate::actions::run::promotions::PromotionsView;
use crate::error::AppResult;
use crate::transport::Get;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// A page of them; times are by the reader's clock.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AdminCodes {
    pub view: PromotionsView,
    pub page: u32,
    pub pages: u32,
}

#[server(prefix = "/fn", endpoint = "admin-promotions", protocol = Get)]
pub async fn load_admin_promotions(#[server(default)] page: String) -> AppResult<AdminCodes> {
    use crate::actions::run::promotions::lines;
    use crate::forms::answer;
    use types::PageRequest;
    const PAGE_SIZE: u32 = 20;
    let (hub, actor) = (crate::ssr::hub()?, crate::ssr::actor());
    let page = PageRequest::new(page.parse().unwrap_or(1), PAGE_SIZE);
    let found = answer(domain::promotions::of_platform(&hub, actor, page).await)?;
    let zone = answer(domain::accounts::me(&hub, actor).await)?.timezone;
    let (number, pages) = (found.page, found.pages());
    let view = lines::view(&hub, &zone, found.results);
    Ok(AdminCodes { view: PromotionsView { zone, ..view }, page: number, pages })
}

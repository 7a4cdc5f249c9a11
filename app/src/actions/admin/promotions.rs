//! The promo codes of every event, with their uses and what they cost.

use crate::error::AppResult;
use crate::transport::Get;
use leptos::prelude::*;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use types::promotions::PromotionKind;
use types::serde::money_string;
use types::{Currency, Page, Wall};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AdminCodeLine {
    pub code: String,
    pub kind: PromotionKind,
    #[serde(with = "money_string")]
    pub value: Decimal,
    pub currency: Option<Currency>,
    pub uses: i32,
    pub max_uses: Option<i32>,
    /// In UTC.
    pub from: Wall,
    pub until: Wall,
    pub sums: Vec<AdminCodeSum>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AdminCodeSum {
    pub currency: Currency,
    #[serde(with = "money_string")]
    pub discount: Decimal,
    #[serde(with = "money_string")]
    pub paid: Decimal,
}

#[server(prefix = "/fn", endpoint = "admin-promotions", protocol = Get)]
pub async fn load_admin_promotions(
    #[server(default)] page: String,
) -> AppResult<Page<AdminCodeLine>> {
    use domain::events::wall;
    use types::PageRequest;
    use types::promotions::UsedPromotion;
    const PAGE_SIZE: u32 = 20;
    let (hub, actor) = (crate::ssr::hub()?, crate::ssr::actor());
    let page = PageRequest::new(page.parse().unwrap_or(1), PAGE_SIZE);
    let found = domain::promotions::of_platform(&hub, actor, page).await;
    let line = |UsedPromotion { promotion, sums }| AdminCodeLine {
        code: promotion.code,
        kind: promotion.kind,
        value: promotion.value.normalize(),
        currency: promotion.currency,
        uses: promotion.uses,
        max_uses: promotion.max_uses,
        from: wall(promotion.valid_from, "UTC"),
        until: wall(promotion.valid_until, "UTC"),
        sums: sums
            .into_iter()
            .map(|sum| AdminCodeSum {
                currency: sum.discount.currency,
                discount: sum.discount.amount(),
                paid: sum.paid.amount(),
            })
            .collect(),
    };
    Ok(crate::forms::answer(found)?.map(line))
}

//! The promo codes of an event, with their uses and what they cost.

use crate::error::AppResult;
use crate::transport::Get;
use leptos::prelude::*;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use types::ids::{EventId, PromotionId};
use types::promotions::{CodeState, PromotionKind};
use types::serde::money_string;
use types::{Currency, Wall};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PromotionsView {
    /// None: those of the whole platform.
    pub event: Option<EventId>,
    pub slug: String,
    pub currency: Option<Currency>,
    /// The zone that the times are of, where it is not the event's.
    pub zone: String,
    /// Where the site is, for links to take along.
    pub base: String,
    pub codes: Vec<CodeLine>,
    /// What stands in the form of a new one: from now for thirty days, by the event's clock.
    pub from: String,
    pub until: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CodeLine {
    pub id: PromotionId,
    pub code: String,
    pub kind: PromotionKind,
    #[serde(with = "money_string")]
    pub value: Decimal,
    /// None: the event's, or any.
    pub currency: Option<Currency>,
    pub state: CodeState,
    pub paused: bool,
    pub uses: i32,
    pub max_uses: Option<i32>,
    pub per_person: Option<i32>,
    pub from: Wall,
    pub until: Wall,
    /// The same as a form takes them.
    pub from_field: String,
    pub until_field: String,
    pub sums: Vec<CodeSum>,
}

/// What it has taken off in one currency, and what was asked for after that.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CodeSum {
    pub bookings: i64,
    pub currency: Currency,
    #[serde(with = "money_string")]
    pub discount: Decimal,
    #[serde(with = "money_string")]
    pub paid: Decimal,
}

#[server(prefix = "/fn", endpoint = "organize-promotions", protocol = Get)]
pub async fn load_promotions(#[server(default)] slug: String) -> AppResult<PromotionsView> {
    let (hub, actor) = (crate::ssr::hub()?, crate::ssr::actor());
    let found = domain::event_bookings::promotions(&hub, actor, &slug).await;
    let found = crate::forms::answer(found)?;
    Ok(PromotionsView {
        event: Some(found.event),
        slug: found.slug,
        currency: Some(found.currency),
        ..lines::view(&hub, &found.timezone, found.codes)
    })
}

#[cfg(feature = "ssr")]
pub(crate) mod lines {
    use super::{CodeLine, CodeSum, PromotionsView};
    use chrono::{DateTime, TimeDelta, Utc};
    use domain::Hub;
    use domain::events::{shown, wall};
    use types::promotions::UsedPromotion;

    /// Codes of nobody in particular, by the clock of a zone.
    pub(crate) fn view(hub: &Hub, zone: &str, codes: Vec<UsedPromotion>) -> PromotionsView {
        let now = hub.now();
        PromotionsView {
            event: None,
            slug: String::new(),
            currency: None,
            zone: String::new(),
            base: hub.settings.base_url.clone(),
            codes: codes.into_iter().map(|code| line(code, zone, now)).collect(),
            from: shown(now, zone).0,
            until: shown(now + TimeDelta::days(30), zone).0,
        }
    }

    fn line(used: UsedPromotion, zone: &str, now: DateTime<Utc>) -> CodeLine {
        let UsedPromotion { promotion, sums } = used;
        CodeLine {
            state: promotion.state(now),
            paused: promotion.paused_at.is_some(),
            id: promotion.id,
            code: promotion.code,
            kind: promotion.kind,
            value: promotion.value.normalize(),
            currency: promotion.currency,
            uses: promotion.uses,
            max_uses: promotion.max_uses,
            per_person: promotion.max_uses_per_user,
            from: wall(promotion.valid_from, zone),
            until: wall(promotion.valid_until, zone),
            from_field: shown(promotion.valid_from, zone).0,
            until_field: shown(promotion.valid_until, zone).0,
            sums: sums
                .into_iter()
                .map(|sum| CodeSum {
                    bookings: sum.bookings,
                    currency: sum.discount.currency,
                    discount: sum.discount.amount(),
                    paid: sum.paid.amount(),
                })
                .collect(),
        }
    }
}

//! The promo codes of an event, with their uses and what they cost.

use crate::error::AppResult;
use crate::transport::Get;
use leptos::prelude::*;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use types::ids::{EventId, PromotionId, TicketTypeId};
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
    /// The event's kinds of ticket.
    pub kinds: Vec<CodeKind>,
    /// What stands in the form of a new one: from now for thirty days, by the event's clock.
    pub from: String,
    pub until: String,
}

/// A kind of ticket that a code may be for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CodeKind {
    pub id: TicketTypeId,
    pub name: String,
    /// Seen by who has a code for it.
    pub hidden: bool,
    pub archived: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CodeLine {
    pub id: PromotionId,
    pub code: String,
    /// The kinds of ticket that it is for; none: for all.
    pub kinds: Option<Vec<TicketTypeId>>,
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
    let types = domain::ticket_types::list(&hub, actor, &found.slug).await;
    let kinds = crate::forms::answer(types)?.types.into_iter().map(lines::kind).collect();
    Ok(PromotionsView {
        kinds,
        event: Some(found.event),
        slug: found.slug,
        currency: Some(found.currency),
        ..lines::view(&hub, &found.timezone, found.codes)
    })
}

#[cfg(feature = "ssr")]
pub(crate) mod lines {
    use super::{CodeKind, CodeLine, CodeSum, PromotionsView};
    use chrono::{DateTime, TimeDelta, Utc};
    use domain::Hub;
    use domain::events::{shown, wall};
    use types::promotions::UsedPromotion;
    use types::ticket_types::{Offering, TicketTypeDetails};

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
            kinds: Vec::new(),
            from: shown(now, zone).0,
            until: shown(now + TimeDelta::days(30), zone).0,
        }
    }

    pub(super) fn kind(of: TicketTypeDetails) -> CodeKind {
        CodeKind {
            id: of.id,
            name: of.name,
            hidden: of.hidden,
            archived: of.offering == Offering::Archived,
        }
    }

    fn line(used: UsedPromotion, zone: &str, now: DateTime<Utc>) -> CodeLine {
        let UsedPromotion { promotion, sums } = used;
        CodeLine {
            state: promotion.state(now),
            paused: promotion.paused_at.is_some(),
            id: promotion.id,
            code: promotion.code,
            kinds: promotion.ticket_types,
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

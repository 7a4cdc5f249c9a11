//! Payments that need a person, asked for by the query of their page.

use crate::error::AppResult;
use crate::transport::Get;
use leptos::prelude::*;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use types::ids::{BookingId, PaymentId};
use types::upkeep::PaymentTrouble;
use types::{Currency, Page, Wall};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaymentRow {
    pub id: PaymentId,
    pub trouble: PaymentTrouble,
    pub booking: BookingId,
    pub reference: String,
    pub title: String,
    pub slug: String,
    pub display_name: Option<String>,
    #[serde(with = "types::serde::money_string")]
    pub amount: Decimal,
    pub currency: Currency,
    /// By the reader's clock.
    pub since: Wall,
    pub last_error: Option<String>,
}

#[server(prefix = "/fn", endpoint = "admin-payments", protocol = Get)]
pub async fn admin_payments(#[server(default)] page: String) -> AppResult<Page<PaymentRow>> {
    let (hub, actor) = (crate::ssr::hub()?, crate::ssr::actor());
    let page = types::PageRequest::new(page.parse().unwrap_or(1), 20);
    let found = domain::upkeep::troubled_payments(&hub, actor, None, page).await;
    let found = crate::forms::answer(found)?;
    let zone = crate::forms::answer(domain::accounts::me(&hub, actor).await)?.timezone;
    Ok(found.map(|payment| PaymentRow {
        id: payment.id,
        trouble: payment.trouble,
        booking: payment.booking,
        reference: payment.reference,
        title: payment.title,
        slug: payment.slug,
        display_name: payment.display_name,
        amount: payment.amount,
        currency: payment.currency,
        since: domain::events::wall(payment.since, &zone),
        last_error: payment.last_error,
    }))
}

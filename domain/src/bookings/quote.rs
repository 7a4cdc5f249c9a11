//! Quotes: what seats would cost, before anything is booked. Nothing is locked, held or counted but a wrong
//! code.

use super::error::invalid_promo_code;
use crate::events::{EventRow, visible};
use crate::promotions::{Offer, Try, look};
use crate::{Actor, Error, Hub, ticket_types};
use rust_decimal::Decimal;
use sqlx::postgres::PgConnection;
use std::collections::HashMap;
use types::events::EventStatus;
use types::ids::{EventId, TicketTypeId};
use types::promotions::normal_code;
use types::quotes::{Quote, QuoteInput, QuoteItem};
use types::ticket_types::{SaleState, TicketType, WantedItem};
use types::{ErrorCode, Failure, FieldProblem, Money};

/// A quote of an event, and the zone of its clock.
#[derive(Clone, Debug)]
pub struct Quoted {
    pub quote: Quote,
    /// IANA name.
    pub timezone: String,
}

/// What seats would cost this moment, with a code that could be used now: its window, its uses and those of
/// the person who asks are looked at as a booking would. A code that is good and not for these seats takes
/// nothing off.
///
/// # Errors
/// `not_found`; `validation_failed`, also for a type that is none of the event's or that no code of the
/// caller's opens; `event_not_bookable`, `ticket_type_required`; `invalid_promo_code`, `too_many_requests`
/// after too many of those.
pub async fn quote(
    hub: &Hub,
    actor: Actor,
    event: &str,
    input: QuoteInput,
) -> Result<Quoted, Error> {
    let event = visible(&mut *hub.db.read().await?, actor, event).await?;
    input.check()?;
    let open = event.status == EventStatus::Published && event.hidden_at.is_none();
    if !open || event.start_date <= hub.now() {
        return Err(ErrorCode::EventNotBookable.into());
    }
    let typed = input.promo_code.as_deref().map(str::trim).filter(|code| !code.is_empty());
    let quoted = if let Some(typed) = typed {
        let look = Try::begin(hub, actor.user_id()).await?;
        let quoted = with_code(hub, actor, &event, &input, typed).await;
        let code = quoted.as_ref().err().and_then(Error::code);
        look.end(hub, code == Some(ErrorCode::InvalidPromoCode)).await;
        quoted
    } else {
        work_out(hub, &event, &input, None).await
    };
    quoted.map(|quote| Quoted { quote, timezone: event.timezone })
}

async fn with_code(
    hub: &Hub,
    actor: Actor,
    event: &EventRow,
    input: &QuoteInput,
    typed: &str,
) -> Result<Quote, Error> {
    let code = normal_code(typed).ok_or_else(invalid_promo_code)?;
    let offer = {
        let mut connection = hub.db.read().await?;
        look(&mut connection, &code, event.id, actor.user_id()).await?
    };
    let offer = offer.ok_or_else(invalid_promo_code)?;
    work_out(hub, event, input, Some((code, offer))).await
}

async fn work_out(
    hub: &Hub,
    event: &EventRow,
    input: &QuoteInput,
    code: Option<(String, Offer)>,
) -> Result<Quote, Error> {
    let (code, offer) = code.unzip();
    let opened = offer.as_ref().map(|offer| offer.opens.as_slice()).unwrap_or_default();
    let mut connection = hub.db.read().await?;
    let ticket_types = ticket_types::shown(&mut connection, event, opened).await?;
    let covers = |of: TicketTypeId| offer.as_ref().is_some_and(|offer| offer.covers(of));
    let items = if event.typed {
        let wanted = wanted(input, &ticket_types)?;
        let units = units(&mut connection, event.id, &wanted).await?;
        typed_items(&wanted, &ticket_types, &units, covers)?
    } else if !input.items.is_empty() {
        return Err(unknown(0));
    } else {
        input.quantity.map(|seats| plain_item(event, seats, offer.as_ref())).into_iter().collect()
    };
    let sum = |all: bool| {
        let counted = items.iter().filter(|item| all || item.discounted);
        let each = counted.map(|item| item.unit_price * Decimal::from(item.quantity));
        Money::new(each.sum(), event.currency)
    };
    let subtotal = sum(true);
    let discount = match &offer {
        Some(offer) => offer.discount(sum(false)),
        None => Money::zero(event.currency),
    };
    let opens = items.iter().any(|it| it.ticket_type.is_some_and(|of| opened.contains(&of)));
    Ok(Quote {
        subtotal: subtotal.amount(),
        discount: discount.amount(),
        total: subtotal.less(discount).amount(),
        currency: event.currency,
        promo_code: code,
        promo_code_applies: opens || !discount.is_zero(),
        items,
        ticket_types,
    })
}

/// What is wanted of which types; where only seats are asked for, of the one that is on sale.
fn wanted(input: &QuoteInput, types: &[TicketType]) -> Result<Vec<WantedItem>, Error> {
    let Some(quantity) = input.quantity else { return Ok(input.items.clone()) };
    let mut on_sale = types.iter().filter(|it| it.state == SaleState::OnSale);
    match (on_sale.next(), on_sale.next()) {
        (Some(only), None) => Ok(vec![WantedItem { ticket_type: only.id, quantity }]),
        _ => Err(ErrorCode::TicketTypeRequired.into()),
    }
}

fn unknown(at: usize) -> Error {
    Failure::field(&format!("items[{at}].ticket_type"), FieldProblem::NotFound).into()
}

fn typed_items(
    wanted: &[WantedItem],
    types: &[TicketType],
    units: &HashMap<TicketTypeId, Decimal>,
    covers: impl Fn(TicketTypeId) -> bool,
) -> Result<Vec<QuoteItem>, Error> {
    let item = |(at, item): (usize, &WantedItem)| {
        let of = types.iter().find(|it| it.id == item.ticket_type).ok_or_else(|| unknown(at))?;
        Ok(QuoteItem {
            ticket_type: Some(of.id),
            name: Some(of.name.clone()),
            quantity: number(item.quantity),
            unit_price: units.get(&of.id).copied().unwrap_or(of.price),
            discounted: covers(of.id),
            state: of.state,
            seats_available: of.seats_available,
        })
    };
    wanted.iter().enumerate().map(item).collect()
}

/// Seats of an event that has one kind of ticket.
fn plain_item(event: &EventRow, seats: i64, offer: Option<&Offer>) -> QuoteItem {
    let free = event.seats().available;
    QuoteItem {
        ticket_type: None,
        name: None,
        quantity: number(seats),
        unit_price: event.price,
        discounted: offer.is_some_and(|offer| offer.types.is_none()),
        state: if free > 0 { SaleState::OnSale } else { SaleState::SoldOut },
        seats_available: free,
    }
}

/// Checked to be within its bounds.
fn number(quantity: i64) -> i32 {
    i32::try_from(quantity).unwrap_or(i32::MAX)
}

/// What each of so many seats of a type costs, as a claim would price them.
async fn units(
    connection: &mut PgConnection,
    event: EventId,
    wanted: &[WantedItem],
) -> Result<HashMap<TicketTypeId, Decimal>, sqlx::Error> {
    let (types, seats): (Vec<_>, Vec<_>) =
        wanted.iter().map(|item| (item.ticket_type, number(item.quantity))).unzip();
    let rows: Vec<(TicketTypeId, Decimal)> = sqlx::query_as(
        "SELECT t.id, coalesce((
             SELECT step.price FROM unnest(price_steps_of(t.id)) AS step
             WHERE step.first IS NULL OR t.taken + item.n <= step.first
             ORDER BY step.position LIMIT 1
         ), t.price)::numeric
         FROM unnest($2::uuid[], $3::int[]) AS item (id, n)
             JOIN ticket_types t ON t.id = item.id AND t.event_id = $1",
    )
    .bind(event)
    .bind(types)
    .bind(seats)
    .fetch_all(connection)
    .await?;
    Ok(rows.into_iter().collect())
}

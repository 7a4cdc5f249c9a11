//! What the chosen seats would cost, with a promo code or without.

use crate::actions::events::tickets::TicketLine;
use crate::error::AppResult;
use crate::transport::Get;
use leptos::prelude::*;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use types::ids::TicketTypeId;
use types::serde::money_string;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuoteView {
    /// What can be had by whoever has the code; empty where the event has one kind of ticket.
    pub tickets: Vec<TicketLine>,
    pub sums: Sums,
    /// The code that was asked with.
    pub code: Option<String>,
}

/// What some seats cost.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sums {
    /// Which, as they were asked for.
    pub of: String,
    #[serde(with = "money_string")]
    pub subtotal: Decimal,
    #[serde(with = "money_string")]
    pub discount: Decimal,
    #[serde(with = "money_string")]
    pub total: Decimal,
    /// Whether they can be booked with the code.
    pub applies: bool,
}

/// `seats`: how many, or how many of each kind as [`asked`] writes them.
#[server(prefix = "/fn", endpoint = "quote", protocol = Get)]
pub async fn quote(
    slug: String,
    #[server(default)] seats: String,
    #[server(default)] promo_code: String,
) -> AppResult<QuoteView> {
    let (hub, actor) = (crate::ssr::hub()?, crate::ssr::actor());
    crate::forms::answer(read::quote(&hub, actor, &slug, &seats, &promo_code).await)
}

/// `…:2,…:1`, in whatever order they were chosen the same; empty where nothing is.
pub fn asked(mut chosen: Vec<(TicketTypeId, i64)>) -> String {
    chosen.sort_unstable();
    let each: Vec<String> = chosen.iter().map(|(kind, seats)| format!("{kind}:{seats}")).collect();
    each.join(",")
}

#[cfg(feature = "ssr")]
pub(crate) mod read {
    use super::{QuoteView, Sums};
    use domain::{Actor, Hub};
    use types::quotes::QuoteInput;
    use types::ticket_types::{TYPES_MAX, WantedItem};
    use types::{Failure, FieldProblem};

    /// By the event's address.
    pub(crate) async fn quote(
        hub: &Hub,
        actor: Actor,
        slug: &str,
        seats: &str,
        code: &str,
    ) -> Result<QuoteView, Failure> {
        let input = QuoteInput { promo_code: Some(code.to_owned()), ..input(seats)? };
        let quoted = domain::bookings::quote(hub, actor, slug, input).await?;
        let (quote, zone) = (quoted.quote, quoted.timezone);
        Ok(QuoteView {
            tickets: crate::actions::events::tickets::lines(quote.ticket_types, &zone, hub.now()),
            sums: Sums {
                of: seats.to_owned(),
                subtotal: quote.subtotal,
                discount: quote.discount,
                total: quote.total,
                applies: quote.promo_code_applies,
            },
            code: quote.promo_code,
        })
    }

    fn input(seats: &str) -> Result<QuoteInput, Failure> {
        let wrong = || Failure::field("quantity", FieldProblem::WrongType);
        if seats.is_empty() {
            return Ok(QuoteInput::default());
        }
        if !seats.contains(':') {
            let quantity = seats.trim().parse().map_err(|_| wrong())?;
            return Ok(QuoteInput { quantity: Some(quantity), ..QuoteInput::default() });
        }
        let item = |part: &str| {
            let (kind, seats) = part.split_once(':')?;
            Some(WantedItem { ticket_type: kind.parse().ok()?, quantity: seats.parse().ok()? })
        };
        let items: Option<Vec<_>> = seats.split(',').take(TYPES_MAX).map(item).collect();
        Ok(QuoteInput { items: items.ok_or_else(wrong)?, ..QuoteInput::default() })
    }

    #[cfg(test)]
    mod tests {
        use super::super::asked;
        use super::*;

        #[test]
        fn what_is_asked_for_is_read_again() {
            let kind = "0198b3a0-0000-7000-8000-000000000001".parse().unwrap();
            let read = input(&asked(vec![(kind, 2)])).unwrap();
            assert_eq!(read.items, [WantedItem { ticket_type: kind, quantity: 2 }]);
            assert_eq!(input("3").unwrap().quantity, Some(3));
            assert!(input("").unwrap().items.is_empty());
            assert!(input("many").is_err() && input("a:1").is_err());
        }
    }
}

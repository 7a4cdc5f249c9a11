//! What the event's team changes, as far as it can be.

use super::expected::EARLY;
use super::steps::Change;
use super::world::World;
use crate::{Error, events, ticket_types};
use rust_decimal::Decimal;
use types::events::EventPatch;
use types::ticket_types::{PriceStep, TicketPoolInput, TicketTypePatch};
use types::{ErrorCode, Failure, Locale};

impl World {
    pub(super) async fn change(&mut self, change: Change) {
        let mut after = self.model.clone();
        match change {
            Change::Capacity(seats) => after.capacity = seats,
            Change::Pool(quota) => after.pool = quota,
            Change::Quota(of, quota) => after.kinds[of].quota = quota,
            Change::Pooled(of, pooled) => after.kinds[of].pooled = pooled,
            Change::Early(of, first) => after.kinds[of].early = first,
            Change::Offering(of, offering) => after.kinds[of].offering = offering,
        }
        let may_be = match change {
            Change::Capacity(seats) => after.of_event() <= seats,
            Change::Pool(_) | Change::Pooled(..) => after.of_pool() <= after.pool,
            Change::Quota(of, quota) => quota.is_none_or(|quota| after.taken(of) <= quota),
            Change::Early(..) | Change::Offering(..) => true,
        };
        match self.written(change).await {
            Ok(()) => {
                assert!(may_be, "{change:?} is less than what is taken");
                self.model = after;
            }
            Err(error) => {
                let code = Failure::from(error).code;
                assert!(!may_be, "{change:?} was refused: {code:?}");
                let below = [ErrorCode::QuotaBelowTaken, ErrorCode::CapacityBelowTaken];
                assert!(below.contains(&code), "{code:?}");
            }
        }
        self.serve().await;
    }

    async fn written(&self, change: Change) -> Result<(), Error> {
        let (hub, key, host) = (&self.hub, self.key(), self.host);
        let (of, patch) = match change {
            Change::Capacity(seats) => {
                let wish = EventPatch { max_capacity: Some(seats.into()), ..EventPatch::default() };
                return events::patch(hub, host, &key, wish, Locale::En).await.map(drop);
            }
            Change::Pool(quota) => {
                let input = TicketPoolInput {
                    name: "Hall".to_owned(),
                    quota: quota.into(),
                    position: None,
                };
                let pool = self.pool;
                return ticket_types::replace_pool(hub, host, &key, pool, input).await.map(drop);
            }
            Change::Quota(of, quota) => {
                let quota = Some(quota.map(Into::into));
                (of, TicketTypePatch { quota, ..TicketTypePatch::default() })
            }
            Change::Pooled(of, pooled) => {
                let pool = Some(pooled.then_some(self.pool));
                (of, TicketTypePatch { pool, ..TicketTypePatch::default() })
            }
            Change::Early(of, first) => {
                let step = |first: i32| PriceStep {
                    price: Decimal::new(EARLY, 2),
                    until: None,
                    first: Some(first.into()),
                };
                let price_steps = Some(first.map(step).into_iter().collect());
                (of, TicketTypePatch { price_steps, ..TicketTypePatch::default() })
            }
            Change::Offering(of, offering) => {
                (of, TicketTypePatch { offering: Some(offering), ..TicketTypePatch::default() })
            }
        };
        ticket_types::change(hub, host, &key, self.kinds[of], patch).await.map(drop)
    }
}

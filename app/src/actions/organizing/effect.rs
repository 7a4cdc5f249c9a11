//! What a step would bring about: it is done and taken back.

use crate::error::AppResult;
use crate::transport::Get;
use leptos::prelude::*;
use types::booking_actions::BookingEffect;

/// None as long as the address does not say enough.
#[server(prefix = "/fn", endpoint = "organize-booking-effect", protocol = Get)]
pub async fn rehearse_step(
    #[server(default)] slug: String,
    #[server(default)] booking: String,
    #[server(default)] query: String,
) -> AppResult<Option<BookingEffect>> {
    use super::step::{Step, booking_id, of_address};
    use domain::bookings::{self, Run};
    let (hub, actor) = (crate::ssr::hub()?, crate::ssr::actor());
    let result = async {
        let id = booking_id(&booking)?;
        let done = match of_address(&query)? {
            Some(Step::Cancel(input)) => {
                bookings::cancel_as_organizer(&hub, actor, &slug, id, input, Run::Rehearsal).await
            }
            Some(Step::Refund(input)) => {
                bookings::refund_as_organizer(&hub, actor, &slug, id, input, Run::Rehearsal).await
            }
            // The booking has moved, and its page is on the way there.
            Some(Step::Move(input)) if input.event == slug => return Ok(None),
            Some(Step::Move(input)) => {
                bookings::move_booking(&hub, actor, &slug, id, input, Run::Rehearsal).await
            }
            Some(Step::Exchange(ticket, input)) => {
                let of = (id, ticket);
                let run = Run::Rehearsal;
                bookings::exchange_as_organizer(&hub, actor, &slug, of, input, run).await
            }
            None => return Ok(None),
        };
        done.map(|answer| Some(answer.value.effect)).map_err(|refusal| refusal.failure)
    }
    .await;
    crate::forms::answer(result)
}

//! Move a booking to another event of one's own; leads to where it is then.

use crate::error::AppResult;
use crate::transport::Post;
use leptos::prelude::*;

pub const ENDPOINT: &str = "organize-move-booking";

#[server(prefix = "/fn", endpoint = "organize-move-booking", protocol = Post)]
pub async fn move_organized_booking(
    #[server(default)] slug: String,
    #[server(default)] booking: String,
    #[server(default)] to: String,
    #[server(default)] kind: String,
    #[server(default)] reason: String,
    #[server(default)] key: String,
) -> AppResult<()> {
    use super::step;
    let (hub, actor) = (crate::ssr::hub()?, crate::ssr::actor());
    let result = async {
        let id = step::booking_id(&booking)?;
        let (input, run) = (step::relocate(&to, &kind, &reason)?, step::run(&key)?);
        let done = domain::bookings::move_booking(&hub, actor, &slug, id, input, run).await;
        done.map_err(|refusal| refusal.failure)
    }
    .await;
    let done = crate::forms::form_answer(ENDPOINT, &[("reason", &reason)], result)?;
    let there = done.value.booking;
    crate::forms::flash_if_plain(crate::forms::FlashMessage::BookingMoved);
    // An event is found by its id as well as by its name.
    crate::forms::go(&crate::paths::organize_booking(&there.event.id.to_string(), &there.id));
    Ok(())
}

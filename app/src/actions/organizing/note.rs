//! Write the team's note on a booking.

use crate::error::AppResult;
use crate::transport::Post;
use leptos::prelude::*;

pub const ENDPOINT: &str = "organize-booking-note";

#[server(prefix = "/fn", endpoint = "organize-booking-note", protocol = Post)]
pub async fn note_booking(
    #[server(default)] slug: String,
    #[server(default)] booking: String,
    #[server(default)] note: String,
) -> AppResult<()> {
    use super::step;
    use types::Failure;
    use types::booking_actions::NoteBooking as Note;
    let (hub, actor) = (crate::ssr::hub()?, crate::ssr::actor());
    let result = async {
        let id = step::booking_id(&booking)?;
        let input = Note { note: note.clone() };
        let done = domain::bookings::write_note(&hub, actor, &slug, id, input).await;
        done.map(|_| id).map_err(Failure::from)
    }
    .await;
    let id = crate::forms::form_answer(ENDPOINT, &[("note", &note)], result)?;
    step::leave(&slug, &id, crate::forms::FlashMessage::Saved);
    Ok(())
}

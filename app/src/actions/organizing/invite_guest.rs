//! Invite one guest.

use crate::error::AppResult;
use crate::transport::Post;
use leptos::prelude::*;

pub const ENDPOINT: &str = "organize-invite-guest";

#[server(prefix = "/fn", endpoint = "organize-invite-guest", protocol = Post)]
pub async fn invite_guest(
    #[server(default)] slug: String,
    #[server(default)] name: String,
    #[server(default)] email: String,
    #[server(default)] ticket_type: String,
    #[server(default)] key: String,
) -> AppResult<()> {
    use types::guests::{GuestInput, InviteGuests, check_guest};
    let (hub, actor) = (crate::ssr::hub()?, crate::ssr::actor());
    let result = async {
        let (name, email, ticket_type) = (name.clone(), email.clone(), ticket_type.clone());
        let guest = GuestInput { name, email, ticket_type: Some(ticket_type) };
        let guest = check_guest(&guest).map_err(types::Failure::fields)?;
        let input = InviteGuests { guests: vec![guest] };
        let run = super::step::run(&key)?;
        let done = domain::bookings::invite_guests(&hub, actor, &slug, input, run).await;
        done.map_err(|refusal| of_its_field(refusal.failure))
    }
    .await;
    let typed = [("name", name.as_str()), ("email", &email), ("ticket_type", &ticket_type)];
    let done = crate::forms::form_answer(ENDPOINT, &typed, result)?.value;
    let (invited, skipped) = (done.created.len(), done.skipped.len());
    crate::forms::go(&crate::paths::organize_guests_invited(&slug, invited, skipped));
    Ok(())
}

/// What is wrong with the row of a list that it is for the domain, said beside the form's field.
#[cfg(feature = "ssr")]
fn of_its_field(mut failure: types::Failure) -> types::Failure {
    for error in &mut failure.fields {
        if let Some(field) = error.field.strip_prefix("guests.0.") {
            error.field = field.to_owned();
        }
    }
    failure
}

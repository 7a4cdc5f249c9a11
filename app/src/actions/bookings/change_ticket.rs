//! Change a ticket of one's own: the name on it, whom it is handed on to, and taking it back.

use crate::error::AppResult;
use crate::transport::Post;
use leptos::prelude::*;

pub const ENDPOINT: &str = "change-ticket";

/// What the `deed` of a form says is done with the ticket.
pub const NAME: &str = "name";
pub const HAND_ON: &str = "hand-on";
pub const SEND_AGAIN: &str = "send-again";
pub const TAKE_BACK: &str = "take-back";

#[server(prefix = "/fn", endpoint = "change-ticket", protocol = Post)]
pub async fn change_ticket(
    #[server(default)] booking: String,
    #[server(default)] ticket: String,
    #[server(default)] deed: String,
    #[server(default)] name: String,
    #[server(default)] guest: String,
    #[server(default)] email: String,
    #[server(default)] key: String,
) -> AppResult<()> {
    use domain::bookings;
    use types::ticket_names::{HandOn, NameTicket};
    use types::{ErrorCode, Failure};
    let (hub, actor) = (crate::ssr::hub()?, crate::ssr::actor());
    let result = async {
        let unknown = || Failure::new(ErrorCode::NotFound);
        let of = booking.parse().map_err(|_| unknown())?;
        let id = ticket.parse().map_err(|_| unknown())?;
        // Whoever's it is not is told that, whatever the form says.
        bookings::may_change(&hub, actor, of).await?;
        let key = crate::actions::idempotency_key::parse(&key)?;
        let refused = |refusal: domain::idempotency::Refusal| refusal.failure;
        match deed.as_str() {
            NAME => {
                let input = NameTicket { attendee_name: name.clone() };
                let named = bookings::name_ticket(&hub, actor, of, id, input).await;
                named.map_err(|error| renamed(error.into()))?;
            }
            HAND_ON => {
                let input = HandOn { name: guest.clone(), email: email.clone() };
                let sent = bookings::hand_on(&hub, actor, of, id, input, key).await;
                sent.map_err(|refusal| renamed(refusal.failure))?;
            }
            SEND_AGAIN => {
                bookings::send_again(&hub, actor, of, id, key).await.map_err(refused)?;
            }
            TAKE_BACK => {
                bookings::take_back(&hub, actor, of, id).await?;
            }
            _ => return Err(unknown()),
        }
        Ok::<_, Failure>(())
    }
    .await;
    let typed = [
        ("ticket", &*ticket),
        ("deed", &*deed),
        ("name", &*name),
        ("guest", &*guest),
        ("email", &*email),
    ];
    crate::forms::form_answer(ENDPOINT, &typed, result)?;
    crate::forms::flash_if_plain(crate::forms::FlashMessage::Saved);
    crate::forms::back();
    Ok(())
}

/// The API's fields, as the forms of the page name them.
#[cfg(feature = "ssr")]
fn renamed(mut failure: types::Failure) -> types::Failure {
    for error in &mut failure.fields {
        let field = match error.field.as_str() {
            "attendee_name" => "name",
            "name" => "guest",
            _ => continue,
        };
        field.clone_into(&mut error.field);
    }
    failure
}

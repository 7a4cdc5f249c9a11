//! Invite everybody in a table that was sent: all of them or nobody.

#![allow(clippy::too_many_arguments, reason = "each is a field of the form")]

use crate::error::AppResult;
use crate::transport::Post;
use leptos::prelude::*;

pub const ENDPOINT: &str = "organize-invite-list";

#[server(prefix = "/fn", endpoint = "organize-invite-list", protocol = Post)]
pub async fn invite_list(
    #[server(default)] slug: String,
    #[server(default)] list: String,
    #[server(default)] header: String,
    #[server(default)] name: String,
    #[server(default)] surname: String,
    #[server(default)] email: String,
    #[server(default)] ticket_type: String,
    #[server(default)] others: String,
    #[server(default)] key: String,
) -> AppResult<()> {
    use super::guest_list_view::{Chosen, found, guests, of_form};
    let (hub, actor) = (crate::ssr::hub()?, crate::ssr::actor());
    let result = async {
        let found = found(&hub, actor, &slug, &list).await?;
        let columns = of_form(&header, [&name, &surname, &email, &ticket_type])?;
        let (_, input) = guests(&found, &Chosen { columns, others: others.clone() });
        let run = super::step::run(&key)?;
        let done = domain::bookings::invite_guests(&hub, actor, &slug, input, run).await;
        done.map_err(|refusal| refusal.failure)
    }
    .await;
    let done = crate::forms::form_answer(ENDPOINT, &[], result)?.value;
    let (invited, skipped) = (done.created.len(), done.skipped.len());
    crate::forms::go(&crate::paths::organize_guests_invited(&slug, invited, skipped));
    Ok(())
}

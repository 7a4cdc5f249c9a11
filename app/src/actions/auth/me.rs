//! Current user: the account that is logged in.

use crate::error::AppResult;
use crate::transport::Get;
use leptos::prelude::*;
use types::accounts::User;

#[server(prefix = "/fn", endpoint = "me", protocol = Get)]
pub async fn me() -> AppResult<Option<User>> {
    let actor = crate::ssr::actor();
    if actor.account_id().is_none() {
        return Ok(None);
    }
    crate::forms::answer(domain::accounts::me(&crate::ssr::hub()?, actor).await.map(Some))
}

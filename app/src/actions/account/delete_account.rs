//! Delete the account; answers with where to go next.

use crate::error::AppResult;
use crate::transport::Post;
use leptos::prelude::*;

pub const ENDPOINT: &str = "delete-account";

#[server(prefix = "/fn", endpoint = "delete-account", protocol = Post)]
pub async fn delete_account(#[server(default)] password: String) -> AppResult<String> {
    let (hub, actor) = (crate::ssr::hub()?, crate::ssr::actor());
    let result = domain::privacy::delete_account(&hub, actor, &password).await;
    crate::forms::form_answer(ENDPOINT, &[], result)?;
    crate::ssr::clear_session();
    crate::forms::flash(crate::forms::FlashMessage::AccountDeleted);
    Ok(crate::forms::leave_for("", crate::paths::HOME))
}

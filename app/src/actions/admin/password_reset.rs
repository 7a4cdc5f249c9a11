//! A link that sets a password is mailed to an account's owner.

use crate::error::AppResult;
use crate::transport::Post;
use leptos::prelude::*;

pub const ENDPOINT: &str = "admin-password-reset";

#[server(prefix = "/fn", endpoint = "admin-password-reset", protocol = Post)]
pub async fn admin_password_reset(#[server(default)] user: String) -> AppResult<()> {
    use crate::forms::{FlashMessage, answer};
    let (hub, actor) = (crate::ssr::hub()?, crate::ssr::actor());
    answer(actor.require_admin())?;
    let id = answer(super::user::named(&user))?;
    let result = domain::accounts::mail_password_reset(&hub, actor, id).await;
    super::user::done(ENDPOINT, id, FlashMessage::MailQueued, result)
}

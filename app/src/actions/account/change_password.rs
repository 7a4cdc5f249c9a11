//! Change the account's password; answers with where to go next.

use crate::error::AppResult;
use crate::transport::Post;
use leptos::prelude::*;

pub const ENDPOINT: &str = "change-password";

#[server(prefix = "/fn", endpoint = "change-password", protocol = Post)]
pub async fn change_password(
    #[server(default)] current_password: String,
    #[server(default)] new_password: String,
) -> AppResult<String> {
    let (hub, actor) = (crate::ssr::hub_of_browser()?, crate::ssr::actor());
    let input = types::accounts::ChangePassword { current_password, new_password };
    let result = domain::accounts::change_password(&hub, actor, input).await;
    let tokens = crate::forms::form_answer(ENDPOINT, &[], result)?;
    crate::ssr::set_session(&tokens);
    crate::forms::flash(crate::forms::FlashMessage::PasswordReplaced);
    Ok(crate::forms::leave_for("", crate::paths::ACCOUNT))
}

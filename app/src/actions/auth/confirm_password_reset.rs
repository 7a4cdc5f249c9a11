//! Set a new password with the link's token; answers with where to go next.

use crate::error::AppResult;
use crate::transport::Post;
use leptos::prelude::*;

pub const ENDPOINT: &str = "confirm-password-reset";

#[server(prefix = "/fn", endpoint = "confirm-password-reset", protocol = Post)]
pub async fn confirm_password_reset(
    #[server(default)] token: String,
    #[server(default)] password: String,
) -> AppResult<String> {
    let hub = crate::ssr::hub()?;
    let result = domain::accounts::confirm_password_reset(&hub, &token, &password).await;
    crate::forms::form_answer(ENDPOINT, &[], result)?;
    crate::forms::flash(crate::forms::FlashMessage::PasswordChanged);
    Ok(crate::forms::leave_for("", crate::paths::LOGIN))
}

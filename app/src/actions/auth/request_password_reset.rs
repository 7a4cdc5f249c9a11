//! Ask for a link that sets a new password; the answer is the same for an unknown address.

use crate::error::AppResult;
use crate::transport::Post;
use leptos::prelude::*;

pub const ENDPOINT: &str = "request-password-reset";

#[server(prefix = "/fn", endpoint = "request-password-reset", protocol = Post)]
pub async fn request_password_reset(#[server(default)] email: String) -> AppResult<()> {
    let (hub, locale) = (crate::ssr::hub()?, crate::ssr::locale());
    let result = domain::accounts::request_password_reset(&hub, &email, locale).await;
    crate::forms::form_answer(ENDPOINT, &[("email", &email)], result)?;
    crate::forms::flash_if_plain(crate::forms::FlashMessage::ResetMailSent);
    crate::forms::back();
    Ok(())
}

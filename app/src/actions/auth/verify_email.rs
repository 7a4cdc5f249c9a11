//! Verify an e-mail address with the link's token; answers with where to go next.

use crate::error::AppResult;
use crate::transport::Post;
use leptos::prelude::*;

pub const ENDPOINT: &str = "verify-email";

#[server(prefix = "/fn", endpoint = "verify-email", protocol = Post)]
pub async fn verify_email(#[server(default)] token: String) -> AppResult<String> {
    let result = domain::accounts::verify_email(&crate::ssr::hub()?, &token).await;
    crate::forms::form_answer(ENDPOINT, &[], result)?;
    crate::forms::flash(crate::forms::FlashMessage::EmailVerified);
    let logged_in = crate::ssr::actor().user_id().is_some();
    let next = if logged_in { crate::paths::ACCOUNT } else { crate::paths::LOGIN };
    Ok(crate::forms::leave_for("", next))
}

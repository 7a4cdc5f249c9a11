//! Resend the link that verifies the account's e-mail address.

use crate::error::AppResult;
use crate::transport::Post;
use leptos::prelude::*;

pub const ENDPOINT: &str = "resend-verification";

#[server(prefix = "/fn", endpoint = "resend-verification", protocol = Post)]
pub async fn resend_verification() -> AppResult<()> {
    let (hub, actor) = (crate::ssr::hub()?, crate::ssr::actor());
    let result = domain::accounts::resend_verification(&hub, actor).await;
    crate::forms::form_answer(ENDPOINT, &[], result)?;
    crate::forms::flash_if_plain(crate::forms::FlashMessage::VerificationSent);
    crate::forms::back();
    Ok(())
}

//! Take a certificate back for good; leads back to the list.

use crate::error::AppResult;
use crate::transport::Post;
use leptos::prelude::*;

pub const ENDPOINT: &str = "organize-revoke-certificate";

#[server(prefix = "/fn", endpoint = "organize-revoke-certificate", protocol = Post)]
pub async fn revoke_certificate(
    #[server(default)] slug: String,
    #[server(default)] number: String,
    #[server(default)] reason: String,
) -> AppResult<()> {
    use types::certificates::RevokeCertificate as Revoke;
    let (hub, actor) = (crate::ssr::hub()?, crate::ssr::actor());
    let input = Revoke { reason: Some(reason.clone()) };
    let result = domain::certificates::revoke(&hub, actor, &number, input).await;
    crate::forms::form_answer(ENDPOINT, &[("reason", &reason)], result)?;
    crate::forms::flash_if_plain(crate::forms::FlashMessage::Saved);
    if crate::http::is_plain_navigation() {
        crate::forms::go(&crate::paths::organize_certificates(&slug));
    }
    Ok(())
}

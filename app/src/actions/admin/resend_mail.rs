//! Send a message again, or without one every message that has failed and that a search finds.

use crate::error::AppResult;
use crate::transport::Post;
use leptos::prelude::*;

pub const ENDPOINT: &str = "admin-resend-mail";

#[server(prefix = "/fn", endpoint = "admin-resend-mail", protocol = Post)]
pub async fn admin_resend_mail(
    #[server(default)] mail: String,
    #[server(default)] search: String,
) -> AppResult<()> {
    use domain::mail::{Resender, resend_all_mail, resend_mail};
    use types::mail::{MailState, ResendMail};
    use types::{ErrorCode, Failure};
    let (hub, actor) = (crate::ssr::hub()?, crate::ssr::actor());
    crate::forms::answer(actor.require_admin())?;
    let by = Resender::Caller(actor);
    let result = async {
        if mail.is_empty() {
            let search = Some(types::text::needle(&search)).filter(|search| !search.is_empty());
            let failed = ResendMail { state: MailState::Failed, search };
            return resend_all_mail(&hub, by, failed).await.map(drop).map_err(Failure::from);
        }
        let id = mail.parse().map_err(|_| Failure::new(ErrorCode::NotFound))?;
        resend_mail(&hub, by, id).await.map_err(Failure::from)
    }
    .await;
    crate::forms::form_answer(ENDPOINT, &[], result)?;
    crate::forms::flash_if_plain(crate::forms::FlashMessage::MailQueued);
    if crate::http::is_plain_navigation() {
        crate::forms::go(crate::paths::ADMIN_MAIL);
    }
    Ok(())
}

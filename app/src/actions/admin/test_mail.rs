//! A test mail to the admin who asks for it; the next look at the checks says what became of it.

use crate::error::AppResult;
use crate::transport::Post;
use leptos::prelude::*;

pub const ENDPOINT: &str = "admin-test-mail";

#[server(prefix = "/fn", endpoint = "admin-test-mail", protocol = Post)]
pub async fn admin_test_mail() -> AppResult<()> {
    use types::ErrorCode;
    let (hub, actor) = (crate::ssr::hub()?, crate::ssr::actor());
    let look = use_context::<crate::ssr::HealthLook>().ok_or(ErrorCode::Internal)?;
    let tested = look.test_mail(&hub, actor).await;
    crate::forms::form_answer(ENDPOINT, &[], tested.map(drop))?;
    if crate::http::is_plain_navigation() {
        crate::forms::go(crate::paths::ADMIN_HEALTH);
    }
    Ok(())
}

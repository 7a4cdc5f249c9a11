//! Log out.

use crate::error::AppResult;
use crate::transport::Post;
use leptos::prelude::*;

#[server(prefix = "/fn", endpoint = "logout", protocol = Post)]
pub async fn logout() -> AppResult<()> {
    if let Some(refresh) = crate::ssr::refresh_token() {
        let (hub, actor) = (crate::ssr::hub()?, crate::ssr::actor());
        crate::forms::answer(domain::accounts::logout(&hub, actor, &refresh).await)?;
    }
    crate::ssr::clear_session();
    crate::forms::flash(crate::forms::FlashMessage::LoggedOut);
    crate::forms::go(crate::paths::HOME);
    Ok(())
}

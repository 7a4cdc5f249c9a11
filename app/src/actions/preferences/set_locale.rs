//! Set the language: in a cookie, and in the account where the visitor is logged in.

use crate::error::AppResult;
use crate::transport::Post;
use leptos::prelude::*;

#[server(prefix = "/fn", endpoint = "set-locale", protocol = Post)]
pub async fn set_locale(#[server(default)] locale: String) -> AppResult<()> {
    let locale = types::Locale::from_tag(&locale).unwrap_or_default();
    let (hub, actor) = (crate::ssr::hub()?, crate::ssr::actor());
    if actor.user_id().is_some() {
        let change = types::accounts::UpdateUser { locale: Some(locale), ..Default::default() };
        crate::forms::answer(domain::accounts::update_me(&hub, actor, change).await)?;
    }
    crate::ssr::set_locale_cookie(locale);
    crate::forms::back();
    Ok(())
}

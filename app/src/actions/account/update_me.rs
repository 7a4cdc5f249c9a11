//! Update the profile.

use crate::error::AppResult;
use crate::transport::Post;
use leptos::prelude::*;

pub const ENDPOINT: &str = "update-me";

#[server(prefix = "/fn", endpoint = "update-me", protocol = Post)]
pub async fn update_me(
    #[server(default)] display_name: String,
    #[server(default)] bio: String,
    #[server(default)] locale: String,
    #[server(default)] timezone: String,
) -> AppResult<String> {
    let typed = [("display_name", &*display_name), ("bio", &*bio), ("timezone", &*timezone)];
    // Who types a city need not know the name of its zone.
    let zone = crate::ssr::zones::named(&timezone).unwrap_or_else(|| timezone.trim());
    let change = types::accounts::UpdateUser {
        display_name: Some(display_name.clone()),
        // Browsers send line breaks as CR LF.
        bio: Some(bio.replace("\r\n", "\n")),
        avatar: None,
        locale: types::Locale::from_tag(&locale),
        timezone: Some(zone.to_owned()),
    };
    let (hub, actor) = (crate::ssr::hub()?, crate::ssr::actor());
    let result = domain::accounts::update_me(&hub, actor, change).await;
    let user = crate::forms::form_answer(ENDPOINT, &typed, result)?;
    crate::ssr::set_locale_cookie(user.locale);
    crate::forms::flash(crate::forms::FlashMessage::ProfileSaved);
    Ok(crate::forms::leave_for("", crate::paths::ACCOUNT))
}

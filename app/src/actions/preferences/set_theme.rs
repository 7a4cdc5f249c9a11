//! Set the theme: light, dark or the system's.

use crate::error::AppResult;
use leptos::prelude::*;

#[allow(clippy::unused_async, reason = "server functions are")]
#[server(prefix = "/fn", endpoint = "set-theme")]
pub async fn set_theme(#[server(default)] theme: String) -> AppResult<()> {
    use crate::theme::Theme;
    let theme = Theme::parse(&theme);
    let days = if theme == Theme::System { 0 } else { 365 };
    let age = std::time::Duration::from_hours(days * 24);
    crate::ssr::set_cookie(crate::ssr::CookieKind::Theme, theme.as_str(), age);
    crate::forms::back();
    Ok(())
}

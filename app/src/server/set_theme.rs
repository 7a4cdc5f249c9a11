//! Choose light, dark or the system's theme.

use crate::error::AppResult;
use leptos::prelude::*;

#[allow(clippy::unused_async, reason = "server functions are")]
#[server(prefix = "/fn", endpoint = "set-theme")]
pub async fn set_theme(#[server(default)] theme: String) -> AppResult<()> {
    use crate::theme::Theme;
    let theme = Theme::parse(&theme);
    let age = if theme == Theme::System { 0 } else { 365 * 24 * 3600 };
    crate::http::set_cookie(Theme::COOKIE, theme.as_str(), age);
    crate::forms::back();
    Ok(())
}

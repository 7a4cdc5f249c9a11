//! Set the theme: light, dark or the system's.

use crate::error::AppResult;
use crate::transport::Post;
use leptos::prelude::*;

#[allow(clippy::unused_async, reason = "server functions are")]
#[server(prefix = "/fn", endpoint = "set-theme", protocol = Post)]
pub async fn set_theme(#[server(default)] theme: String) -> AppResult<()> {
    use crate::ssr::{self, CookieKind};
    use crate::theme::Theme;
    match Theme::parse(&theme) {
        Theme::System => ssr::remove_cookie(CookieKind::Theme),
        chosen => ssr::set_cookie(CookieKind::Theme, chosen.as_str()),
    }
    crate::forms::back();
    Ok(())
}

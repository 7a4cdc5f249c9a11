//! Set whether single keys are shortcuts.

use crate::error::AppResult;
use crate::transport::Post;
use leptos::prelude::*;

#[allow(clippy::unused_async, reason = "server functions are")]
#[server(prefix = "/fn", endpoint = "set-keys", protocol = Post)]
pub async fn set_keys(#[server(default)] keys: String) -> AppResult<()> {
    use crate::ssr::{self, CookieKind};
    use crate::workplace::Keys;
    match Keys::parse(&keys) {
        Keys::On => ssr::remove_cookie(CookieKind::Keys),
        chosen @ Keys::Off => ssr::set_cookie(CookieKind::Keys, chosen.as_str()),
    }
    crate::forms::back();
    Ok(())
}

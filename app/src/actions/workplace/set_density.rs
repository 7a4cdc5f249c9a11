//! Set how close together the rows of lists stand.

use crate::error::AppResult;
use crate::transport::Post;
use leptos::prelude::*;

#[allow(clippy::unused_async, reason = "server functions are")]
#[server(prefix = "/fn", endpoint = "set-density", protocol = Post)]
pub async fn set_density(#[server(default)] density: String) -> AppResult<()> {
    use crate::ssr::{self, CookieKind};
    use crate::workplace::Density;
    match Density::parse(&density) {
        Density::Comfortable => ssr::remove_cookie(CookieKind::Density),
        chosen @ Density::Compact => ssr::set_cookie(CookieKind::Density, chosen.as_str()),
    }
    crate::forms::back();
    Ok(())
}

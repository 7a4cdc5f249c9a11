//! Set whether single keys are shortcuts.

use crate::error::AppResult;
use crate::transport::Post;
use leptos::prelude::*;

#[allow(clippy::unused_async, reason = "server functions are")]
#[server(prefix = "/fn", endpoint = "set-keys", protocol = Post)]
pub async fn set_keys(#[server(default)] keys: String) -> AppResult<()> {
    use crate::workplace::{Keys, Preference as _};
    Keys::parse(&keys).keep();
    crate::forms::back();
    Ok(())
}

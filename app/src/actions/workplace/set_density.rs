//! Set how close together the rows of lists stand.

use crate::error::AppResult;
use crate::transport::Post;
use leptos::prelude::*;

#[allow(clippy::unused_async, reason = "server functions are")]
#[server(prefix = "/fn", endpoint = "set-density", protocol = Post)]
pub async fn set_density(#[server(default)] density: String) -> AppResult<()> {
    use crate::workplace::{Density, Preference as _};
    Density::parse(&density).keep();
    crate::forms::back();
    Ok(())
}

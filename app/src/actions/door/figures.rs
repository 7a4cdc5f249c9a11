//! How many are in, for where the stream does not arrive.

use crate::error::AppResult;
use crate::transport::Get;
use leptos::prelude::*;
use types::check_ins::DoorFigures;

#[server(prefix = "/fn", endpoint = "door-figures", protocol = Get)]
pub async fn figures_of_door(#[server(default)] slug: String) -> AppResult<DoorFigures> {
    let (hub, actor) = (crate::ssr::hub()?, crate::ssr::actor());
    crate::forms::answer(domain::attendance::figures(&hub, actor, &slug).await)
}

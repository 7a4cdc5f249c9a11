//! Take a scan back.

use crate::actions::door::views::{DoorSet, ScanView};
use crate::error::AppResult;
use crate::transport::Post;
use leptos::prelude::*;

pub const ENDPOINT: &str = "door-undo";

#[server(prefix = "/fn", endpoint = "door-undo", protocol = Post)]
pub async fn door_undo(
    #[server(default)] slug: String,
    #[server(default)] id: String,
    #[server(default)] door: DoorSet,
) -> AppResult<ScanView> {
    use super::view;
    use domain::attendance;
    use types::{ErrorCode, Failure};
    let (hub, actor) = (crate::ssr::hub()?, crate::ssr::actor());
    let result = async {
        let desk = attendance::desk(&hub, actor, &slug).await?;
        let id = id.parse().map_err(|_| Failure::new(ErrorCode::NotFound))?;
        let undone = attendance::undo(&hub, actor, &slug, id).await?;
        Ok::<_, Failure>(view::scan(undone, &desk.timezone))
    }
    .await;
    let view = crate::forms::form_answer(ENDPOINT, &[], result)?;
    if crate::http::is_plain_navigation() {
        crate::forms::go(&door.page(&slug, &view.id));
    }
    Ok(view)
}

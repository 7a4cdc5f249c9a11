//! Import an agenda as it was seen; leads back to the page of imports.

use crate::error::AppResult;
use crate::transport::Post;
use leptos::prelude::*;

pub const ENDPOINT: &str = "organize-import-schedule";

#[server(prefix = "/fn", endpoint = "organize-import-schedule", protocol = Post)]
pub async fn import_schedule(
    #[server(default)] slug: String,
    #[server(default)] file: String,
    #[server(default)] capacity: String,
    #[server(default)] seen: String,
) -> AppResult<()> {
    use super::schedule_view::{id, seats};
    use domain::events::{EventRight, may};
    use domain::sessions::schedule::{ScheduleRun, import_kept};
    use types::Failure;
    let (hub, actor) = (crate::ssr::hub()?, crate::ssr::actor());
    let result = async {
        may(&hub, actor, &slug, EventRight::Edit).await?;
        let (file, capacity) = (id(&file)?, seats(&capacity)?);
        let run = ScheduleRun::AsSeen(seen);
        import_kept(&hub, actor, &slug, file, capacity, run).await.map_err(Failure::from)
    }
    .await;
    let done = crate::forms::form_answer(ENDPOINT, &[], result)?;
    let counts = [done.added, done.changed, done.removed, done.refused.len()];
    crate::forms::go(&crate::paths::organize_agenda_imported(&slug, counts));
    Ok(())
}

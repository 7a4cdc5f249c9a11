//! Two texts of one event become one: for each field that differs, its organizer says which.

use crate::error::AppResult;
use crate::transport::Post;
use leptos::prelude::*;
use std::collections::BTreeMap;

pub const ENDPOINT: &str = "merge-event-form";

/// `picks`: by field, `mine` for what the caller has typed, else what is saved.
#[server(prefix = "/fn", endpoint = "merge-event-form", protocol = Post)]
pub async fn merge_event_form(
    #[server(default)] event: String,
    #[server(default)] version: i32,
    #[server(default)] picks: BTreeMap<String, String>,
) -> AppResult<String> {
    use types::{ErrorCode, Failure};
    let (hub, actor, locale) = (crate::ssr::hub()?, crate::ssr::actor(), crate::ssr::locale());
    let result = async {
        let edit = domain::events::edit(&hub, actor, &event, locale).await?;
        let mine = edit.unsaved.ok_or_else(|| Failure::new(ErrorCode::NotFound))?.form;
        // Somebody has saved once more: what was chosen from is no longer what there is.
        if edit.version != version {
            return Err(Failure::new(ErrorCode::ChangedMeanwhile));
        }
        let merged = super::fields::merged(&edit.form, &mine, &picks);
        domain::events::autosave(&hub, actor, &event, merged, version).await.map_err(Failure::from)
    }
    .await;
    let kept = crate::forms::form_answer(ENDPOINT, &[], result)?;
    let path = crate::paths::organize_edit(&kept.slug);
    crate::forms::go(&path);
    Ok(path)
}

//! Event page as its organizer sees it beforehand, with what is not saved yet; it stands in the
//! frame of the preview.

use super::page::EventArticle;
use crate::actions::events::editor::preview::event_preview;
use crate::components::{LoadProblem, PageSkeleton};
use crate::load::load;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

#[component]
pub fn PreviewedPage() -> impl IntoView {
    let params = use_params_map();
    let slug = move || params.with(|params| params.get("slug")).unwrap_or_default();
    let data = load(slug, event_preview);
    view! {
        <Suspense fallback=|| {
            view! { <PageSkeleton /> }
        }>
            {move || Suspend::new(async move {
                match data.await {
                    Ok(page) => view! { <EventArticle page /> }.into_any(),
                    Err(error) => view! { <LoadProblem error /> }.into_any(),
                }
            })}
        </Suspense>
    }
}

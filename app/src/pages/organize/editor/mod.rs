//! The page on which an event is made and edited: one form with sections, kept while it is typed.

mod address;
mod autosave;
mod basics;
mod checklist;
mod conflict;
mod consent;
mod crop;
mod description;
mod form;
mod keeping;
mod kinds;
mod notices;
mod picture;
mod place;
mod refunds;
mod sales;
pub(super) mod section;
mod times;
mod toolbar;

use super::frame::{EventFrame, EventTab, OrganizeFrame, Part, use_event_slug};
use crate::actions::events::editor::open::{new_event, open_event_form};
use crate::actions::events::editor::views::EditView;
use crate::components::{LoadProblem, PageSkeleton};
use crate::i18n::{EditorTexts, use_texts};
use crate::load::{Loaded, load};
use form::EventFormView;
use leptos::prelude::*;

#[component]
pub fn NewEventPage() -> impl IntoView {
    let lang = use_texts::<EditorTexts>();
    let data = load(|| (), |()| new_event());
    view! {
        <OrganizeFrame title=lang.new_event part=Part::NewEvent>
            {editor(data)}
        </OrganizeFrame>
    }
}

#[component]
pub fn EditEventPage() -> impl IntoView {
    let slug = use_event_slug();
    let data = load(move || slug.get(), open_event_form);
    view! {
        <EventFrame slug tab=EventTab::Edit>
            {editor(data)}
        </EventFrame>
    }
}

fn editor(data: Loaded<EditView>) -> impl IntoView {
    view! {
        <Transition fallback=|| {
            view! { <PageSkeleton /> }
        }>
            {move || Suspend::new(async move {
                match data.await {
                    Ok(view) => view! { <EventFormView view data /> }.into_any(),
                    Err(error) => view! { <LoadProblem error /> }.into_any(),
                }
            })}
        </Transition>
    }
}

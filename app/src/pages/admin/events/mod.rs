//! Everybody's events: found, opened at their organizer's pages, taken off the catalogue and put back.

mod list;
mod organizers;
mod step;

use super::frame::{AdminFrame, AdminPart};
use crate::actions::admin::events::{AdminEvents, load_admin_events};
use crate::components::{LoadProblem, PageSkeleton};
use crate::i18n::{AdminEventsTexts, use_texts};
use crate::load::{Loaded, load};
use crate::pages::organize::parts::{Address, FilterBar, FilterSelect};
use crate::paths;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use leptos_router::params::ParamsMap;
use list::List;
pub(super) use organizers::OrganizersPage;
use step::Step;
use types::organizer::EventPhase;

/// The list of the page, and what its address asks for.
#[derive(Clone, Copy)]
struct Here {
    data: Loaded<AdminEvents>,
    query: Memo<ParamsMap>,
}

impl Here {
    /// The list without a step open in it.
    fn list(self) -> Address {
        let mut query = self.query.get_untracked();
        query.remove("event");
        Address::new(paths::ADMIN_EVENTS, query)
    }
}

#[component]
pub fn EventsPage() -> impl IntoView {
    let lang = use_texts::<AdminEventsTexts>();
    let query = use_query_map();
    let part = move |name| query.with(|query| query.get(name)).unwrap_or_default();
    let asked =
        Memo::new(move |_| ["search", "phase", "hidden", "organizer", "page", "event"].map(part));
    let data = load(
        move || asked.get(),
        |[search, phase, hidden, organizer, page, event]| {
            load_admin_events(search, phase, hidden, organizer, page, event)
        },
    );
    let here = Here { data, query };
    let phases = EventPhase::ALL
        .map(|phase| (phase.as_str().to_owned(), lang.phase(phase).1.to_owned()))
        .to_vec();
    let hidden = [("false", lang.listed), ("true", lang.not_listed)]
        .map(|(value, text)| (value.to_owned(), text.to_owned()))
        .to_vec();
    // Whose events they are is chosen in the list, and stays with the other filters.
    let organizer = move || {
        let chosen = query.with(|query| query.get("organizer")).filter(|id| !id.is_empty());
        chosen.map(|id| view! { <input type="hidden" name="organizer" value=id /> })
    };
    let look = move || {
        view! {
            <a class="button button-quiet" href=paths::ADMIN_ORGANIZERS>
                {lang.new_organizers}
            </a>
        }
    };
    let filters = StoredValue::new((phases, hidden));
    view! {
        <AdminFrame part=AdminPart::Events title=lang.part_events actions=look>
            <FilterBar
                query
                action=paths::ADMIN_EVENTS
                search=Some(lang.search_events)
                filters=&["phase", "hidden", "organizer"]
            >
                {organizer}
                <FilterSelect
                    query
                    name="phase"
                    label=lang.state
                    any=lang.any_state
                    options=filters.with_value(|filters| filters.0.clone())
                />
                <FilterSelect
                    query
                    name="hidden"
                    label=lang.catalogue
                    any=lang.listed_or_not
                    options=filters.with_value(|filters| filters.1.clone())
                />
            </FilterBar>
            <Transition fallback=|| {
                view! { <PageSkeleton /> }
            }>
                {move || Suspend::new(async move {
                    match data.await {
                        Ok(events) => view! { <Found events here /> }.into_any(),
                        Err(error) => view! { <LoadProblem error /> }.into_any(),
                    }
                })}
            </Transition>
        </AdminFrame>
    }
}

#[component]
fn Found(events: AdminEvents, here: Here) -> impl IntoView {
    let AdminEvents { page, chosen } = events;
    let step = chosen.map(|event| view! { <Step event here /> });
    view! {
        {step}
        <List page here />
    }
}

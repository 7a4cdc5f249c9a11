//! Who gets a message: the filters of the list of bookings, and how many people they find.

use super::super::bookings::{BookingFilters, FILTERS};
use crate::components::LoadProblem;
use crate::i18n::{MessagesTexts, use_texts};
use crate::load::Loaded;
use crate::pages::organize::parts::FilterBar;
use leptos::prelude::*;
use leptos_router::params::ParamsMap;
use types::messages::Reach;
use types::ticket_types::TicketTypeRef;

#[component]
pub(super) fn AudienceStep(
    /// The address of the form, without parameters.
    action: Signal<String>,
    query: Memo<ParamsMap>,
    /// The event's kinds of ticket.
    kinds: Loaded<Vec<TicketTypeRef>>,
    reach: Loaded<Reach>,
) -> impl IntoView {
    let lang = use_texts::<MessagesTexts>();
    view! {
        <section class="desk-card" aria-labelledby="audience-title">
            <h3 id="audience-title">{lang.for_whom}</h3>
            <p class="hint">{lang.for_whom_text}</p>
            <FilterBar action query search=Some(lang.search_people) filters=&FILTERS>
                <BookingFilters query kinds />
            </FilterBar>
            <div aria-live="polite" data-testid="reach">
                <Transition fallback=|| ()>
                    {move || Suspend::new(async move {
                        match reach.await {
                            Ok(reach) => view! { <Reached reach /> }.into_any(),
                            Err(error) => view! { <LoadProblem error /> }.into_any(),
                        }
                    })}
                </Transition>
            </div>
        </section>
    }
}

#[component]
fn Reached(reach: Reach) -> impl IntoView {
    let lang = use_texts::<MessagesTexts>();
    let notes = lang.reach_notes(&reach);
    let notes = (!notes.is_empty()).then(|| {
        let notes = notes.into_iter().map(|note| view! { <li>{note}</li> }).collect_view();
        view! { <ul class="hint">{notes}</ul> }
    });
    view! {
        <p>
            <strong>{lang.reach(&reach)}</strong>
        </p>
        {notes}
    }
}

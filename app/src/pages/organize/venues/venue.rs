//! One venue: its address and notes, and the events there.

use super::super::frame::{OrganizeFrame, Part};
use super::form::VenueForm;
use crate::actions::venues::delete_venue::{DeleteVenue, ENDPOINT};
use crate::actions::venues::venue::{VenueView, venue};
use crate::components::{LoadProblem, PageSkeleton, Title, Words, toast};
use crate::forms::{
    ActionForm, FieldErrors, FlashMessage, FormAction, SubmitButton, form_state, submit_once,
};
use crate::i18n::{EditorTexts, use_texts};
use crate::load::load;
use crate::paths;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

#[component]
pub fn VenuePage() -> impl IntoView {
    let lang = use_texts::<EditorTexts>();
    let params = use_params_map();
    let id = move || params.with(|params| params.get("id")).unwrap_or_default();
    let data = load(id, venue);
    view! {
        <OrganizeFrame title=lang.venue part=Part::Venues>
            <Transition fallback=|| {
                view! { <PageSkeleton /> }
            }>
                {move || Suspend::new(async move {
                    match data.await {
                        Ok(view) => view! { <Details view /> }.into_any(),
                        Err(error) => view! { <LoadProblem error /> }.into_any(),
                    }
                })}
            </Transition>
        </OrganizeFrame>
    }
}

#[component]
fn Details(view: VenueView) -> impl IntoView {
    let lang = use_texts::<EditorTexts>();
    let VenueView { details, days } = view;
    let venue = details.venue;
    let (name, id, uses) = (venue.name.clone(), venue.id.to_string(), venue.events_count);
    let events = details
        .events
        .into_iter()
        .zip(days)
        .map(|(event, day)| {
            view! {
                <li>
                    <a href=paths::organize_event(&event.slug)>
                        <Words text=event.title />
                    </a>
                    <span class="muted">{lang.date_plain(day.start.time.date())}</span>
                </li>
            }
        })
        .collect_view();
    let events = if events.is_empty() {
        view! { <p class="muted">{lang.venue_unused}</p> }.into_any()
    } else {
        view! {
            <ul class="venues" role="list">
                {events}
            </ul>
        }
        .into_any()
    };
    view! {
        <Title text=name.clone() />
        <div class="narrow">
            <p class="venue-name">
                <Words text=name />
            </p>
            <section class="form-card" aria-labelledby="venue-form">
                <h2 id="venue-form">{lang.venue_change}</h2>
                <p class="muted">{lang.venue_change_text}</p>
                <VenueForm venue=Some(venue) key_=String::new() saved=|| () />
            </section>
            <section class="form-card" aria-labelledby="venue-events">
                <h2 id="venue-events">{lang.venue_events}</h2>
                {events}
            </section>
            {if uses == 0 {
                view! { <Delete id /> }.into_any()
            } else {
                view! { <p class="muted">{lang.venue_in_use}</p> }.into_any()
            }}
        </div>
    }
}

#[component]
fn Delete(id: String) -> impl IntoView {
    let lang = use_texts::<EditorTexts>();
    let action = FormAction::<DeleteVenue>::new();
    let state = form_state(action, ENDPOINT);
    Effect::new(move |_| {
        if let Some(Ok(())) = action.value().get() {
            toast(FlashMessage::VenueDeleted);
        }
    });
    view! {
        <ActionForm action attr:class="form-foot" before=submit_once(state)>
            <FieldErrors state />
            <input type="hidden" name="id" value=id />
            <SubmitButton
                pending=state.pending
                label=lang.venue_delete
                class="button button-quiet"
                testid="delete-venue"
            />
        </ActionForm>
    }
}

//! Who comes without a ticket: found by name, and let in by a second touch.

use super::desk::{Desk, Shown};
use super::settings::{Settings, SettingsFields};
use crate::actions::door::scan::DoorScan;
use crate::actions::door::search::door_search;
use crate::actions::door::views::{FoundTickets, FoundView};
use crate::components::Words;
use crate::error::AppError;
use crate::i18n::{DoorTexts, use_texts};
use crate::paths;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos::task::spawn_local;
use types::Failure;
use types::check_ins::{Direction, NAME_MAX};
use types::ids::CheckInId;

#[component]
pub(super) fn Names(
    desk: Desk,
    #[prop(optional_no_strip)] found: Option<FoundTickets>,
    next: CheckInId,
) -> impl IntoView {
    let lang = use_texts::<DoorTexts>();
    let words = RwSignal::new(found.as_ref().map(|it| it.words.clone()).unwrap_or_default());
    let failure = RwSignal::new(None::<Failure>);
    let found = RwSignal::new(found);
    let action = paths::door(&desk.slug.get_value());
    let search = move |event: SubmitEvent| {
        event.prevent_default();
        let (slug, words) = (desk.slug.get_value(), words.get_untracked());
        let list = desk.settings.with_untracked(Settings::list_text);
        spawn_local(async move {
            match door_search(slug, list, words).await {
                Ok(told) => {
                    failure.try_set(None);
                    found.try_set(Some(told));
                }
                Err(AppError(refused)) => {
                    failure.try_set(Some(refused));
                }
            }
        });
    };
    let wrong = move || {
        let refused = |failure: &Failure| match failure.fields.first() {
            Some(error) => lang.field_error(error),
            None => lang.failure(failure),
        };
        failure
            .with(|failure| failure.as_ref().map(refused))
            .or_else(|| found.with(|found| found.as_ref()?.failure.as_ref().map(refused)))
    };
    view! {
        <section class="door-names" aria-labelledby="names-title">
            <h2 id="names-title">{lang.find_name}</h2>
            <form
                method="get"
                action=action
                role="search"
                class="field door-code-row"
                on:submit=search
            >
                <SettingsFields desk />
                <input
                    name="search"
                    type="search"
                    dir="auto"
                    maxlength=NAME_MAX.to_string()
                    autocomplete="off"
                    aria-labelledby="names-title"
                    aria-describedby="search-error search-hint"
                    aria-invalid=move || wrong().map(|_| "true")
                    value=words.get_untracked()
                    on:input:target=move |event| words.set(event.target().value())
                />
                <button type="submit" class="button button-quiet">
                    {lang.find}
                </button>
            </form>
            <div role="status">
                {move || {
                    wrong()
                        .map(|text| {
                            view! {
                                <p class="field-error" id="search-error">
                                    {text}
                                </p>
                            }
                        })
                }}
                {move || {
                    let nobody = found
                        .with(|it| {
                            it.as_ref()
                                .is_some_and(|it| it.failure.is_none() && it.tickets.is_empty())
                        });
                    nobody.then(|| view! { <p>{lang.nobody}</p> })
                }}
            </div>
            <p class="hint" id="search-hint">
                {lang.name_hint}
            </p>
            <ul role="list" class="door-found" data-testid="found">
                {move || {
                    let tickets = found.with(|it| it.as_ref().map(|it| it.tickets.clone()));
                    tickets
                        .unwrap_or_default()
                        .into_iter()
                        .map(|ticket| view! { <Found desk ticket next found /> })
                        .collect_view()
                }}
            </ul>
        </section>
    }
}

/// A ticket; whether it lets somebody through is asked for by the button within.
#[component]
fn Found(
    desk: Desk,
    ticket: FoundView,
    next: CheckInId,
    found: RwSignal<Option<FoundTickets>>,
) -> impl IntoView {
    let lang = use_texts::<DoorTexts>();
    let id = ticket.ticket;
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        desk.scan(Shown::Ticket(id));
        found.set(None);
    };
    let state = if ticket.void {
        Some(("badge badge-stop", lang.void))
    } else if ticket.other_type {
        Some(("badge badge-stop", lang.not_here))
    } else if ticket.inside.is_some() {
        Some(("badge badge-few", lang.already_in))
    } else {
        None
    };
    let (name, kind) = (ticket.name.clone(), ticket.kind.clone());
    let really = move || lang.really(desk.direction(), &name);
    let useless = move || {
        let inward = desk.direction() == Direction::In;
        ticket.void || (ticket.other_type && inward) || ticket.inside.is_some() == inward
    };
    let booked_by = ticket.booked_by.as_deref().map(|name| lang.booked_by(name));
    view! {
        <li>
            <details name="found-ticket">
                <summary>
                    <span class="door-line-text">
                        <span class="door-line-name">
                            <Words text=ticket.name.clone() />
                        </span>
                        {kind
                            .map(|kind| {
                                view! {
                                    <span class="muted">
                                        <Words text=kind />
                                    </span>
                                }
                            })}
                        {booked_by.map(|text| view! { <span class="muted">{text}</span> })}
                    </span>
                    {state.map(|(class, text)| view! { <span class=class>{text}</span> })}
                </summary>
                <form method="post" action=DoorScan::url() on:submit=send>
                    <SettingsFields desk posted=true />
                    <input type="hidden" name="id" value=next.to_string() />
                    <input type="hidden" name="ticket" value=id.to_string() />
                    <button type="submit" class="button button-wide" class:button-quiet=useless>
                        {really}
                    </button>
                </form>
            </details>
        </li>
    }
}

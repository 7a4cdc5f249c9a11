//! How a door is set: which list, which way, what the gate is called. The device keeps it.

use super::desk::Desk;
use crate::actions::door::views::ListView;
use crate::i18n::{DoorTexts, use_texts};
use crate::paths;
use crate::web::storage;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos_router::params::ParamsMap;
use serde::{Deserialize, Serialize};
use types::check_ins::{Direction, NAME_MAX};
use types::ids::CheckInListId;

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Settings {
    /// None is the entrance.
    #[serde(default)]
    pub(super) list: Option<CheckInListId>,
    #[serde(default)]
    pub(super) direction: Direction,
    #[serde(default)]
    pub(super) gate: String,
    #[serde(default)]
    pub(super) silent: bool,
    /// The camera that was chosen.
    #[serde(default)]
    pub(super) camera: String,
    /// Tells this device from others; it says nothing of whose it is.
    #[serde(default)]
    pub(super) device: String,
}

impl Settings {
    /// What the address says: without JavaScript it is all there is.
    pub(super) fn of_address(query: &ParamsMap) -> Self {
        let of = |name| query.get(name).unwrap_or_default();
        Self {
            list: of("list").parse().ok(),
            direction: Direction::parse(&of("direction")).unwrap_or_default(),
            gate: of("gate").chars().take(NAME_MAX).collect(),
            ..Self::default()
        }
    }

    /// What this device has kept for an event.
    pub(super) fn kept(slug: &str) -> Option<Self> {
        crate::json::read(&storage::kept(&name(slug))?).ok()
    }

    pub(super) fn keep(&self, slug: &str) {
        if let Ok(text) = serde_json::to_string(self) {
            storage::keep(&name(slug), &text);
        }
    }

    pub(super) fn list_text(&self) -> String {
        self.list.map(|list| list.to_string()).unwrap_or_default()
    }
}

fn name(slug: &str) -> String {
    format!("door:{slug}")
}

/// How the door is set, in a line: whoever let people out last must see it.
#[component]
pub(super) fn Mode(desk: Desk, lists: Vec<ListView>) -> impl IntoView {
    let lang = use_texts::<DoorTexts>();
    let list = move || {
        let chosen = desk.settings.with(|it| it.list);
        let named = lists.iter().find(|list| Some(list.id) == chosen);
        named.map_or_else(|| lang.entrance.to_owned(), |list| list.full_name.clone())
    };
    let out = move || desk.direction() == Direction::Out;
    view! {
        <p class="door-mode" data-testid="mode">
            <bdi>{list}</bdi>
            <span class="badge" class:badge-few=out>
                {move || lang.way(desk.direction())}
            </span>
            <bdi>{move || desk.gate()}</bdi>
        </p>
    }
}

/// What a form without JavaScript sends along, so that the next page is set like this one.
#[component]
pub(super) fn SettingsFields(
    desk: Desk,
    /// Of a form that is posted: then they are fields of `door`, and it says of which event.
    #[prop(optional)]
    posted: bool,
) -> impl IntoView {
    let name = move |name: &str| if posted { format!("door[{name}]") } else { name.to_owned() };
    let list = move || desk.settings.with(Settings::list_text);
    let direction = move || desk.direction().as_str();
    let slug = posted.then(|| desk.slug.get_value());
    view! {
        {slug.map(|slug| view! { <input type="hidden" name="slug" value=slug /> })}
        <input type="hidden" name=name("list") value=list />
        <input type="hidden" name=name("direction") value=direction />
        <input type="hidden" name=name("gate") value=move || desk.gate() />
    }
}

#[component]
pub(super) fn DoorSettings(desk: Desk, lists: Vec<ListView>) -> impl IntoView {
    let lang = use_texts::<DoorTexts>();
    let action = paths::door(&desk.slug.get_value());
    let options = lists
        .into_iter()
        .map(|list| {
            let id = list.id;
            let chosen = move || desk.settings.with(|it| it.list == Some(id));
            view! {
                <option value=id.to_string() selected=chosen>
                    {list.full_name}
                </option>
            }
        })
        .collect_view();
    let ways = Direction::ALL
        .map(|way| {
            let chosen = move || desk.direction() == way;
            view! {
                <label class="door-way">
                    <input
                        type="radio"
                        name="direction"
                        value=way.as_str()
                        checked=chosen
                        prop:checked=chosen
                        on:change=move |_| desk.set(|it| it.direction = way)
                    />
                    <span>{lang.way(way)}</span>
                </label>
            }
        })
        .collect_view();
    let apply = move |event: SubmitEvent| event.prevent_default();
    view! {
        <details class="door-settings">
            <summary>{lang.settings}</summary>
            <form method="get" action=action class="door-form" on:submit=apply>
                <div class="field">
                    <label for="door-list">{lang.list}</label>
                    <select
                        id="door-list"
                        name="list"
                        on:change:target=move |event| {
                            let list = event.target().value().parse().ok();
                            desk.set(|it| it.list = list);
                        }
                    >
                        <option value="">{lang.entrance}</option>
                        {options}
                    </select>
                </div>
                <fieldset class="door-ways">
                    <legend>{lang.direction}</legend>
                    {ways}
                </fieldset>
                <div class="field">
                    <label for="door-gate">{lang.gate}</label>
                    <input
                        id="door-gate"
                        name="gate"
                        type="text"
                        dir="auto"
                        maxlength=NAME_MAX.to_string()
                        autocomplete="off"
                        aria-describedby="door-gate-hint"
                        value=desk.settings.with_untracked(|it| it.gate.clone())
                        prop:value=move || desk.gate()
                        on:change:target=move |event| {
                            let gate = event.target().value().trim().to_owned();
                            desk.set(|it| it.gate = gate);
                        }
                    />
                    <p class="hint" id="door-gate-hint">
                        {lang.gate_hint}
                    </p>
                </div>
                <label class="door-sound" hidden=move || !desk.ready.get()>
                    <input
                        type="checkbox"
                        prop:checked=move || !desk.settings.with(|it| it.silent)
                        checked
                        on:change:target=move |event| {
                            let silent = !event.target().checked();
                            desk.set(|it| it.silent = silent);
                        }
                    />
                    <span>{lang.sound}</span>
                </label>
                <button type="submit" class="button button-quiet" hidden=move || desk.ready.get()>
                    {lang.apply}
                </button>
            </form>
        </details>
    }
}

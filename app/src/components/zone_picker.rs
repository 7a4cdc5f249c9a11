//! Time zone field: searched by city, country and name (the ARIA combobox pattern), the device's own
//! first. Without JavaScript it is a field with a plain list of zones and their cities.

use crate::actions::zones::search::zones;
use crate::browser;
use crate::forms::{FieldError, FormState};
use crate::i18n::{ZoneTexts, use_texts};
use crate::web::fields;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::time::Duration;
use types::zones::ZoneChoice;

/// After the last key.
const PAUSE: Duration = Duration::from_millis(150);

#[component]
pub fn ZonePicker(
    state: FormState,
    /// The field's id, and its name in the form.
    name: &'static str,
    /// What is in it, unless something was typed.
    #[prop(into)]
    value: String,
    /// What it is for, beside the way to find one.
    #[prop(optional, into)]
    hint: Option<String>,
) -> impl IntoView {
    let lang = use_texts::<ZoneTexts>();
    let value = state.typed(name).unwrap_or(value);
    let found = RwSignal::new(Vec::<ZoneChoice>::new());
    let chosen = RwSignal::new(0_usize);
    let searched = RwSignal::new(false);
    let asked = StoredValue::new(0_u32);
    // Only with scripts is it more than a field.
    let ready = RwSignal::new(false);
    let device = RwSignal::new(None::<String>);
    let field = NodeRef::<leptos::html::Input>::new();
    Effect::new(move |_| {
        ready.set(true);
        device.set(browser::viewer_zone());
    });
    let close = move || {
        asked.update_value(|asked| *asked += 1);
        found.set(Vec::new());
        chosen.set(0);
        searched.set(false);
    };
    let take = move |zone: &str| {
        if let Some(field) = field.get_untracked() {
            field.set_value(zone);
            fields::tell_change(&field);
        }
        close();
    };
    let search = move |text: String| {
        asked.update_value(|asked| *asked += 1);
        let now = asked.get_value();
        let latest = move || asked.try_get_value() == Some(now);
        let ask = move || {
            if !latest() {
                return;
            }
            spawn_local(async move {
                // What was typed first may be answered last.
                if let Ok(mut zones) = zones(text).await
                    && latest()
                {
                    // The device's own comes first.
                    let own = device.try_get_untracked().flatten();
                    if let Some(at) = zones.iter().position(|zone| own.as_ref() == Some(&zone.name))
                    {
                        let own = zones.remove(at);
                        zones.insert(0, own);
                    }
                    chosen.try_set(0);
                    found.try_set(zones);
                    searched.try_set(true);
                }
            });
        };
        set_timeout(ask, PAUSE);
    };
    let on_key = move |event: KeyboardEvent| {
        let (count, at) = (found.with_untracked(Vec::len), chosen.get_untracked());
        if event.is_composing() {
            return;
        }
        match &*event.key() {
            "ArrowDown" if count > 0 => chosen.set((at + 1) % (count + 1)),
            "ArrowUp" if count > 0 => chosen.set((at + count) % (count + 1)),
            "ArrowDown" => search(String::new()),
            "Enter" if count > 0 => {
                // Without a choice the first one is meant.
                let one = found.with_untracked(|found| found.get(at.saturating_sub(1)).cloned());
                if let Some(one) = one {
                    take(&one.name);
                }
            }
            "Escape" if count > 0 => close(),
            _ => return,
        }
        event.prevent_default();
    };
    let errors = state.errors(name);
    let wrong = move || errors.with(|errors| !errors.is_empty());
    let described =
        move || if wrong() { format!("{name}-error {name}-hint") } else { format!("{name}-hint") };
    let open = move || found.with(|found| !found.is_empty());
    let combobox = move |value: &'static str| ready.get().then_some(value);
    let list = format!("{name}-list");
    let hint =
        hint.map_or_else(|| lang.zone_hint.to_owned(), |hint| format!("{} {hint}", lang.zone_hint));
    view! {
        <div class="field zone-picker">
            <label for=name>{lang.zone_label}</label>
            <input
                id=name
                name=state.posted(name)
                node_ref=field
                value=value.clone()
                required
                maxlength="64"
                autocomplete="off"
                spellcheck="false"
                list=move || (!ready.get()).then(|| format!("{name}-names"))
                role=move || combobox("combobox")
                aria-autocomplete=move || combobox("list")
                aria-expanded=move || ready.get().then(|| open().to_string())
                aria-controls=move || open().then(|| list.clone())
                aria-activedescendant=move || {
                    let at = chosen.get();
                    (at > 0).then(|| format!("{name}-{at}"))
                }
                aria-invalid=move || wrong().then_some("true")
                aria-describedby=described
                on:input=move |event| search(event_target_value(&event))
                on:keydown=on_key
                on:blur=move |_| close()
            />
            <datalist id=format!("{name}-names") inner_html=zone_options()></datalist>
            {move || open().then(|| options(name, found.get(), chosen, take))}
            <p class="hint" id=format!("{name}-hint")>
                {hint}
            </p>
            <TakeDevice device field take />
            <span class="visually-hidden" role="status">
                {move || {
                    let count = found.with(Vec::len);
                    if count > 0 {
                        lang.zones_found(i64::try_from(count).unwrap_or_default())
                    } else if searched.get() {
                        lang.zone_none.to_owned()
                    } else {
                        String::new()
                    }
                }}
            </span>
            <FieldError state name />
        </div>
    }
}

fn options(
    name: &'static str,
    found: Vec<ZoneChoice>,
    chosen: RwSignal<usize>,
    take: impl Fn(&str) + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let lang = use_texts::<ZoneTexts>();
    let options = found
        .into_iter()
        .enumerate()
        .map(|(index, zone)| {
            let at = index + 1;
            let note = format!(
                "{} · {} · {}",
                zone.name.replace('_', " "),
                zone.offset,
                lang.now_there(&zone.now),
            );
            view! {
                // A press would take the focus, and the list with it.
                <li
                    id=format!("{name}-{at}")
                    role="option"
                    aria-selected=move || (chosen.get() == at).to_string()
                    on:mousedown=|event| event.prevent_default()
                    on:click=move |_| take(&zone.name)
                >
                    <span>{zone.city.clone()}</span>
                    <span class="muted">{note}</span>
                </li>
            }
        })
        .collect_view();
    view! {
        <ul class="suggestions" id=format!("{name}-list") role="listbox" aria-label=lang.zone_found>
            {options}
        </ul>
    }
}

/// The zones as browsers list them by themselves; of no use where scripts run.
fn zone_options() -> String {
    #[cfg(feature = "ssr")]
    return crate::ssr::zones::options();
    #[cfg(not(feature = "ssr"))]
    String::new()
}

/// The device's own zone, one click away while another one is in the field.
#[component]
fn TakeDevice(
    device: RwSignal<Option<String>>,
    field: NodeRef<leptos::html::Input>,
    take: impl Fn(&str) + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let lang = use_texts::<ZoneTexts>();
    let taken = RwSignal::new(false);
    move || {
        let zone = device.get().filter(|_| !taken.get())?;
        let there = field.get().is_some_and(|field| field.value() == zone);
        (!there).then(|| {
            let label = lang.take_device(&zone);
            view! {
                <button
                    type="button"
                    class="button button-quiet button-small"
                    on:click=move |_| {
                        take(&zone);
                        taken.set(true);
                        if let Some(field) = field.get_untracked() {
                            let _ = field.focus();
                        }
                    }
                >
                    {label}
                </button>
            }
        })
    }
}

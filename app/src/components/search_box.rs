//! Search field with suggestions while the visitor types (the ARIA combobox pattern). Without
//! JavaScript it is a plain field of its form.

use super::{Icon, Shape, Words};
use crate::actions::events::suggest::suggest;
use crate::actions::events::views::Suggestion;
use crate::i18n::use_lang;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use std::time::Duration;

/// After the last key.
const PAUSE: Duration = Duration::from_millis(150);

#[component]
pub fn SearchBox(
    id: &'static str,
    /// What the address asks for.
    #[prop(optional, into)]
    value: Signal<String>,
) -> impl IntoView {
    let lang = use_lang();
    let found = RwSignal::new(Vec::<Suggestion>::new());
    // The place of the one that is chosen by keys, from one; zero is the field itself.
    let chosen = RwSignal::new(0_usize);
    let asked = StoredValue::new(0_u32);
    // Only with scripts is it more than a field.
    let ready = RwSignal::new(false);
    Effect::new(move |_| ready.set(true));
    let field = NodeRef::<leptos::html::Input>::new();
    // The field follows the address, but keeps what was typed before this code was there.
    Effect::new(move |before: Option<String>| {
        let now = value.get();
        if before.is_some_and(|before| before != now)
            && let Some(field) = field.get_untracked()
        {
            field.set_value(&now);
        }
        now
    });
    let close = move || {
        asked.update_value(|asked| *asked += 1);
        found.set(Vec::new());
        chosen.set(0);
    };
    let on_input = move |event| {
        let text = event_target_value(&event);
        asked.update_value(|asked| *asked += 1);
        let now = asked.get_value();
        let latest = move || asked.try_get_value() == Some(now);
        if !types::text::is_enough(&text) {
            close();
            return;
        }
        let ask = move || {
            if !latest() {
                return;
            }
            spawn_local(async move {
                // What was typed first may be answered last.
                if let Ok(suggestions) = suggest(text).await
                    && latest()
                {
                    chosen.try_set(0);
                    found.try_set(suggestions);
                }
            });
        };
        set_timeout(ask, PAUSE);
    };
    let navigate = use_navigate();
    let go = StoredValue::new(move |href: &str| {
        close();
        navigate(href, NavigateOptions::default());
    });
    let on_key = move |event: KeyboardEvent| {
        let (count, at) = (found.with_untracked(Vec::len), chosen.get_untracked());
        if event.is_composing() {
            return;
        }
        match &*event.key() {
            "ArrowDown" if count > 0 => chosen.set((at + 1) % (count + 1)),
            "ArrowUp" if count > 0 => chosen.set((at + count) % (count + 1)),
            "Enter" => {
                let one = found.with_untracked(|found| found.get(at.checked_sub(1)?).cloned());
                let Some(one) = one else {
                    // The form is sent, and nothing is suggested any more.
                    close();
                    return;
                };
                go.with_value(|go| go(&one.href));
            }
            "Escape" if count > 0 => close(),
            _ => return,
        }
        event.prevent_default();
    };
    let list = format!("{id}-list");
    let controls = list.clone();
    let open = move || found.with(|found| !found.is_empty());
    let active = move || {
        let at = chosen.get();
        (at > 0).then(|| format!("{id}-{at}"))
    };
    let combobox = move |value: &'static str| ready.get().then_some(value);
    view! {
        <label class="visually-hidden" for=id>
            {lang.search_events}
        </label>
        <Icon shape=Shape::Search />
        <input
            id=id
            type="search"
            name="search"
            dir="auto"
            maxlength="200"
            value=value.get_untracked()
            node_ref=field
            placeholder=lang.hero_placeholder
            autocomplete="off"
            role=move || combobox("combobox")
            aria-autocomplete=move || combobox("list")
            aria-expanded=move || ready.get().then(|| open().to_string())
            aria-controls=move || open().then(|| controls.clone())
            aria-activedescendant=active
            on:input=on_input
            on:keydown=on_key
            on:blur=move |_| close()
        />
        {move || {
            open()
                .then(|| {
                    let options = found
                        .get()
                        .into_iter()
                        .enumerate()
                        .map(|(index, one)| {
                            let at = index + 1;
                            view! {
                                // A press would take the focus, and the list with it.
                                <li
                                    id=format!("{id}-{at}")
                                    role="option"
                                    aria-selected=move || (chosen.get() == at).to_string()
                                    on:mousedown=|event| event.prevent_default()
                                    on:click=move |_| go.with_value(|go| go(&one.href))
                                >
                                    <span>
                                        <Words text=one.text />
                                    </span>
                                    <span class="muted">
                                        <Words text=one.note />
                                    </span>
                                </li>
                            }
                        })
                        .collect_view();
                    view! {
                        <ul
                            class="suggestions"
                            id=list.clone()
                            role="listbox"
                            aria-label=lang.suggestions
                        >
                            {options}
                        </ul>
                    }
                })
        }}
        <span class="visually-hidden" role="status">
            {move || {
                let count = found.with(Vec::len);
                (count > 0)
                    .then(|| lang.suggestions_found(i64::try_from(count).unwrap_or_default()))
            }}
        </span>
    }
}

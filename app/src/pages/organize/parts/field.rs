//! Fields of a [`super::FilterBar`]; each follows the address, so that the back button moves it too.

use super::address::value;
use leptos::prelude::*;
use leptos_router::params::ParamsMap;

/// One of several values, or none of them.
#[component]
pub fn FilterSelect(
    query: Memo<ParamsMap>,
    name: &'static str,
    label: &'static str,
    /// The first option: whatever the value.
    any: &'static str,
    /// Each value with what it is called.
    options: Vec<(String, String)>,
) -> impl IntoView {
    let chosen = query.with_untracked(|query| value(query, name)).unwrap_or_default();
    let options = options
        .into_iter()
        .map(|(option, text)| {
            let this = StoredValue::new(option.clone());
            let is_chosen = move || {
                let chosen = query.with(|query| value(query, name)).unwrap_or_default();
                this.with_value(|this| *this == chosen)
            };
            view! {
                <option value=option.clone() selected=option == chosen prop:selected=is_chosen>
                    {text}
                </option>
            }
        })
        .collect_view();
    let none = move || query.with(|query| value(query, name)).is_none();
    view! {
        <div class="field">
            <label for=format!("filter-{name}")>{label}</label>
            <select id=format!("filter-{name}") name=name>
                <option value="" prop:selected=none>
                    {any}
                </option>
                {options}
            </select>
        </div>
    }
}

/// A text, a day (`kind="date"`) or a number.
#[component]
pub fn FilterText(
    query: Memo<ParamsMap>,
    name: &'static str,
    label: &'static str,
    #[prop(default = "text")] kind: &'static str,
    #[prop(default = 100)] maxlength: usize,
) -> impl IntoView {
    let now = move || query.with(|query| value(query, name)).unwrap_or_default();
    view! {
        <div class="field">
            <label for=format!("filter-{name}")>{label}</label>
            <input
                id=format!("filter-{name}")
                name=name
                type=kind
                dir=(kind == "text").then_some("auto")
                maxlength=(kind == "text").then(|| maxlength.to_string())
                value=query.with_untracked(|query| value(query, name)).unwrap_or_default()
                prop:value=now
                autocomplete="off"
            />
        </div>
    }
}

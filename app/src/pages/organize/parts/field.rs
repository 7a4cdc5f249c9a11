//! Fields of a [`super::FilterBar`]; each follows the address, so that the back button moves it too.

use super::address::value;
use crate::components::Words;
use chrono::NaiveDate;
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

/// Any of several values: a box each, all of one name.
#[component]
pub fn FilterBoxes(
    query: Memo<ParamsMap>,
    name: &'static str,
    label: &'static str,
    /// Each value with what somebody called it.
    options: Vec<(String, String)>,
) -> impl IntoView {
    let boxes = options
        .into_iter()
        .map(|(option, text)| {
            let checked = query.with_untracked(|query| is_among(query, name, &option));
            let value = option.clone();
            let is_chosen = move || query.with(|query| is_among(query, name, &option));
            view! {
                <label class="flag">
                    <input
                        type="checkbox"
                        name=name
                        value=value
                        checked=checked
                        prop:checked=is_chosen
                    />
                    <Words text />
                </label>
            }
        })
        .collect_view();
    view! {
        <fieldset class="filter-boxes" data-testid=format!("filter-{name}")>
            <legend>{label}</legend>
            {boxes}
        </fieldset>
    }
}

fn is_among(query: &ParamsMap, name: &str, value: &str) -> bool {
    query.get_all(name).unwrap_or_default().iter().any(|it| it.trim() == value)
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
    let now = move || fitting(kind, query.with(|query| value(query, name)));
    view! {
        <div class="field">
            <label for=format!("filter-{name}")>{label}</label>
            <input
                id=format!("filter-{name}")
                name=name
                type=kind
                dir=(kind == "text").then_some("auto")
                maxlength=(kind == "text").then(|| maxlength.to_string())
                value=fitting(kind, query.with_untracked(|query| value(query, name)))
                prop:value=now
                autocomplete="off"
            />
        </div>
    }
}

/// What a field can hold: a browser complains of a day that is none.
fn fitting(kind: &str, value: Option<String>) -> String {
    let fits = |value: &String| kind != "date" || is_day(value);
    value.filter(fits).unwrap_or_default()
}

/// `2026-12-04`, as date fields have it. chrono's own parser weighs too much in the browser.
fn is_day(text: &str) -> bool {
    let mut parts = text.splitn(3, '-');
    let mut number = || parts.next()?.parse::<u32>().ok();
    let day = (number(), number(), number());
    let (Some(year), Some(month), Some(day)) = day else { return false };
    let year = i32::try_from(year).unwrap_or_default();
    text.len() == 10 && NaiveDate::from_ymd_opt(year, month, day).is_some()
}

#[cfg(test)]
mod tests {
    use super::fitting;

    #[test]
    fn a_field_of_days_holds_days_only() {
        let shown = |kind, value: &str| fitting(kind, Some(value.to_owned()));
        assert_eq!(shown("date", "2026-12-04"), "2026-12-04");
        for none in ["soon", "2026-99-04", "2026-12", "2026-12-04T10:00:00Z", "26-12-4"] {
            assert_eq!(shown("date", none), "", "{none}");
        }
        assert_eq!(shown("text", "soon"), "soon");
    }
}

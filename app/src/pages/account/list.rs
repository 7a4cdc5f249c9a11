//! The frame of a list of one's own things: its rows, or what it says where there are none.

use crate::i18n::use_lang;
use crate::paths;
use leptos::prelude::*;

pub(super) fn rows<T, V>(class: &'static str, rows: Vec<T>, row: impl Fn(T) -> V) -> AnyView
where
    V: IntoView + 'static,
{
    let rows = rows
        .into_iter()
        .map(|it| {
            let row = row(it).into_any();
            view! { <li>{row}</li> }
        })
        .collect_view();
    view! {
        <ul role="list" class=class>
            {rows}
        </ul>
    }
    .into_any()
}

#[component]
pub(super) fn Empty(
    title: &'static str,
    text: &'static str,
    /// Whether it leads to the events.
    #[prop(optional)]
    browse: bool,
) -> impl IntoView {
    let lang = use_lang();
    let browse = browse.then(|| {
        view! {
            <p class="actions">
                <a class="button" href=paths::EVENTS>
                    {lang.browse_events}
                </a>
            </p>
        }
    });
    view! {
        <div class="empty">
            <h2>{title}</h2>
            <p>{text}</p>
            {browse}
        </div>
    }
}

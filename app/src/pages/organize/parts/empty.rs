//! A list without anything in it: why, and what to do first.

use leptos::prelude::*;

/// Its children are the buttons of the first step.
#[component]
pub fn Empty(
    #[prop(into)] title: String,
    #[prop(into)] text: String,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="empty">
            <h2>{title}</h2>
            <p>{text}</p>
            {children.map(|children| view! { <p class="actions">{children()}</p> })}
        </div>
    }
}

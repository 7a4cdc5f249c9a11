//! User-written text (a name, a title, a place), isolated from the direction of the page.

use leptos::prelude::*;

/// Shown in the direction of its own words: it neither takes the page's direction nor turns what
/// stands beside it. In the midst of a sentence [`crate::i18n::isolated`] does the same.
#[component]
pub fn Words(#[prop(into)] text: String) -> impl IntoView {
    view! { <bdi>{text}</bdi> }
}

//! Focus after a route change: it moves to the content, as after a page load.

use crate::browser;
use leptos::prelude::*;
use leptos_router::hooks::use_location;

#[component]
pub fn RouteFocus() -> impl IntoView {
    let path = use_location().pathname;
    Effect::new(move |before: Option<String>| {
        let now = path.get();
        if before.is_some_and(|before| before != now) {
            browser::mark_navigated();
            browser::focus_main();
        }
        now
    });
}

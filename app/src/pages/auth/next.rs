//! The address that log-in and registration lead back to.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// That address, empty where there is none, and the other of the two pages, which keeps it: `path`,
/// or what `keeping` makes of the address.
pub(super) fn use_next(
    path: &'static str,
    keeping: fn(&str) -> String,
) -> (Signal<String>, Signal<String>) {
    let query = use_query_map();
    let next = Signal::derive(move || query.with(|query| query.get("next")).unwrap_or_default());
    let other = Signal::derive(move || {
        next.with(|next| if next.is_empty() { path.to_owned() } else { keeping(next) })
    });
    (next, other)
}

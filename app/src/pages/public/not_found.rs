//! Page for an unknown address.

use crate::components::NotFoundView;
use leptos::prelude::*;

#[component]
pub fn NotFoundPage() -> impl IntoView {
    view! { <NotFoundView /> }
}

//! How all of an organizer's events are going.

use super::frame::{OrganizeFrame, Part};
use crate::i18n::{DashboardTexts, use_texts};
use leptos::prelude::*;

#[component]
pub fn HomePage() -> impl IntoView {
    let lang = use_texts::<DashboardTexts>();
    view! {
        <OrganizeFrame title=lang.overview part=Part::Overview>
            {()}
        </OrganizeFrame>
    }
}

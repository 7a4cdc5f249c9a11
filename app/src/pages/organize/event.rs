//! One event, live: its seats, its money, and who comes from where.

use super::frame::{EventFrame, EventTab, use_event_slug};
use leptos::prelude::*;

#[component]
pub fn EventPage() -> impl IntoView {
    let slug = use_event_slug();
    view! {
        <EventFrame slug tab=EventTab::Overview>
            {()}
        </EventFrame>
    }
}

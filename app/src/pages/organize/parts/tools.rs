//! What stands over a list: how much there is, and what can be done with all of it.

use super::DensitySwitch;
use leptos::prelude::*;

/// Its children are links and buttons, such as exports.
#[component]
pub fn ListTools(
    /// How many there are; announced when a filter changes it.
    #[prop(into)]
    count: String,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="list-tools">
            <p role="status" data-testid="list-count">
                {count}
            </p>
            <div class="list-tools-actions">
                {children.map(|children| children())} <DensitySwitch />
            </div>
        </div>
    }
}

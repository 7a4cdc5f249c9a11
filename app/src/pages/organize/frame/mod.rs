//! The frame around every page of the workplace: who may be here, where one is, and where one can
//! go.

mod bar;
mod command;
mod event;
mod guard;
mod hidden;
mod jumps;
mod keys;
mod links;
mod open;

pub use bar::Part;
pub use event::{EventFrame, EventTab, use_event_slug};
pub use keys::{KeyList, KeySwitch};
pub use links::{PageLink, PageMenu};
pub use open::{Closed, Gate};

use crate::components::Title;
use bar::Bar;
use event::OfEvent;
use guard::Guard;
use leptos::prelude::*;

/// A page that is not about one event.
#[component]
pub fn OrganizeFrame(
    /// Its heading, and its name in the browser.
    #[prop(into)]
    title: String,
    /// Where it stands in the navigation; none for what is found otherwise.
    #[prop(optional)]
    part: Option<Part>,
    /// Buttons beside the heading.
    #[prop(optional, into)]
    actions: ViewFn,
    children: ChildrenFn,
) -> impl IntoView {
    let heading = title.clone();
    view! {
        <Title text=title />
        <Workplace part>
            <header class="organize-head">
                <h1>{heading.clone()}</h1>
                <div class="organize-actions">{actions.run()}</div>
            </header>
            {children()}
        </Workplace>
    }
}

/// What both frames share.
#[component]
fn Workplace(
    #[prop(optional_no_strip)] part: Option<Part>,
    #[prop(optional_no_strip)] event: Option<OfEvent>,
    children: ChildrenFn,
) -> impl IntoView {
    view! {
        <Guard let:organizes>
            {view! {
                <div class="organize">
                    <Bar part event organizes />
                    <div class="container organize-page">{children()}</div>
                </div>
            }
                .into_any()}
        </Guard>
    }
}

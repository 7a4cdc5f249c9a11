//! The frame around every page of the admin's workplace: who may be here, and where one can go.

mod attention;
mod bar;
mod guard;
mod part;

pub use part::AdminPart;

use crate::actions::admin::attention::admin_attention;
use crate::components::Title;
use crate::load::load;
use attention::Banner;
use bar::Bar;
use guard::Guard;
use leptos::prelude::*;

/// What a page asks of the server is loaded above it.
#[component]
pub fn AdminFrame(
    /// Where it stands in the navigation.
    part: AdminPart,
    /// Its heading, and its name in the browser.
    #[prop(into)]
    title: String,
    /// Buttons beside the heading.
    #[prop(optional, into)]
    actions: ViewFn,
    children: ChildrenFn,
) -> impl IntoView {
    let heading = title.clone();
    let needed = load(|| (), |()| admin_attention());
    view! {
        <Title text=title />
        <Guard>
            <div class="organize admin">
                <Bar part />
                <div class="container organize-page">
                    <header class="organize-head">
                        <h1>{heading.clone()}</h1>
                        <div class="organize-actions">{actions.run()}</div>
                    </header>
                    <Banner needed />
                    {children()}
                </div>
            </div>
        </Guard>
    }
}

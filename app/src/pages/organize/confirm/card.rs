//! The card of a step, with the way back.

use crate::browser;
use crate::components::Words;
use leptos::html;
use leptos::prelude::*;

#[component]
pub fn StepCard(
    /// Names it in addresses, and with `-title` its heading.
    id: &'static str,
    #[prop(into)] title: String,
    /// Where one came from, and what that is called.
    back: (String, &'static str),
    testid: &'static str,
    /// It stands below a heading of the second level.
    #[prop(optional)]
    below: bool,
    children: Children,
) -> impl IntoView {
    let card = NodeRef::<html::Section>::new();
    // Who came by a link within the app reads it from its heading.
    Effect::new(move |_| {
        if card.get().is_some() {
            browser::focus_first(&format!("#{id}-title"));
        }
    });
    let heading = format!("{id}-title");
    let labelled = heading.clone();
    let heading = if below {
        view! {
            <h3 id=heading tabindex="-1">
                <Words text=title />
            </h3>
        }
        .into_any()
    } else {
        view! {
            <h2 id=heading tabindex="-1">
                <Words text=title />
            </h2>
        }
        .into_any()
    };
    let (href, name) = back;
    view! {
        <section
            id=id
            class="desk-card desk-step"
            aria-labelledby=labelled
            data-testid=testid
            node_ref=card
        >
            <div class="desk-step-head">{heading} <a href=href>{name}</a></div>
            {children()}
        </section>
    }
}

//! The card that a form of the page stands in: its heading, which has the focus, and the way back.

use super::Here;
use crate::components::toast;
use crate::error::AppResult;
use crate::forms::FlashMessage;
use crate::i18n::{TicketsTexts, use_texts};
use leptos::html;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

#[component]
pub(super) fn FormCard(
    title: String,
    here: Here,
    /// The answer of its form: what is saved leads back to the list.
    saved: MappedSignal<Option<AppResult<()>>>,
    testid: &'static str,
    children: Children,
) -> impl IntoView {
    let lang = use_texts::<TicketsTexts>();
    let navigate = use_navigate();
    Effect::new(move |_| {
        if let Some(Ok(())) = saved.get() {
            toast(FlashMessage::Saved);
            here.data.refetch();
            let options = NavigateOptions { replace: true, ..NavigateOptions::default() };
            navigate(&here.path(), options);
        }
    });
    let heading = NodeRef::<html::H3>::new();
    // Who came by a link within the app reads the form from its heading.
    Effect::new(move |_| {
        if let Some(heading) = heading.get() {
            let _ = heading.focus();
        }
    });
    view! {
        <section
            id="form"
            class="desk-card desk-step"
            aria-labelledby="form-title"
            data-testid=testid
        >
            <div class="desk-step-head">
                <h3 id="form-title" tabindex="-1" node_ref=heading>
                    {title}
                </h3>
                <a href=here.path()>{lang.back_to_tickets}</a>
            </div>
            {children()}
        </section>
    }
}

//! The choices of a step, as a form that changes the address: each shows its effect at once, and
//! without JavaScript by a button.

use super::super::Here;
use crate::i18n::{OrganizeBookingsTexts, use_texts};
use leptos::ev::{Event, SubmitEvent};
use leptos::html::Form;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

#[component]
pub(super) fn Chooser(step: &'static str, children: Children) -> impl IntoView {
    let lang = use_texts::<OrganizeBookingsTexts>();
    let Some(here) = use_context::<Here>() else { return ().into_any() };
    let form = NodeRef::<Form>::new();
    let navigate = use_navigate();
    let show = move || {
        #[cfg(feature = "hydrate")]
        if let Some(form) = form.get_untracked() {
            let path = format!("{}?{}", here.path(), crate::browser::form_query(&form));
            let stay =
                NavigateOptions { replace: true, scroll: false, ..NavigateOptions::default() };
            navigate(&path, stay);
        }
        #[cfg(not(feature = "hydrate"))]
        let _ = (&navigate, form, NavigateOptions::default());
    };
    let on_change = {
        let show = show.clone();
        move |_: Event| show()
    };
    let on_submit = move |event: SubmitEvent| {
        event.prevent_default();
        show();
    };
    view! {
        <form
            method="get"
            action=here.path()
            class="desk-form"
            node_ref=form
            on:change=on_change
            on:submit=on_submit
            data-testid="step-choices"
        >
            <input type="hidden" name="do" value=step />
            {children()}
            <button
                type="submit"
                class="button button-quiet button-small"
                data-testid="show-effect"
            >
                {lang.show_effect}
            </button>
        </form>
    }
    .into_any()
}

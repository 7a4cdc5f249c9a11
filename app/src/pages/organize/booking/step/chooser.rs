//! The choices of a step, as a form that changes the address: each shows its effect at once, and
//! without JavaScript by a button.

use super::super::super::parts::get_form;
use super::super::Here;
use crate::i18n::{OrganizeBookingsTexts, use_texts};
use leptos::ev::{Event, SubmitEvent};
use leptos::html::Form;
use leptos::prelude::*;

#[component]
pub(super) fn Chooser(step: &'static str, children: Children) -> impl IntoView {
    let lang = use_texts::<OrganizeBookingsTexts>();
    let Some(here) = use_context::<Here>() else { return ().into_any() };
    let form = NodeRef::<Form>::new();
    let show = get_form(form, Signal::derive(move || here.path()));
    let on_change = {
        let show = show.clone();
        move |_: Event| show(true)
    };
    let on_submit = move |event: SubmitEvent| {
        event.prevent_default();
        show(true);
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

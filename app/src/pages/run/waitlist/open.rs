//! Whether somebody new may join, and the button that changes it.

use super::Here;
use crate::actions::run::open_waitlist::{ENDPOINT, OpenWaitlist};
use crate::components::toast;
use crate::forms::{
    ActionForm, FieldErrors, FlashMessage, FormAction, SubmitButton, form_state, submit_once,
};
use crate::i18n::{RunTexts, use_texts};
use leptos::prelude::*;

#[component]
pub(super) fn OpenSwitch(open: bool, bookable: bool, here: Here) -> impl IntoView {
    let lang = use_texts::<RunTexts>();
    let action = FormAction::<OpenWaitlist>::new();
    let state = form_state(action, ENDPOINT);
    Effect::new(move |_| {
        if let Some(Ok(())) = action.value().get() {
            toast(FlashMessage::Saved);
            here.data.refetch();
        }
    });
    let (text, label) = if open {
        (lang.waitlist_is_open, lang.close_waitlist)
    } else {
        (lang.waitlist_is_closed, lang.open_waitlist)
    };
    // Of what can no longer be booked nobody can join anyway.
    bookable.then(|| {
        view! {
            <section class="run-switch" data-testid="waitlist-state">
                <p>{text}</p>
                <ActionForm action before=submit_once(state.again())>
                    <FieldErrors state />
                    <input type="hidden" name="slug" value=here.slug.get_untracked() />
                    <input type="hidden" name="open" value=(!open).to_string() />
                    <SubmitButton
                        pending=state.pending
                        label
                        class="button button-quiet button-small"
                        testid="switch-waitlist"
                    />
                </ActionForm>
            </section>
        }
    })
}

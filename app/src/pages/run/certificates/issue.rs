//! The form that issues the certificates that are missing, and whom it would give some.

use super::Here;
use crate::actions::run::certificates::CertificatesView;
use crate::actions::run::issue_certificates::{ENDPOINT, IssueCertificates};
use crate::components::toast;
use crate::forms::{
    ActionForm, FieldError, FieldErrors, FlashMessage, FormAction, SubmitButton, form_state,
    submit_once,
};
use crate::i18n::{RunTexts, use_texts};
use leptos::prelude::*;

#[component]
pub(super) fn IssueForm(view: CertificatesView, here: Here) -> impl IntoView {
    let lang = use_texts::<RunTexts>();
    let action = FormAction::<IssueCertificates>::new();
    let state = form_state(action, ENDPOINT);
    Effect::new(move |_| {
        if let Some(Ok(())) = action.value().get() {
            toast(FlashMessage::Saved);
            here.data.refetch();
        }
    });
    if let Some(code) = view.closed {
        return view! {
            <div class="alert" data-testid="certificates-closed">
                <p>{lang.code(code)}</p>
            </div>
        }
        .into_any();
    }
    if view.people_missing == 0 {
        return view! { <p class="muted">{lang.everybody_has_one}</p> }.into_any();
    }
    // Who came comes first, if anybody was seen at the door at all.
    let came = state.typed("whom").map_or(view.came_missing > 0, |whom| whom == "came");
    let choice = |value: &'static str, text: String, checked: bool| {
        view! {
            <label class="choice">
                <input type="radio" name="whom" value=value checked=checked />
                <span>{text}</span>
            </label>
        }
    };
    view! {
        <section class="desk-card" aria-labelledby="issue-title">
            <h3 id="issue-title">{lang.issue_title}</h3>
            <ActionForm action attr:class="desk-form" before=submit_once(state.again())>
                <FieldErrors state />
                <input type="hidden" name="slug" value=here.slug.get_untracked() />
                <fieldset class="choices">
                    <legend>{lang.for_whom}</legend>
                    {choice("came", lang.who_came(view.came_missing), came)}
                    {choice("all", lang.who_booked(view.people_missing), !came)}
                    <FieldError state name="whom" />
                </fieldset>
                <p class="hint">{lang.issue_hint}</p>
                <SubmitButton
                    pending=state.pending
                    label=lang.issue_now
                    class="button"
                    testid="issue"
                />
            </ActionForm>
        </section>
    }
    .into_any()
}

//! The form that invites somebody into a team.

use crate::actions::team::invite::{ENDPOINT, InviteToTeam};
use crate::components::toast;
use crate::forms::{
    ActionForm, FieldError, FieldErrors, FlashMessage, FormAction, SubmitButton, TextField,
    form_state, submit_once,
};
use crate::i18n::{TeamTexts, use_texts};
use leptos::prelude::*;
use types::team::TeamRole;

#[component]
pub(super) fn InviteForm(
    changed: impl Fn() + Copy + Send + Sync + 'static,
    slug: String,
) -> impl IntoView {
    let lang = use_texts::<TeamTexts>();
    let action = FormAction::<InviteToTeam>::new();
    let state = form_state(action, ENDPOINT);
    Effect::new(move |_| {
        if let Some(Ok(())) = action.value().get() {
            toast(FlashMessage::MailQueued);
            changed();
        }
    });
    // Nothing is given away that was not chosen.
    let chosen = state.typed("role").and_then(|role| TeamRole::parse(&role));
    let chosen = chosen.unwrap_or(TeamRole::Door);
    let choices = TeamRole::ALL
        .map(|role| {
            view! {
                <label class="choice">
                    <input type="radio" name="role" value=role.as_str() checked=role == chosen />
                    <span>
                        <strong>{lang.role_name(role)}</strong>
                        <span class="muted">{lang.role_text(role)}</span>
                    </span>
                </label>
            }
        })
        .collect_view();
    view! {
        <section class="form-card" aria-labelledby="invite-title">
            <h2 id="invite-title">{lang.invite_title}</h2>
            <p class="muted">{lang.invite_text}</p>
            <ActionForm
                action
                attr:class="form-fields"
                attr:novalidate=true
                before=submit_once(state.again())
            >
                <FieldErrors state />
                <input type="hidden" name="slug" value=slug />
                <TextField
                    state
                    name="email"
                    kind="email"
                    label=lang.email
                    autocomplete="off"
                    maxlength=254
                />
                <fieldset class="choices">
                    <legend>{lang.role}</legend>
                    {choices}
                    <FieldError state name="role" />
                </fieldset>
                <SubmitButton pending=state.pending label=lang.invite testid="invite" />
            </ActionForm>
        </section>
    }
}

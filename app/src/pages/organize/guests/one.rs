//! Inviting one guest.

use super::kind_select::KindSelect;
use crate::actions::organizing::form_key::form_key;
use crate::actions::organizing::invite_guest::{ENDPOINT, InviteGuest};
use crate::forms::{
    ActionForm, FieldErrors, FormAction, SubmitButton, TextField, form_state, submit_once,
};
use crate::i18n::{OrganizeBookingsTexts, use_texts};
use crate::load::{Json, Loaded};
use leptos::prelude::*;
use types::booking_actions::ATTENDEE_NAME_MAX;
use types::email::ADDRESS_MAX;
use types::ticket_types::TicketTypeRef;

#[component]
pub(super) fn OneGuest(
    slug: Memo<String>,
    /// How many were sent; the form of the next one is another form.
    sent: RwSignal<u32>,
    types: Loaded<Vec<TicketTypeRef>>,
) -> impl IntoView {
    let lang = use_texts::<OrganizeBookingsTexts>();
    let action = FormAction::<InviteGuest>::new();
    let state = form_state(action, ENDPOINT);
    let base = SharedValue::<_, Json>::new_with_encoding(form_key).into_inner();
    let attempt = action.version();
    let key = move || {
        if base.is_empty() { String::new() } else { format!("{base}.{}", attempt.get()) }
    };
    Effect::new(move |_| {
        if let Some(Ok(())) = action.value().get() {
            sent.update(|sent| *sent += 1);
        }
    });
    view! {
        <section class="desk-card" aria-labelledby="one-title">
            <h3 id="one-title">{lang.one_guest}</h3>
            <ActionForm action attr:class="desk-form" before=submit_once(state)>
                <FieldErrors state />
                <input type="hidden" name="slug" value=move || slug.get() />
                <input type="hidden" name="key" value=key />
                <TextField
                    state
                    name="name"
                    label=lang.guest_name
                    maxlength=ATTENDEE_NAME_MAX
                    autocomplete="off"
                />
                <TextField
                    state
                    name="email"
                    kind="email"
                    label=lang.guest_email
                    hint=lang.guest_email_hint
                    maxlength=ADDRESS_MAX
                    autocomplete="off"
                />
                <Transition>
                    {move || Suspend::new(async move {
                        let types = types.await.unwrap_or_default();
                        (!types.is_empty())
                            .then(|| {
                                let chosen = state.typed("ticket_type").unwrap_or_default();
                                view! {
                                    <KindSelect
                                        id="ticket_type"
                                        label=lang.guest_kind
                                        types
                                        chosen
                                    />
                                }
                            })
                    })}
                </Transition>
                <SubmitButton
                    pending=state.pending
                    label=lang.invite_one
                    class="button"
                    testid="invite-one"
                />
            </ActionForm>
        </section>
    }
}

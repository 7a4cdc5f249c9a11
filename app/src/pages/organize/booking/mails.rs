//! The messages about a booking, what became of each, and sending the last one again.

use super::Here;
use crate::actions::organizing::booking_views::{MailLine, OrganizedBooking};
use crate::actions::organizing::resend::{ENDPOINT, ResendBooking};
use crate::components::toast;
use crate::forms::{
    ActionForm, FieldErrors, FlashMessage, FormAction, SubmitButton, form_state, submit_once,
};
use crate::i18n::{OrganizeBookingsTexts, use_texts};
use leptos::prelude::*;
use types::mail::MailState;

#[component]
pub(super) fn Mails(booking: OrganizedBooking) -> impl IntoView {
    let lang = use_texts::<OrganizeBookingsTexts>();
    let again = booking.may.resend.then(|| {
        view! { <Again id=booking.id.to_string() slug=booking.slug.clone() key=booking.key.clone() /> }
    });
    let lines = booking.mails.into_iter().map(|mail| view! { <Line mail /> }).collect::<Vec<_>>();
    let body = if lines.is_empty() {
        view! { <p class="muted">{lang.no_mails}</p> }.into_any()
    } else {
        view! {
            <ul role="list" class="desk-lines">
                {lines}
            </ul>
        }
        .into_any()
    };
    view! {
        <section class="desk-card" aria-labelledby="mails-title" data-testid="mails">
            <h3 id="mails-title">{lang.mails}</h3>
            {body}
            {again}
        </section>
    }
}

#[component]
fn Line(mail: MailLine) -> impl IntoView {
    let lang = use_texts::<OrganizeBookingsTexts>();
    let (class, state) = match mail.state {
        MailState::Queued => ("badge-few", lang.mail_queued),
        MailState::Sent => ("badge-ok", lang.mail_sent),
        MailState::Failed => ("badge-stop", lang.mail_failed),
        MailState::Withheld => ("badge-past", lang.mail_withheld),
    };
    let about = mail.subject.filter(|subject| !subject.is_empty());
    let about = about.unwrap_or_else(|| lang.mail_kind(&mail.kind));
    view! {
        <li class="desk-line" data-mail=mail.kind data-state=mail.state.as_str()>
            <span class="desk-line-main">
                <strong>
                    <bdi>{about}</bdi>
                </strong>
                <span class="muted">
                    <bdi>{mail.recipient}</bdi>
                    " · "
                    {lang.moment(&mail.at)}
                </span>
                {mail
                    .last_error
                    .map(|error| {
                        view! {
                            <span class="desk-error">
                                <bdi>{error}</bdi>
                            </span>
                        }
                    })}
            </span>
            <span class="desk-line-end">
                <span class=format!("badge {class}")>{state}</span>
            </span>
        </li>
    }
}

#[component]
fn Again(id: String, slug: String, key: String) -> impl IntoView {
    let lang = use_texts::<OrganizeBookingsTexts>();
    let action = FormAction::<ResendBooking>::new();
    let state = form_state(action, ENDPOINT);
    let here = use_context::<Here>();
    Effect::new(move |_| {
        if let (Some(Ok(())), Some(here)) = (action.value().get(), here) {
            toast(FlashMessage::MailQueued);
            here.data.refetch();
        }
    });
    view! {
        <ActionForm action attr:class="desk-form" on:submit:capture=submit_once(state)>
            <FieldErrors state />
            <input type="hidden" name="slug" value=slug />
            <input type="hidden" name="booking" value=id />
            <input type="hidden" name="key" value=key />
            <SubmitButton
                pending=state.pending
                label=lang.send_again
                class="button button-quiet button-small"
                testid="send-again"
            />
            <p class="hint">{lang.send_again_hint}</p>
        </ActionForm>
    }
}

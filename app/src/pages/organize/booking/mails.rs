//! The messages about a booking, what became of each, and sending one of them again.

use super::Here;
use crate::actions::organizing::booking_views::{MailLine, OrganizedBooking};
use crate::actions::organizing::resend::{ENDPOINT, ResendBooking};
use crate::components::toast;
use crate::forms::{
    ActionForm, FieldErrors, FlashMessage, FormAction, FormState, SubmitButton, form_state,
    submit_once,
};
use crate::i18n::{OrganizeBookingsTexts, use_texts};
use leptos::prelude::*;
use types::ids::MailId;
use types::mail::MailState;

/// What every form of this card needs: they share one action, so that one refusal is said once.
#[derive(Clone, Copy)]
struct Resend {
    action: FormAction<ResendBooking>,
    state: FormState,
    /// The event, the booking, and the key that makes a double click one request.
    of: StoredValue<(String, String, String)>,
}

#[component]
pub(super) fn Mails(booking: OrganizedBooking) -> impl IntoView {
    let lang = use_texts::<OrganizeBookingsTexts>();
    let action = FormAction::<ResendBooking>::new();
    let state = form_state(action, ENDPOINT);
    let of = StoredValue::new((booking.slug, booking.id.to_string(), booking.key));
    let resend = Resend { action, state, of };
    let here = use_context::<Here>();
    // Whichever was sent again: the input is gone once there is an answer.
    let asked = StoredValue::new(String::new());
    Effect::new(move |_| {
        if let Some(sent) = action.sent().get() {
            asked.set_value(message_of(&sent));
        }
    });
    Effect::new(move |_| {
        if let (Some(Ok(())), Some(here)) = (action.value().get(), here) {
            toast(FlashMessage::MailQueued);
            here.again(format!("[data-again=\"{}\"] button", asked.get_value()));
        }
    });
    let tickets = booking.may.resend.then(|| {
        view! {
            <Again resend message=None label=lang.send_again testid="send-again" />
            <p class="hint">{lang.send_again_hint}</p>
        }
    });
    let lines =
        booking.mails.into_iter().map(|mail| view! { <Line mail resend /> }).collect::<Vec<_>>();
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
            <FieldErrors state />
            {body}
            {tickets}
        </section>
    }
}

#[component]
fn Line(mail: MailLine, resend: Resend) -> impl IntoView {
    let lang = use_texts::<OrganizeBookingsTexts>();
    let (class, state) = match mail.state {
        MailState::Queued => ("badge-few", lang.mail_queued),
        MailState::Sent => ("badge-ok", lang.mail_sent),
        MailState::Failed => ("badge-stop", lang.mail_failed),
        MailState::Withheld => ("badge-past", lang.mail_withheld),
    };
    let about = mail.subject.filter(|subject| !subject.is_empty());
    let about = about.unwrap_or_else(|| lang.mail_kind(&mail.kind));
    let again = mail.again.then(|| {
        view! {
            <Again
                resend
                message=Some(mail.id)
                label=lang.send_this_again
                name=lang.send_again_of(&about)
                testid="send-this-again"
            />
        }
    });
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
                {again}
            </span>
        </li>
    }
}

#[component]
fn Again(
    resend: Resend,
    /// None: the tickets.
    message: Option<MailId>,
    label: &'static str,
    testid: &'static str,
    /// What it sends, where the label alone does not say it.
    #[prop(optional, into)]
    name: Option<String>,
) -> impl IntoView {
    let Resend { action, state, of } = resend;
    let (slug, booking, key_) = of.get_value();
    let message = message.map(|id| id.to_string()).unwrap_or_default();
    // A refusal is an answer too, so another try is another request.
    let attempt = action.version();
    let (which, place) = (message.clone(), message.clone());
    let key = move || format!("{key_}.{which}.{}", attempt.get());
    view! {
        <ActionForm action attr:class="desk-form" attr:data-again=place before=submit_once(state)>
            <input type="hidden" name="slug" value=slug />
            <input type="hidden" name="booking" value=booking />
            <input type="hidden" name="message" value=message />
            <input type="hidden" name="key" value=key />
            <SubmitButton
                pending=state.pending
                label
                class="button button-quiet button-small"
                testid
                name=name
            />
        </ActionForm>
    }
}

/// The message that a form names, as it was posted; ids are not encoded.
fn message_of(form: &str) -> String {
    let message = form.split('&').find_map(|pair| pair.strip_prefix("message="));
    message.unwrap_or_default().to_owned()
}

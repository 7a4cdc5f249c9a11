//! What whoever booked does with one ticket: the name on it, sending it to a guest, taking it back.

use super::deed::deed;
use crate::actions::bookings::change_ticket::{
    ChangeTicket, ENDPOINT, HAND_ON, NAME, SEND_AGAIN, TAKE_BACK,
};
use crate::actions::bookings::views::TicketView;
use crate::forms::{
    ActionForm, FieldError, FieldErrors, FlashMessage, FormState, SubmitButton, submit_once,
};
use crate::i18n::{TicketNamesTexts, use_texts};
use leptos::prelude::*;
use types::booking_actions::ATTENDEE_NAME_MAX;
use types::email::ADDRESS_MAX;
use types::ids::BookingId;

#[component]
pub(super) fn TicketChange(
    booking: BookingId,
    ticket: TicketView,
    number: usize,
    /// Makes a repeated click the same request.
    key_: String,
) -> impl IntoView {
    let lang = use_texts::<TicketNamesTexts>();
    let (action, state) = deed::<ChangeTicket>(ENDPOINT, Some(FlashMessage::Saved));
    let state = state.again();
    let id = ticket.id.to_string();
    // A refusal that a plain post left belongs to one form of one ticket.
    let mine = state.typed("ticket").is_none_or(|refused| refused == id);
    let refused = state.typed("deed").filter(|_| mine).unwrap_or_default();
    let attempt = action.version();
    let form = move |deed: &'static str, title: &'static str, fields: AnyView| {
        let (id, key) = (id.clone(), format!("{key_}.{id}.{deed}"));
        let key = move || format!("{key}.{}", attempt.get());
        let label = match deed {
            NAME => lang.write_name,
            HAND_ON => lang.hand_on_now,
            SEND_AGAIN => lang.send_again,
            _ => lang.take_back_now,
        };
        let fields = view! {
            <ActionForm
                action
                attr:class="ticket-change-form"
                attr:novalidate=true
                before=submit_once(state)
            >
                <input type="hidden" name="booking" value=booking.to_string() />
                <input type="hidden" name="ticket" value=id />
                <input type="hidden" name="deed" value=deed />
                <input type="hidden" name="key" value=key />
                {fields}
                <SubmitButton
                    pending=state.pending
                    label=label
                    class="button button-quiet button-small"
                    name=lang.of_ticket(label, number)
                />
            </ActionForm>
        };
        if deed == SEND_AGAIN {
            return fields.into_any();
        }
        let open = refused == deed;
        view! {
            <details class="ticket-change" data-deed=deed open=open>
                <summary aria-label=lang.of_ticket(title, number)>{title}</summary>
                {fields}
            </details>
        }
        .into_any()
    };
    let field = Field { state, mine, number };
    let forms = if ticket.sent.is_some() {
        let text = view! { <p class="hint">{lang.take_back_text}</p> }.into_any();
        view! {
            {form(SEND_AGAIN, lang.send_again, ().into_any())}
            {form(TAKE_BACK, lang.take_back, text)}
        }
        .into_any()
    } else {
        let name = field.view(("name", lang.name_on_ticket), Some(ticket.name), false);
        let hint = view! { <p class="hint">{lang.name_hint}</p> };
        let name = view! {
            {name}
            {hint}
        };
        let guest = view! {
            <p class="hint">{lang.hand_on_text}</p>
            {field.view(("guest", lang.guest_name), None, true)}
            {field.view(("email", lang.guest_email), None, true)}
        };
        view! {
            {form(NAME, lang.name_on_ticket, name.into_any())}
            {form(HAND_ON, lang.hand_on, guest.into_any())}
        }
        .into_any()
    };
    view! {
        {mine.then(|| view! { <FieldErrors state /> })}
        {forms}
    }
}

/// The fields of one ticket's forms.
#[derive(Clone, Copy)]
struct Field {
    state: FormState,
    mine: bool,
    number: usize,
}

impl Field {
    fn view(
        self,
        (name, label): (&'static str, &'static str),
        value: Option<String>,
        required: bool,
    ) -> AnyView {
        let Self { state, mine, number } = self;
        let id = format!("{name}-{number}");
        let errors = state.errors(name);
        let wrong = move || mine && errors.try_with(|errors| !errors.is_empty()) == Some(true);
        let typed = state.typed(name).filter(|typed| mine && !typed.is_empty()).or(value);
        let (kind, most) =
            if name == "email" { ("email", ADDRESS_MAX) } else { ("text", ATTENDEE_NAME_MAX) };
        view! {
            <div class="field">
                <label for=id.clone()>{label}</label>
                <input
                    id=id
                    name=name
                    type=kind
                    dir=(kind == "text").then_some("auto")
                    value=typed
                    required=required
                    maxlength=most.to_string()
                    autocomplete="off"
                    aria-invalid=move || wrong().then_some("true")
                    aria-describedby=move || wrong().then(|| format!("{name}-error"))
                />
                {mine.then(|| view! { <FieldError state name /> })}
            </div>
        }
        .into_any()
    }
}

//! What is done with the booking on its page: the form, and the page anew once it is done.

use super::Watch;
use crate::error::{AppError, AppResult};
use crate::forms::{
    ActionForm, FieldErrors, FlashMessage, FormAction, FormState, SubmitButton, form_state,
    submit_once,
};
use crate::transport::Post;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use types::ids::{BookingId, TicketId};

/// A form of the page. Once it is done, the page is fetched anew and says so.
pub(super) fn deed<S>(
    endpoint: &'static str,
    said: Option<FlashMessage>,
) -> (FormAction<S>, FormState)
where
    S: ServerFn<Output = (), Error = AppError, Protocol = Post> + Clone + Send + Sync + 'static,
{
    let action = FormAction::<S>::new();
    reload_after(action.value(), said);
    (action, form_state(action, endpoint))
}

/// Compiled once for all of them.
fn reload_after(done: MappedSignal<Option<AppResult<()>>>, said: Option<FlashMessage>) {
    let watch = use_context::<Watch>();
    Effect::new(move |_| {
        if let (Some(Ok(())), Some(watch)) = (done.get(), watch) {
            watch.reload(said);
        }
    });
}

/// A deed that is folded away until it is asked for.
#[component]
pub(super) fn Folded<S>(
    action: FormAction<S>,
    state: FormState,
    booking: BookingId,
    #[prop(optional)] ticket: Option<TicketId>,
    /// Of the details, and of the form in them.
    class: (&'static str, &'static str),
    title: String,
    /// What its button does, and how it looks.
    label: &'static str,
    button: &'static str,
    children: Children,
) -> impl IntoView
where
    S: ServerFn<Error = AppError> + 'static,
    S::Output: Send + Sync + 'static,
{
    let (details_class, form_class) = class;
    let ticket = ticket.map(|ticket| ticket.to_string());
    // A refusal that a plain post left belongs to one of the tickets.
    let mine = ticket.is_none() || state.typed("ticket").is_none_or(|it| Some(it) == ticket);
    let fields = fields(state, mine, booking, ticket, children);
    let form = view! {
        <ActionForm action attr:class=form_class before=submit_once(state)>
            {fields}
            <SubmitButton pending=state.pending label class=button />
        </ActionForm>
    }
    .into_any();
    folded(details_class, title, mine && state.failure.get_untracked().is_some(), form)
}

fn fields(
    state: FormState,
    mine: bool,
    booking: BookingId,
    ticket: Option<String>,
    children: Children,
) -> AnyView {
    let of = ticket.map(|ticket| view! { <input type="hidden" name="ticket" value=ticket /> });
    view! {
        {mine.then(|| view! { <FieldErrors state /> })}
        <input type="hidden" name="booking" value=booking.to_string() />
        {of}
        {children()}
    }
    .into_any()
}

fn folded(class: &'static str, title: String, open: bool, form: AnyView) -> AnyView {
    view! {
        <details class=class open=open>
            <summary>{title}</summary>
            {form}
        </details>
    }
    .into_any()
}

//! The form that confirms something, with the text that it must be given.

use crate::error::AppError;
use crate::forms::{
    ActionForm, FieldErrors, FormAction, FormState, SubmitButton, TextArea, submit_once,
};
use leptos::html;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

/// The text that is asked for, such as why.
#[derive(Clone, Copy, Debug)]
pub struct Reason {
    pub name: &'static str,
    pub label: &'static str,
    pub hint: &'static str,
    /// Characters.
    pub max: usize,
    pub rows: &'static str,
}

#[component]
pub fn ConfirmForm<S>(
    action: FormAction<S>,
    state: FormState,
    reason: Reason,
    #[prop(into)] label: String,
    #[prop(default = "button button-stop")] class: &'static str,
    testid: &'static str,
    /// The form's own class.
    #[prop(default = "desk-form")]
    form: &'static str,
    /// What is not filled in is refused by the server alone.
    #[prop(optional)]
    novalidate: bool,
    /// Who came by a link within the app goes on typing.
    #[prop(optional)]
    focused: bool,
    /// Beside the button: an address, and what is said of it.
    #[prop(optional)]
    beside: Option<(String, &'static str)>,
    /// What it is about, with hidden fields.
    children: Children,
) -> impl IntoView
where
    S: ServerFn<Error = AppError> + 'static,
    S::Output: Send + Sync + 'static,
{
    let text = NodeRef::<html::Textarea>::new();
    Effect::new(move |_| {
        if let Some(text) = text.get().filter(|_| focused) {
            let _ = text.focus();
        }
    });
    let beside = beside.map(|(href, name)| {
        view! {
            <a class="button button-quiet" href=href>
                {name}
            </a>
        }
    });
    view! {
        <ActionForm action attr:class=form attr:novalidate=novalidate before=submit_once(state)>
            <FieldErrors state />
            {children()}
            <TextArea
                state
                name=reason.name
                label=reason.label
                hint=reason.hint
                rows=reason.rows
                maxlength=reason.max
                required=true
                node_ref=text
                text=String::new()
            />
            <div class="actions">
                <SubmitButton pending=state.pending label class testid />
                {beside}
            </div>
        </ActionForm>
    }
}

//! Forms that the app's code sends: what differs by form is only the address and how the answer is
//! read.

use crate::error::{AppError, AppResult};
use crate::transport::Post;
use leptos::html::Form;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use std::marker::PhantomData;

/// What sends one kind of form, and what became of it. Leptos's own reads every form into the
/// function's struct and writes it out again, which was a twelfth of the workplace's code.
pub struct FormAction<S: ServerFn> {
    /// From a form as it is posted to the answer.
    action: Action<String, AppResult<S::Output>>,
    of: PhantomData<fn() -> S>,
}

impl<S: ServerFn> Clone for FormAction<S> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<S: ServerFn> Copy for FormAction<S> {}

impl<S> FormAction<S>
where
    S: ServerFn<Error = AppError, Protocol = Post>,
    S::Output: serde::de::DeserializeOwned + Send + Sync + 'static,
{
    #[allow(clippy::new_without_default, reason = "every page makes its own")]
    pub fn new() -> Self {
        Self { action: posting(S::PATH), of: PhantomData }
    }
}

impl<S> FormAction<S>
where
    S: ServerFn<Error = AppError>,
    S::Output: Send + Sync + 'static,
{
    /// The last answer.
    pub fn value(self) -> MappedSignal<Option<AppResult<S::Output>>> {
        self.action.value()
    }

    pub fn pending(self) -> Memo<bool> {
        self.action.pending()
    }

    /// How many answers came.
    pub fn version(self) -> RwSignal<usize> {
        self.action.version()
    }

    /// The form whose answer is awaited, as it was posted.
    pub fn sent(self) -> MappedSignal<Option<String>> {
        self.action.input()
    }
}

/// Compiled once for each kind of answer.
fn posting<T>(path: &'static str) -> Action<String, AppResult<T>>
where
    T: serde::de::DeserializeOwned + Send + Sync + 'static,
{
    Action::new(move |form: &String| crate::transport::post(path, form.clone()))
}

/// A form that the app's code sends, or the browser where there is no JavaScript.
#[component]
pub fn ActionForm<S>(
    action: FormAction<S>,
    #[prop(optional)] node_ref: Option<NodeRef<Form>>,
    children: Children,
) -> impl IntoView
where
    S: ServerFn<Error = AppError> + 'static,
    S::Output: Send + Sync + 'static,
{
    let action = action.action;
    let send = move |form| {
        action.dispatch(form);
    };
    form(S::PATH, Box::new(send), node_ref.unwrap_or_default(), children)
}

fn form(
    path: &'static str,
    send: Box<dyn Fn(String) + Send + Sync>,
    node_ref: NodeRef<Form>,
    children: Children,
) -> impl IntoView {
    let on_submit = move |event: leptos::ev::SubmitEvent| {
        if event.default_prevented() {
            return;
        }
        if let Some(form) = crate::browser::posted(&event) {
            event.prevent_default();
            send(form);
        }
    };
    view! {
        <form method="post" action=path node_ref=node_ref on:submit=on_submit>
            {children()}
        </form>
    }
}

#[cfg(test)]
mod tests {
    use crate::sources;

    #[test]
    fn no_form_is_sent_by_the_code_of_leptos() {
        for (file, text) in sources::files() {
            assert!(!text.contains("ServerAction"), "{file}: FormAction is less code");
            let own = !text.contains("<ActionForm") || text.contains("use crate::forms::");
            assert!(own && !text.contains("form::ActionForm"), "{file}: <ActionForm> is Leptos's");
        }
    }
}

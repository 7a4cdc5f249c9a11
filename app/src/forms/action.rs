//! Forms that the app's code sends: what differs by form is only the address and how the answer is
//! read.

use crate::error::{AppError, AppResult};
use crate::transport::Post;
use leptos::ev::SubmitEvent;
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

/// Hears of a submission before the form's own code, which it may keep from sending it.
pub type Before = Box<dyn Fn(SubmitEvent) + Send + Sync>;

/// A form that the app's code sends, or the browser where there is no JavaScript. Its listeners are
/// passed as properties: Leptos keeps those that are spread onto a component, with what they hold, when
/// the page is shown anew, and drops the new ones.
#[component]
pub fn ActionForm<S>(
    action: FormAction<S>,
    #[prop(optional)] before: Option<Before>,
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
    form(S::PATH, Box::new(send), before, node_ref.unwrap_or_default(), children)
}

fn form(
    path: &'static str,
    send: Box<dyn Fn(String) + Send + Sync>,
    before: Option<Before>,
    node_ref: NodeRef<Form>,
    children: Children,
) -> impl IntoView {
    let on_capture = move |event: SubmitEvent| {
        if let Some(before) = &before {
            before(event);
        }
    };
    let on_submit = move |event: SubmitEvent| {
        if event.default_prevented() {
            return;
        }
        if let Some(form) = crate::browser::posted(&event) {
            event.prevent_default();
            send(form);
        }
    };
    view! {
        <form
            method="post"
            action=path
            node_ref=node_ref
            on:submit:capture=on_capture
            on:submit=on_submit
        >
            {children()}
        </form>
    }
}

#[cfg(test)]
mod tests {
    use crate::sources;

    /// What stands in a tag itself, not in the values of its attributes.
    fn attributes(tag: &str) -> String {
        let (mut depth, mut before, mut own) = (0_usize, ' ', String::new());
        for c in tag.chars() {
            match c {
                '{' | '(' | '[' => depth += 1,
                '}' | ')' | ']' => depth = depth.saturating_sub(1),
                '>' if depth == 0 && !"=-".contains(before) => break,
                c if depth == 0 => own.push(c),
                _ => {}
            }
            before = c;
        }
        own
    }

    #[test]
    fn no_listener_is_spread_onto_a_component() {
        let mut components = 0;
        for (file, text) in sources::files() {
            for tag in text.split('<').skip(1).filter(|it| it.starts_with(char::is_uppercase)) {
                components += 1;
                let own = attributes(tag);
                let spread = own.split_whitespace().any(|it| it.starts_with("on:"));
                assert!(!spread, "{file}: <{own}");
            }
        }
        assert!(components > 500, "{components} components are not all there are");
        assert!(attributes("Form a={b > c} on:click=f>{on:x}").contains("on:click"));
    }

    #[test]
    fn no_form_is_sent_by_the_code_of_leptos() {
        for (file, text) in sources::files() {
            assert!(!text.contains("ServerAction"), "{file}: FormAction is less code");
            let own = !text.contains("<ActionForm") || text.contains("use crate::forms::");
            assert!(own && !text.contains("form::ActionForm"), "{file}: <ActionForm> is Leptos's");
        }
    }
}

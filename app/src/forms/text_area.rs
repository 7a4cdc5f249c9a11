//! Multi-line text field: the only place that may use `<textarea>`, since `leptos` writes its
//! content into the HTML unescaped.

use super::{FieldError, FormState};
use crate::i18n::use_lang;
use leptos::prelude::*;

/// With its label, what is allowed in it, and what is wrong with it.
#[component]
pub fn TextArea(
    state: FormState,
    name: &'static str,
    label: &'static str,
    hint: &'static str,
    rows: &'static str,
    /// None where what is too long is kept and refused by the server: a browser cuts off what is
    /// pasted.
    #[prop(optional)]
    maxlength: Option<usize>,
    #[prop(default = false)] required: bool,
    #[prop(optional)] node_ref: NodeRef<leptos::html::Textarea>,
    /// What is in it, unless something was typed.
    text: String,
) -> impl IntoView {
    let lang = use_lang();
    let text = state.typed(name).unwrap_or(text);
    let errors = state.errors(name);
    let wrong = move || errors.with(|errors| !errors.is_empty());
    let described = move || {
        if wrong() { format!("{name}-error {name}-hint") } else { format!("{name}-hint") }
    };
    view! {
        <div class="field">
            <label for=name>
                {label}
                {(!required)
                    .then(|| {
                        view! {
                            " "
                            <span class="optional">{lang.optional}</span>
                        }
                    })}
            </label>
            <textarea
                id=name
                name=state.posted(name)
                dir="auto"
                rows=rows
                required=required
                maxlength=maxlength.map(|n| n.to_string())
                node_ref=node_ref
                aria-describedby=described
                aria-invalid=move || wrong().then_some("true")
            >
                {content(text)}
            </textarea>
            <p class="hint" id=format!("{name}-hint")>
                {hint}
            </p>
            <FieldError state name />
        </div>
    }
}

/// The text as the element takes it: HTML from the server, plain text in a browser. A line break at
/// the beginning of it would be left out.
fn content(text: String) -> String {
    #[cfg(feature = "ssr")]
    return format!("\n{}", crate::ssr::escaped(&text));
    #[cfg(not(feature = "ssr"))]
    text
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::content;

    #[test]
    fn what_people_typed_does_not_end_the_field() {
        assert_eq!(content("\n</textarea><b>".into()), "\n\n&lt;/textarea&gt;&lt;b&gt;");
    }
}

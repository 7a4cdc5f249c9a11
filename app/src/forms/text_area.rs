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
    let wrong = move || errors.try_with(|errors| !errors.is_empty()) == Some(true);
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
    use crate::sources;
    use std::collections::{BTreeMap, BTreeSet};

    /// Fields whose text is kept otherwise.
    const KEPT: [(&str, &str, &str); 2] = [
        ("pages/organize/agenda_import/form.rs", "schedule", "with the file that was sent"),
        ("pages/organize/editor/description.rs", "description", "with the unsaved form"),
    ];

    /// Areas whose names and forms are those of the pages that use them.
    const SHARED: [&str; 2] =
        ["pages/organize/booking/step/confirm.rs", "pages/organize/confirm/form.rs"];

    fn between<'a>(text: &'a str, begin: &str, end: &str) -> Option<&'a str> {
        text.split_once(begin)?.1.split_once(end).map(|(inner, _)| inner)
    }

    /// The names of the texts that this page asks for.
    fn asked(page: &str) -> BTreeSet<&str> {
        let own = page.split("<TextArea").skip(1).filter_map(|tag| between(tag, "name=\"", "\""));
        let reasons = page.split("Reason {").skip(1);
        let reasons = reasons.filter_map(|reason| between(reason, "name: \"", "\""));
        let steps = page.contains("<ConfirmStep").then_some("reason");
        own.chain(reasons).chain(steps).collect()
    }

    #[test]
    fn what_was_typed_into_a_text_area_comes_back_when_it_is_refused() {
        let files: BTreeMap<String, String> = sources::files().into_iter().collect();
        let mut lost = BTreeSet::new();
        let mut areas = 0;
        let pages = files.iter().filter(|(name, _)| name.starts_with("pages/"));
        for (name, page) in pages.filter(|(name, _)| !SHARED.contains(&&***name)) {
            let uses = page.split("use crate::actions::").skip(1);
            let paths = uses.filter_map(|it| it.split(['{', ';', '}']).next());
            let lower = |part: &&str| part.starts_with(|c: char| c.is_ascii_lowercase());
            let actions: Vec<_> = paths
                .map(|path| path.split("::").filter(lower).collect::<Vec<_>>().join("/"))
                .filter_map(|path| files.get(&format!("actions/{path}.rs")))
                .collect();
            for field in asked(page) {
                areas += 1;
                let given_back = format!("(\"{field}\", ");
                if !actions.iter().any(|action| action.contains(&given_back)) {
                    lost.insert((&**name, field));
                }
            }
        }
        assert!(areas > 15, "{areas} are not all there are");
        let kept: BTreeSet<_> = KEPT.iter().map(|(page, field, _)| (*page, *field)).collect();
        assert_eq!(lost, kept, "give it to form_answer among what was typed");
    }

    #[test]
    fn what_people_typed_does_not_end_the_field() {
        assert_eq!(content("\n</textarea><b>".into()), "\n\n&lt;/textarea&gt;&lt;b&gt;");
    }
}

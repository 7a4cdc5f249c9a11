//! The submit button of a form that the app's code sends: every `<ActionForm>` has this one.

use crate::i18n::use_lang;
use leptos::prelude::*;
use leptos::text_prop::TextProp;

/// A submit button that says when its form's answer is on its way. It is not disabled meanwhile,
/// which would take the focus from it; a second click is refused by [`super::submit_once`] or by the
/// server.
#[component]
pub fn SubmitButton(
    /// Whether an answer is awaited.
    #[prop(into)]
    pending: Signal<bool>,
    #[prop(into)] label: TextProp,
    #[prop(default = "button")] class: &'static str,
    #[prop(optional)] testid: Option<&'static str>,
    /// What it adds to the form when it is the one that sends it: a name and a value.
    #[prop(optional, into)]
    sends: Option<(&'static str, String)>,
    /// The button of the enter key alone: nobody sees it or comes to it.
    #[prop(optional)]
    by_enter: bool,
    /// The accessible name, where the label alone does not say what the button is for.
    #[prop(optional_no_strip, into)]
    name: Option<String>,
) -> impl IntoView {
    let lang = use_lang();
    let (field, value) = sends.unzip();
    view! {
        <button
            type="submit"
            class=class
            data-testid=testid
            name=field
            value=value
            aria-label=name
            aria-hidden=by_enter.then_some("true")
            tabindex=by_enter.then_some("-1")
            aria-disabled=move || pending.get().to_string()
        >
            {move || if pending.get() { lang.one_moment.into() } else { label.get() }}
        </button>
    }
}

#[cfg(test)]
mod tests {
    use crate::sources;

    #[test]
    fn every_action_form_is_sent_by_a_submit_button() {
        let mut forms = 0;
        for (file, text) in sources::files() {
            for form in text.split("<ActionForm").skip(1) {
                let (form, _) = form.split_once("</ActionForm>").unwrap_or((form, ""));
                forms += 1;
                assert!(form.contains("<SubmitButton"), "{file}: a form without <SubmitButton>");
                assert!(!form.contains("type=\"submit\""), "{file}: a button that is never busy");
            }
        }
        assert!(forms > 20, "{forms} forms are not all there are");
    }
}

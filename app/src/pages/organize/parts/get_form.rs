//! A GET form whose answer is shown without loading the page.

use leptos::html::Form;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

/// Shows what the form asks for at `action`, in the place of this address or after it. On the server
/// it does nothing: there the browser sends the form.
pub fn get_form(form: NodeRef<Form>, action: Signal<String>) -> impl Fn(bool) + Clone + 'static {
    let navigate = use_navigate();
    move |replace: bool| {
        #[cfg(feature = "hydrate")]
        if let Some(form) = form.get_untracked() {
            let asked = crate::browser::form_query(&form);
            let mark = if asked.is_empty() { "" } else { "?" };
            let address = [&*action.get_untracked(), mark, &asked].concat();
            let options = NavigateOptions { scroll: false, replace, ..NavigateOptions::default() };
            navigate(&address, options);
        }
        #[cfg(not(feature = "hydrate"))]
        let _ = (&navigate, form, action, replace, NavigateOptions::default());
    }
}

//! GET forms to the catalogue: plain ones load a page, hydrated ones show the result at once.

use crate::paths;
use leptos::ev::SubmitEvent;
use leptos::web_sys::HtmlFormElement;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

/// Goes to the catalogue with this query string.
pub fn show_query(options: NavigateOptions) -> impl Fn(&str) + Clone {
    let navigate = use_navigate();
    move |query| {
        let path = [paths::EVENTS, if query.is_empty() { "" } else { "?" }, query].concat();
        navigate(&path, options.clone());
    }
}

/// Goes to the address that a form of filters asks for.
pub fn show_form(options: NavigateOptions) -> impl Fn(&HtmlFormElement) + Clone {
    let show = show_query(options);
    move |form| {
        #[cfg(feature = "hydrate")]
        show(&crate::browser::form_query(form));
        #[cfg(not(feature = "hydrate"))]
        let _ = (&show, form);
    }
}

/// Handles the submit of a search form.
pub fn search_submit() -> impl Fn(SubmitEvent) + Clone {
    let show = show_form(NavigateOptions::default());
    move |event| {
        use leptos::wasm_bindgen::JsCast;
        let form = event.target().and_then(|target| target.dyn_into::<HtmlFormElement>().ok());
        if let Some(form) = form {
            event.prevent_default();
            show(&form);
        }
    }
}

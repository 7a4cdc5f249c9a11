//! What is pasted: text with its formatting, as word processors and web pages give it.

use leptos::web_sys::Event;

/// Longer than a long article; what is longer is pasted as plain text.
#[cfg(feature = "hydrate")]
const HTML_MAX: usize = 300_000;

/// The HTML of what is pasted, and its plain text, where there is formatting to keep.
pub fn formatted(event: &Event) -> Option<(String, String)> {
    #[cfg(feature = "hydrate")]
    {
        use wasm_bindgen::JsCast;
        let data = event.dyn_ref::<web_sys::ClipboardEvent>()?.clipboard_data()?;
        let html = data.get_data("text/html").ok().filter(|html| html.len() <= HTML_MAX)?;
        let kept =
            ["<b>", "<b ", "<strong", "<i>", "<i ", "<em", "<h1", "<h2", "<h3", "<h4", "<li"];
        let more = ["<a ", "<blockquote", "<table", "mso-list", "font-weight:"];
        let rich = kept.iter().chain(&more).any(|tag| html.contains(tag));
        rich.then(|| (html, data.get_data("text/plain").unwrap_or_default()))
    }
    #[cfg(not(feature = "hydrate"))]
    {
        let _ = event;
        None
    }
}

//! What only a browser can do; on the server each of these does nothing.

use chrono::{DateTime, Utc};
use types::Locale;

/// Moves the focus to the first field that is wrong, or to the summary.
pub fn focus_first_error() {
    #[cfg(feature = "hydrate")]
    leptos::prelude::request_animation_frame(|| {
        use wasm_bindgen::JsCast;
        let document = leptos::prelude::document();
        let found = document
            .query_selector("[aria-invalid=true]")
            .ok()
            .flatten()
            .or_else(|| document.query_selector("[data-error-summary]").ok().flatten());
        if let Some(element) = found.and_then(|e| e.dyn_into::<web_sys::HtmlElement>().ok()) {
            let _ = element.focus();
        }
    });
}

/// Marks the document as navigated within the app, for the styles.
pub fn mark_navigated() {
    #[cfg(feature = "hydrate")]
    if let Some(root) = leptos::prelude::document().document_element() {
        let _ = root.set_attribute("data-moved", "");
    }
}

/// Whether this page was come to within the app, and not loaded.
pub fn is_navigated() -> bool {
    #[cfg(feature = "hydrate")]
    return leptos::prelude::document()
        .document_element()
        .is_some_and(|root| root.has_attribute("data-moved"));
    #[cfg(not(feature = "hydrate"))]
    false
}

/// Moves the focus to the content, so that a new page is read from its start.
pub fn focus_main() {
    #[cfg(feature = "hydrate")]
    {
        use wasm_bindgen::JsCast;
        let main = leptos::prelude::document().get_element_by_id("main");
        if let Some(main) = main.and_then(|e| e.dyn_into::<web_sys::HtmlElement>().ok()) {
            let options = web_sys::FocusOptions::new();
            options.set_prevent_scroll(true);
            let _ = main.focus_with_options(&options);
        }
    }
}

/// Moves the focus to the element with this id.
pub fn focus_id(id: &str) {
    #[cfg(feature = "hydrate")]
    {
        use wasm_bindgen::JsCast;
        // A part of a drawing can hold the focus too.
        let found = leptos::prelude::document().get_element_by_id(id);
        if let Some(element) = found {
            let _ = element.unchecked_into::<web_sys::HtmlElement>().focus();
        }
    }
    #[cfg(not(feature = "hydrate"))]
    let _ = id;
}

/// The same where what had the focus is gone.
pub fn focus_id_if_lost(id: &'static str) {
    #[cfg(feature = "hydrate")]
    leptos::prelude::request_animation_frame(move || {
        let active = leptos::prelude::document().active_element();
        if active.is_none_or(|element| element.tag_name() == "BODY") {
            focus_id(id);
        }
    });
    #[cfg(not(feature = "hydrate"))]
    let _ = id;
}

/// Moves the focus to the first element of this kind; whether there is one.
pub fn focus_first(selector: &str) -> bool {
    #[cfg(feature = "hydrate")]
    {
        use wasm_bindgen::JsCast;
        let found = leptos::prelude::document().query_selector(selector).ok().flatten();
        let element = found.and_then(|e| e.dyn_into::<web_sys::HtmlElement>().ok());
        element.is_some_and(|element| element.focus().is_ok())
    }
    #[cfg(not(feature = "hydrate"))]
    {
        let _ = selector;
        false
    }
}

/// Moves the focus among the elements of this kind by so many; to the first one from elsewhere.
pub fn focus_beside(selector: &str, by: i32) {
    #[cfg(feature = "hydrate")]
    {
        use wasm_bindgen::JsCast;
        let document = leptos::prelude::document();
        let Ok(all) = document.query_selector_all(selector) else { return };
        let nodes = (0..all.length()).filter_map(|index| all.item(index));
        let all: Vec<_> =
            nodes.filter_map(|node| node.dyn_into::<web_sys::HtmlElement>().ok()).collect();
        let active = document.active_element();
        let now = all.iter().position(|element| {
            active.as_ref().is_some_and(|active| element.is_same_node(Some(active)))
        });
        let next = match now {
            Some(now) => i32::try_from(now).unwrap_or(0) + by,
            None => 0,
        };
        if let Some(element) = usize::try_from(next).ok().and_then(|next| all.get(next)) {
            let _ = element.focus();
        }
    }
    #[cfg(not(feature = "hydrate"))]
    let _ = (selector, by);
}

/// Changes a part of the page; where the focus was on a link of it, it is on that link again.
pub fn keep_focus(change: impl FnOnce()) {
    #[cfg(feature = "hydrate")]
    {
        let active = leptos::prelude::document().active_element();
        let href = active.and_then(|element| element.get_attribute("href"));
        change();
        let Some(href) = href else { return };
        leptos::prelude::request_animation_frame(move || {
            let document = leptos::prelude::document();
            if document.active_element().is_some_and(|element| element.tag_name() == "BODY") {
                focus_first(&format!("main a[href=\"{href}\"]"));
            }
        });
    }
    #[cfg(not(feature = "hydrate"))]
    change();
}

/// Whether a key goes into a field, where it is no shortcut. A field of a closed dialog keeps the focus
/// until the browser draws anew, and nobody types into it.
pub fn is_typing(event: &leptos::ev::KeyboardEvent) -> bool {
    use leptos::wasm_bindgen::JsCast;
    use leptos::web_sys::HtmlElement;
    let element = event.target().and_then(|target| target.dyn_into::<HtmlElement>().ok());
    element.is_some_and(|element| {
        let field = element.is_content_editable()
            || ["INPUT", "TEXTAREA", "SELECT"].contains(&&*element.tag_name());
        field && !matches!(element.closest("dialog:not([open])"), Ok(Some(_)))
    })
}

/// What a form posts: its fields, and the button that sends it.
pub fn posted(event: &leptos::ev::SubmitEvent) -> Option<String> {
    use leptos::web_sys::UrlSearchParams;
    let fields = leptos::form::form_data_from_event(event).ok()?;
    let fields = UrlSearchParams::new_with_str_sequence_sequence(&fields).ok()?;
    fields.to_string().as_string()
}

/// Whether the button that sends a form has the answer shown elsewhere, in a frame, or asks for another
/// page: the browser sends that by itself.
pub fn shown_elsewhere(event: &leptos::ev::SubmitEvent) -> bool {
    #[cfg(feature = "hydrate")]
    return event.submitter().is_some_and(|button| {
        button.has_attribute("formtarget") || button.has_attribute("formmethod")
    });
    #[cfg(not(feature = "hydrate"))]
    {
        let _ = event;
        false
    }
}

/// Puts a text on the clipboard.
pub fn copy(text: &str) {
    #[cfg(feature = "hydrate")]
    let _ = leptos::prelude::window().navigator().clipboard().write_text(text);
    #[cfg(not(feature = "hydrate"))]
    let _ = text;
}

/// Loads a page of this site anew, so that everything on it is of the new session or language.
pub fn load(path: &str) {
    #[cfg(feature = "hydrate")]
    let _ = leptos::prelude::window().location().assign(path);
    #[cfg(not(feature = "hydrate"))]
    let _ = path;
}

/// Milliseconds since 1970 by this device's clock.
pub fn now_ms() -> f64 {
    #[cfg(feature = "hydrate")]
    return js_sys::Date::now();
    #[cfg(not(feature = "hydrate"))]
    return 0.0;
}

/// Whether the page is visible, not in a background tab.
pub fn is_visible() -> bool {
    #[cfg(feature = "hydrate")]
    return leptos::prelude::document().visibility_state() == web_sys::VisibilityState::Visible;
    #[cfg(not(feature = "hydrate"))]
    return false;
}

/// A moment in the viewer's own zone, with the zone's name.
pub fn viewer_time(time: DateTime<Utc>, locale: Locale) -> Option<String> {
    #[cfg(feature = "hydrate")]
    {
        use wasm_bindgen::JsValue;
        let options = js_sys::Object::new();
        for (key, value) in [
            ("weekday", "short"),
            ("day", "numeric"),
            ("month", "short"),
            ("hour", "2-digit"),
            ("minute", "2-digit"),
            ("timeZoneName", "short"),
        ] {
            js_sys::Reflect::set(&options, &key.into(), &value.into()).ok()?;
        }
        #[allow(clippy::cast_precision_loss, reason = "exact until the year 287396")]
        let date = js_sys::Date::new(&JsValue::from_f64(time.timestamp_millis() as f64));
        date.to_locale_string(locale.region_tag(), &options).as_string()
    }
    #[cfg(not(feature = "hydrate"))]
    {
        let _ = (time, locale);
        None
    }
}

/// The name of the viewer's time zone, such as `Europe/Berlin`.
pub fn viewer_zone() -> Option<String> {
    #[cfg(feature = "hydrate")]
    {
        let format = js_sys::Intl::DateTimeFormat::default();
        js_sys::Reflect::get(&format.resolved_options(), &"timeZone".into()).ok()?.as_string()
    }
    #[cfg(not(feature = "hydrate"))]
    None
}

/// Sets or removes an attribute of `<html>`.
pub fn set_root_attribute(name: &str, value: Option<&str>) {
    #[cfg(feature = "hydrate")]
    if let Some(root) = leptos::prelude::document().document_element() {
        let _ = match value {
            Some(value) => root.set_attribute(name, value),
            None => root.remove_attribute(name),
        };
    }
    #[cfg(not(feature = "hydrate"))]
    let _ = (name, value);
}

/// An attribute of `<html>`.
pub fn root_attribute(name: &str) -> Option<String> {
    #[cfg(feature = "hydrate")]
    return leptos::prelude::document().document_element()?.get_attribute(name);
    #[cfg(not(feature = "hydrate"))]
    {
        let _ = name;
        None
    }
}

/// What a form asks for, as a query string, if the visitor has changed one of its fields since the
/// server wrote it; words in a search field do not count before they are sent.
pub fn changed_query(selector: &str) -> Option<String> {
    #[cfg(feature = "hydrate")]
    {
        use wasm_bindgen::JsCast;
        let form = leptos::prelude::document().query_selector(selector).ok().flatten()?;
        let form = form.dyn_into::<web_sys::HtmlFormElement>().ok()?;
        let fields = form.elements();
        (0..fields.length())
            .filter_map(|index| fields.item(index))
            .any(|field| is_changed(&field))
            .then(|| form_query(&form))
    }
    #[cfg(not(feature = "hydrate"))]
    {
        let _ = selector;
        None
    }
}

#[cfg(feature = "hydrate")]
fn is_changed(field: &web_sys::Element) -> bool {
    use wasm_bindgen::JsCast;
    if let Some(input) = field.dyn_ref::<web_sys::HtmlInputElement>() {
        return match &*input.type_() {
            "search" | "hidden" => false,
            "checkbox" => input.checked() != input.default_checked(),
            _ => input.value() != input.default_value(),
        };
    }
    let Some(select) = field.dyn_ref::<web_sys::HtmlSelectElement>() else { return false };
    let option = |which| select.query_selector(which).ok().flatten();
    let written = option("option[selected]").or_else(|| option("option"));
    written.and_then(|option| option.get_attribute("value")).is_some_and(|it| it != select.value())
}

/// The value of the field with this id.
pub fn field_value(id: &str) -> Option<String> {
    #[cfg(feature = "hydrate")]
    {
        use wasm_bindgen::JsCast;
        let field = leptos::prelude::document().get_element_by_id(id)?;
        field.dyn_into::<web_sys::HtmlInputElement>().ok().map(|field| field.value())
    }
    #[cfg(not(feature = "hydrate"))]
    {
        let _ = id;
        None
    }
}

/// A form's fields as a query string, without those left empty.
#[cfg(feature = "hydrate")]
pub fn form_query(form: &web_sys::HtmlFormElement) -> String {
    let Ok(data) = web_sys::FormData::new_with_form(form) else { return String::new() };
    let pairs = js_sys::Array::from(&data);
    let filled = pairs.filter(&mut |pair: wasm_bindgen::JsValue, _, _| {
        js_sys::Array::from(&pair).get(1).as_string().is_some_and(|text| !text.trim().is_empty())
    });
    web_sys::UrlSearchParams::new_with_str_sequence_sequence(&filled)
        .map(|params| String::from(params.to_string()))
        .unwrap_or_default()
}

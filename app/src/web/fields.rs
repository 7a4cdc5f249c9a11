//! Fields of a form as the app's code reads, fills and follows them.

#[cfg(feature = "hydrate")]
use leptos::web_sys::HtmlElement;
use leptos::web_sys::{HtmlInputElement, SubmitEvent};

/// Tells the form around a field that its value is another one.
pub fn tell_change(field: &HtmlInputElement) {
    #[cfg(feature = "hydrate")]
    {
        let options = web_sys::EventInit::new();
        options.set_bubbles(true);
        if let Ok(event) = web_sys::Event::new_with_event_init_dict("change", &options) {
            let _ = field.dispatch_event(&event);
        }
    }
    #[cfg(not(feature = "hydrate"))]
    let _ = field;
}

/// Sets the value of the field with this id, whatever it is made of, and tells its form.
pub fn set(id: &str, value: &str) {
    #[cfg(feature = "hydrate")]
    {
        use wasm_bindgen::JsCast;
        let Some(field) = leptos::prelude::document().get_element_by_id(id) else { return };
        if let Some(input) = field.dyn_ref::<HtmlInputElement>() {
            input.set_value(value);
            tell_change(input);
        } else if let Some(text) = field.dyn_ref::<web_sys::HtmlTextAreaElement>() {
            text.set_value(value);
        } else if let Some(select) = field.dyn_ref::<web_sys::HtmlSelectElement>() {
            select.set_value(value);
        }
    }
    #[cfg(not(feature = "hydrate"))]
    let _ = (id, value);
}

/// Exchanges what stands in the fields with these ids. Their form is not told.
pub fn exchange(one: &str, other: &str) {
    #[cfg(feature = "hydrate")]
    {
        use wasm_bindgen::JsCast;
        let input = |id| {
            let field = leptos::prelude::document().get_element_by_id(id)?;
            field.dyn_into::<HtmlInputElement>().ok()
        };
        if let (Some(one), Some(other)) = (input(one), input(other)) {
            let text = one.value();
            one.set_value(&other.value());
            other.set_value(&text);
        }
    }
    #[cfg(not(feature = "hydrate"))]
    let _ = (one, other);
}

/// What stands in a form, as it is posted.
pub struct Typed {
    #[cfg(feature = "hydrate")]
    fields: web_sys::UrlSearchParams,
}

impl Typed {
    /// Of the form with this id.
    pub fn of(form: &str) -> Option<Self> {
        #[cfg(feature = "hydrate")]
        {
            use wasm_bindgen::JsCast;
            let form = leptos::prelude::document().get_element_by_id(form)?;
            let form = form.dyn_into::<web_sys::HtmlFormElement>().ok()?;
            let data = web_sys::FormData::new_with_form(&form).ok()?;
            let fields = web_sys::UrlSearchParams::new_with_str_sequence_sequence(&data).ok()?;
            Some(Self { fields })
        }
        #[cfg(not(feature = "hydrate"))]
        {
            let _ = form;
            None
        }
    }

    /// Of what [`Self::text`] gave.
    pub fn parse(text: &str) -> Option<Self> {
        #[cfg(feature = "hydrate")]
        {
            web_sys::UrlSearchParams::new_with_str(text).ok().map(|fields| Self { fields })
        }
        #[cfg(not(feature = "hydrate"))]
        {
            let _ = text;
            None
        }
    }

    pub fn get(&self, name: &str) -> Option<String> {
        #[cfg(feature = "hydrate")]
        return self.fields.get(name);
        #[cfg(not(feature = "hydrate"))]
        {
            let _ = name;
            None
        }
    }

    pub fn text(&self) -> String {
        #[cfg(feature = "hydrate")]
        return self.fields.to_string().into();
        #[cfg(not(feature = "hydrate"))]
        String::new()
    }
}

/// A form that waits to be sent, and the button that sends it.
#[derive(Clone)]
pub struct Held {
    #[cfg(feature = "hydrate")]
    button: Option<HtmlElement>,
}

/// Keeps a form from being sent for now.
pub fn hold(event: &SubmitEvent) -> Held {
    event.prevent_default();
    Held {
        #[cfg(feature = "hydrate")]
        button: event.submitter(),
    }
}

impl Held {
    /// Sends the form with this id as it would have been.
    pub fn send(self, form: &str) {
        #[cfg(feature = "hydrate")]
        {
            use wasm_bindgen::JsCast;
            let form = leptos::prelude::document().get_element_by_id(form);
            let Some(form) = form.and_then(|it| it.dyn_into::<web_sys::HtmlFormElement>().ok())
            else {
                return;
            };
            let _ = match self.button {
                Some(button) => form.request_submit_with_submitter(Some(&button)),
                None => form.request_submit(),
            };
        }
        #[cfg(not(feature = "hydrate"))]
        let _ = form;
    }
}

/// Moves the focus to the element with this id.
pub fn focus(id: &str) {
    #[cfg(feature = "hydrate")]
    let id = id.to_owned();
    #[cfg(feature = "hydrate")]
    leptos::prelude::request_animation_frame(move || {
        use wasm_bindgen::JsCast;
        let element = leptos::prelude::document().get_element_by_id(&id);
        if let Some(element) = element.and_then(|e| e.dyn_into::<HtmlElement>().ok()) {
            let _ = element.focus();
        }
    });
    #[cfg(not(feature = "hydrate"))]
    let _ = id;
}

/// Shows another address in the browser's bar, as if the page had been opened there.
pub fn replace_address(path: &str) {
    #[cfg(feature = "hydrate")]
    if let Ok(history) = leptos::prelude::window().history() {
        let state = wasm_bindgen::JsValue::NULL;
        let _ = history.replace_state_with_url(&state, "", Some(path));
    }
    #[cfg(not(feature = "hydrate"))]
    let _ = path;
}

//! Interfaces of browsers that have no bindings, or would need many: by name, and what is not there
//! is none.

use js_sys::{Array, Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

pub(super) fn get(object: &JsValue, name: &str) -> Option<JsValue> {
    let value = Reflect::get(object, &name.into()).ok()?;
    (!value.is_undefined() && !value.is_null()).then_some(value)
}

pub(super) fn set(object: &JsValue, name: &str, value: &JsValue) {
    let _ = Reflect::set(object, &name.into(), value);
}

/// An object with these fields.
pub(super) fn object(fields: &[(&str, JsValue)]) -> JsValue {
    let object = js_sys::Object::new().into();
    for (name, value) in fields {
        set(&object, name, value);
    }
    object
}

pub(super) fn call(object: &JsValue, name: &str, arguments: &[JsValue]) -> Option<JsValue> {
    let method: Function = get(object, name)?.dyn_into().ok()?;
    method.apply(object, &arguments.iter().collect::<Array>()).ok()
}

pub(super) fn construct(class: &JsValue, arguments: &[JsValue]) -> Option<JsValue> {
    let class: &Function = class.dyn_ref()?;
    Reflect::construct(class, &arguments.iter().collect::<Array>()).ok()
}

/// What a method's promise comes to; none where it is refused.
pub(super) async fn ask(object: &JsValue, name: &str, arguments: &[JsValue]) -> Option<JsValue> {
    let promise: Promise = call(object, name, arguments)?.dyn_into().ok()?;
    JsFuture::from(promise).await.ok()
}

pub(super) fn navigator(name: &str) -> Option<JsValue> {
    get(&leptos::prelude::window().navigator(), name)
}

pub(super) fn of_window(name: &str) -> Option<JsValue> {
    get(&leptos::prelude::window(), name)
}

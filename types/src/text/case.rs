//! Letters in another case, of any script.
//!
//! The browser has the tables that this takes: Rust's own, 14 kB each, are not sent to it.

/// The text in small letters.
pub fn lower(text: &str) -> String {
    #[cfg(target_arch = "wasm32")]
    return js_sys::JsString::from(text).to_lower_case().into();
    #[cfg(not(target_arch = "wasm32"))]
    text.to_lowercase()
}

/// The text in capitals.
pub fn upper(text: &str) -> String {
    #[cfg(target_arch = "wasm32")]
    return js_sys::JsString::from(text).to_upper_case().into();
    #[cfg(not(target_arch = "wasm32"))]
    text.to_uppercase()
}

/// The first letter of a name as a capital, in the place of a picture.
pub fn initial(name: &str) -> Option<String> {
    name.chars().next().map(|c| upper(c.encode_utf8(&mut [0; 4])))
}

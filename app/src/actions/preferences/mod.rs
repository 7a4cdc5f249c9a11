//! Language and theme of a browser.

pub mod set_locale;
pub mod set_theme;

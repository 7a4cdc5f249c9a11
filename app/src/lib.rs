//! The Leptos app: pages, components, server functions, shell and translations.

#[cfg(feature = "ssr")]
pub mod ssr;

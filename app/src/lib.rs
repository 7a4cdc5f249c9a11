//! The Leptos app: pages, components, server functions, shell and translations.

//! The Leptos app: pages, components, server functions, shell and translations.

#![allow(unreachable_pub, reason = "`#[component]` makes a hidden twin of each function")]

pub mod actions;
pub mod app;
pub mod browser;
pub mod components;
pub mod error;
pub mod forms;
#[cfg(feature = "ssr")]
pub mod http;
pub mod i18n;
mod json;
pub mod live;
pub mod load;
mod pages;
pub mod promo;
#[cfg(test)]
mod raw_html;
pub mod session;
pub mod shell;
#[cfg(test)]
mod sources;
#[cfg(feature = "ssr")]
pub mod ssr;
pub mod theme;
pub mod timers;
mod transport;
pub mod via;
pub mod web;
pub mod workplace;

pub use app::App;
pub use error::{AppError, AppResult};
pub use shell::shell;
pub use types::paths;

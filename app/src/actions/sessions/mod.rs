//! Agendas.

pub mod add_pasted;
pub mod agenda;
#[cfg(feature = "ssr")]
mod beside;
#[cfg(feature = "ssr")]
mod days;
pub mod delete_session;
pub mod editor;
pub mod import_schedule;
pub mod keep_paste;
pub mod move_session;
pub mod pasted;
pub mod pick_session;
pub mod save_session;
pub mod schedule;
#[cfg(feature = "ssr")]
mod schedule_view;
pub mod session_form;

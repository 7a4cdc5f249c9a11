//! Agendas.

pub mod agenda;
pub mod import_schedule;
pub mod pick_session;
pub mod schedule;
#[cfg(feature = "ssr")]
mod schedule_view;

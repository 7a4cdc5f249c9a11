//! Agendas.

pub mod agenda;
pub mod pick_session;

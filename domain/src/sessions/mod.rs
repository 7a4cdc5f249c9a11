//! Sessions: the agenda of an event.

mod agenda;
mod clash;
mod editor;
mod lines;
mod pasting;
mod picks;
mod policy;
pub mod schedule;
mod service;
mod store;
mod told;

pub use agenda::{AgendaEntry, agenda};
pub use editor::{AgendaEditor, SessionEditor, changed_by, editor, session_editor};
pub use lines::Line;
pub use pasting::{add_pasted, keep_paste, pasted};
pub use picks::{pick, picks};
pub use service::{create, create_once, delete, get, list, may_change, update, update_version};

#[cfg(test)]
mod tests;

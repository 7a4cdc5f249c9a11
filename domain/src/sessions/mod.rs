//! Sessions: the agenda of an event.

mod agenda;
mod change;
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
pub use change::{delete, delete_matching, update, update_matching, update_version};
pub use editor::{AgendaEditor, SessionEditor, changed_by, editor, session_editor};
pub use lines::Line;
pub use pasting::{add_pasted, keep_paste, pasted};
pub use picks::{pick, picks};
pub use service::{SessionView, create, create_once, get, list, may_change, view};

#[cfg(test)]
mod tests;

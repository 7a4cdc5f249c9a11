//! Messages to the people of an event: their list, the form, and what became of one.

mod audience;
mod list;
mod one;
mod recipients;
mod write;

pub use list::MessagesPage;
pub use one::MessagePage;
pub use write::NewMessagePage;

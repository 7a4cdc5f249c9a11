//! The pages on which an agenda is made: the grid, the form of a session, and many at once.
//!
//! What the server writes is a table with links to the forms, which is all of the page without
//! JavaScript and on a narrow screen. Where there is room for it, the grid stands in its place.

mod block;
mod board;
mod desk;
mod form;
mod grid;
mod paste;
mod remove;
mod table;

pub use board::AgendaPage;
pub use form::SessionPage;
pub use paste::PastePage;

//! What forms need of a browser beyond HTML; on the server each of these does nothing.

pub mod fields;
pub mod paste;
pub mod picture;
pub mod storage;
pub mod text_edit;

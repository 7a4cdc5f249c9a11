//! Documents: PDF, iCalendar, CSV and pictures made from what the use cases return.

pub mod agenda;
pub mod calendar;
pub mod certificate;
mod colours;
pub(crate) mod csv;
pub(crate) mod dates;
pub(crate) mod event_qr;
pub mod files;
pub mod invitation;
mod pdf_error;
pub(crate) mod share_image;
pub(crate) mod table;
pub(crate) mod text;
pub mod tickets;

pub use files::File;
pub use pdf_error::PdfError;

//! What follows from having an event: seeing it as others do, copying it, cancelling or deleting it.

mod cancel;
mod duplicate;
mod picture;
mod preview;
mod progress;

pub use cancel::CancelPage;
pub use duplicate::DuplicatePage;
pub use picture::PicturePage;
pub use preview::PreviewPage;

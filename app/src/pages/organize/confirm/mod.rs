//! What is asked before something is done: its card, the form that confirms it, and the way back.

mod card;
mod form;
mod leave;

pub use card::StepCard;
pub use form::{ConfirmForm, Reason};
pub use leave::leave_when_done;

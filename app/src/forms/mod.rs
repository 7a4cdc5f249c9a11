//! Forms that work without JavaScript and lose nothing that was typed.

mod field;
mod flash;
mod state;

pub use field::{FieldError, FieldErrors, TextField};
pub use flash::{Flash, Notice};
#[cfg(feature = "ssr")]
pub use flash::{answer, back, form_answer, go, leave_for, notice, notice_if_plain, take_flash};
pub use state::{FormState, form_state, once};

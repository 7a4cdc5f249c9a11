//! Forms that work without JavaScript and lose nothing that was typed.

mod field;
mod flash;
mod new_password;
mod state;
mod submit_button;
mod text_area;

pub use field::{FieldError, FieldErrors, TextField};
pub use flash::{Flash, Notice, Undo};
#[cfg(feature = "ssr")]
pub use flash::{
    answer, back, form_answer, go, leave_for, notice, notice_if_plain, notice_with_undo, take_flash,
};
pub use new_password::{NewPasswordField, PasswordOwner};
pub use state::{FormState, form_state, once};
pub use submit_button::SubmitButton;
pub use text_area::TextArea;

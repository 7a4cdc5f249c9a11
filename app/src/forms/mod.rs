//! Forms that work without JavaScript and lose nothing that was typed.

mod action;
mod field;
mod flash;
mod new_password;
mod row_field;
mod state;
mod submit_button;
mod text_area;

pub use action::{ActionForm, Before, FormAction};
pub use field::{FieldError, FieldErrors, TextField};
pub use flash::{Flash, FlashMessage, Undo};
#[cfg(feature = "ssr")]
pub use flash::{
    answer, back, flash, flash_failure, flash_if_plain, flash_with_undo, form_answer, go,
    leave_for, take_flash,
};
pub use new_password::{NewPasswordField, PasswordOwner};
pub use row_field::RowField;
pub use state::{FormState, form_state, in_group, load_on_success, submit_once};
pub use submit_button::SubmitButton;
pub use text_area::TextArea;

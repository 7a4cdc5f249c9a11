//! Log-in, log-out, registration and the links that mails carry.

pub mod confirm_password_reset;
pub mod login;
pub mod login_code;
pub mod logout;
pub mod me;
pub mod register;
pub mod request_password_reset;
pub mod resend_verification;
pub mod verify_email;

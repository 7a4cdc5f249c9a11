//! Logging in, making an account, and where the links of mails about it lead.

mod forgot_password;
mod login;
mod register;
mod reset_password;
mod verify_email;

super::areas::area! {
    /// Pages for visitors who are not logged in yet.
    AuthArea, split at auth, routes AuthRoutes {
        "/login" => login::LoginPage,
        "/register" => register::RegisterPage,
        "/forgot-password" => forgot_password::ForgotPasswordPage,
        "/reset-password" => reset_password::ResetPasswordPage,
        "/verify-email" => verify_email::VerifyEmailPage,
    }
}

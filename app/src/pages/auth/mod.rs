//! Logging in, making an account, where the links of mails about it lead, and the site's legal pages,
//! which are read there.

mod forgot_password;
mod legal;
mod login;
mod login_code;
mod next;
mod register;
mod reset_password;
mod verify_email;

super::areas::area! {
    /// Pages for visitors who are not logged in yet, and those about the site.
    AuthArea, split at auth, routes AuthRoutes {
        "/login" => login::LoginPage,
        "/login/code" => login_code::LoginCodePage,
        "/register" => register::RegisterPage,
        "/forgot-password" => forgot_password::ForgotPasswordPage,
        "/reset-password" => reset_password::ResetPasswordPage,
        "/verify-email" => verify_email::VerifyEmailPage,
        "/imprint" => legal::ImprintPage,
        "/privacy" => legal::PrivacyPage,
        "/terms" => legal::TermsPage,
    }
}

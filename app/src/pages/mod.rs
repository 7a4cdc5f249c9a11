//! One file or folder a page.

mod account;
mod booking;
mod bookings;
mod catalogue;
mod event;
mod forgot_password;
mod home;
mod login;
mod not_found;
mod register;
mod reset_password;

pub use account::AccountPage;
pub use booking::BookingPage;
pub use bookings::BookingsPage;
pub use catalogue::CataloguePage;
pub use event::EventPage;
pub use forgot_password::ForgotPasswordPage;
pub use home::HomePage;
pub use login::LoginPage;
pub use not_found::NotFoundPage;
pub use register::RegisterPage;
pub use reset_password::ResetPasswordPage;

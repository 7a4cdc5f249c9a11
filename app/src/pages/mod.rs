//! One file or folder a page.

mod account;
mod areas;
mod booking;
mod bookings;
mod catalogue;
mod certificate;
mod certificates;
mod event;
mod forgot_password;
mod home;
mod login;
mod not_found;
mod notifications;
mod person;
mod register;
mod reset_password;
mod review;

use account::AccountPage;
pub use areas::{Entry, Event, Mine};
use booking::BookingPage;
use bookings::BookingsPage;
pub use catalogue::CataloguePage;
use certificate::CertificatePage;
use certificates::CertificatesPage;
use event::EventPage;
use forgot_password::ForgotPasswordPage;
pub use home::HomePage;
use login::LoginPage;
pub use not_found::NotFoundPage;
pub use notifications::InboxVersion;
use notifications::NotificationsPage;
use person::PersonPage;
use register::RegisterPage;
use reset_password::ResetPasswordPage;
use review::ReviewPage;

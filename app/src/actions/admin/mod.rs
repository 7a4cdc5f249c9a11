//! What admins ask and do.

pub mod attention;
pub mod audit;
pub mod discard_job;
pub mod health;
pub mod jobs;
pub mod mail;
pub mod overview;
pub mod payments;
pub mod resend_mail;
pub mod retry_job;
pub mod retry_payment;

//! The admin's workplace.
//!
//! A page is made inside [`frame::AdminFrame`], which lets in only admins. Lists, figures and forms
//! are those of the organizer's workplace.

pub(super) mod frame;
mod overview;
mod people;
mod person;
mod upkeep;

super::areas::area! {
    /// Where the platform is kept healthy.
    AdminArea, split at admin, routes AdminRoutes {
        "/admin" => overview::OverviewPage,
        "/admin/people" => people::PeoplePage,
        "/admin/people/:id" => person::PersonPage,
        "/admin/mail" => upkeep::MailPage,
        "/admin/jobs" => upkeep::JobsPage,
        "/admin/payments" => upkeep::PaymentsPage,
        "/admin/audit" => upkeep::AuditPage,
        "/admin/health" => upkeep::HealthPage,
    }
}

//! The admin's workplace.
//!
//! A page is made inside [`frame::AdminFrame`], which lets in only admins. Lists, figures and forms
//! are those of the organizer's workplace.

mod categories;
mod events;
pub(super) mod frame;
mod overview;
mod people;
mod person;
mod promotions;
mod reviews;
mod upkeep;
mod venues;

super::areas::area! {
    /// How the platform does, and who uses it for what.
    AdminArea, split at admin, routes AdminRoutes {
        "/admin" => overview::OverviewPage,
        "/admin/people" => people::PeoplePage,
        "/admin/people/:id" => person::PersonPage,
        "/admin/events" => events::EventsPage,
        "/admin/events/organizers" => events::OrganizersPage,
    }
}

super::areas::area! {
    /// Where the platform is kept healthy and tidy.
    UpkeepArea, split at admin_upkeep, routes AdminUpkeepRoutes {
        "/admin/mail" => upkeep::MailPage,
        "/admin/jobs" => upkeep::JobsPage,
        "/admin/payments" => upkeep::PaymentsPage,
        "/admin/audit" => upkeep::AuditPage,
        "/admin/health" => upkeep::HealthPage,
        "/admin/categories" => categories::CategoriesPage,
        "/admin/promotions" => promotions::PromotionsPage,
        "/admin/reviews" => reviews::ReviewsPage,
        "/admin/venues" => venues::VenuesPage,
    }
}

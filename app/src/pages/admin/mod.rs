//! The admin's workplace.
//!
//! A page is made inside [`frame::AdminFrame`], which lets in only admins. Lists, figures and forms
//! are those of the organizer's workplace.

mod categories;
mod events;
pub(super) mod frame;
mod overview;
mod promotions;
mod reviews;
mod venues;

super::areas::area! {
    /// Where the platform is kept healthy.
    AdminArea, split at admin, routes AdminRoutes {
        "/admin" => overview::OverviewPage,
        "/admin/categories" => categories::CategoriesPage,
        "/admin/events" => events::EventsPage,
        "/admin/events/organizers" => events::OrganizersPage,
        "/admin/promotions" => promotions::PromotionsPage,
        "/admin/reviews" => reviews::ReviewsPage,
        "/admin/venues" => venues::VenuesPage,
    }
}

//! The pages of the app. An area is one line: `page("/organize", Private).with_all_below()`.

use super::Access::{self, Private, Public, Secret, SignIn, Unlisted};
use super::{Cache, Cost, DOOR_PAGE, Kind, Route};
use crate::http::path::is_below;
use types::paths;

pub(super) const PAGES: &[Route] = &[
    page(paths::HOME, Public).cached(Cache::Shared),
    page(paths::EVENTS, Public).searched().cached(Cache::Shared),
    page("/events/{slug}", Public).cached(Cache::Shared),
    page("/events/{slug}/review", Private),
    page("/events/{slug}/reviews/{id}/report", Private),
    page("/people/{id}", Public),
    page(paths::IMPRINT, Public).cached(Cache::Shared),
    page(paths::PRIVACY, Public).cached(Cache::Shared),
    page(paths::TERMS, Public).cached(Cache::Shared),
    page(paths::LOGIN, SignIn),
    page(paths::LOGIN_CODE, SignIn),
    page(paths::REGISTER, SignIn),
    page(paths::FORGOT_PASSWORD, SignIn),
    page(paths::RESET_PASSWORD, SignIn),
    page(paths::VERIFY_EMAIL, SignIn),
    page(paths::BOOKINGS, Private).with_all_below(),
    page(paths::NOTIFICATIONS, Private).with_all_below(),
    page(paths::ACCOUNT, Private).with_all_below(),
    page(paths::CERTIFICATES, Private),
    page(paths::ORGANIZE, Private).with_all_below(),
    page(DOOR_PAGE, Private),
    page(paths::ADMIN, Private).with_all_below(),
    // People's names are for those who have the number.
    page("/certificates/{number}", Unlisted),
    page("/invitations/{key}", Secret).cached(Cache::Never),
];

const fn page(pattern: &'static str, access: Access) -> Route {
    Route::new(Kind::Page, "GET", pattern, access, Cost::Read)
}

impl Route {
    const fn searched(self) -> Self {
        Self { cost: Cost::Search, ..self }
    }

    const fn with_all_below(self) -> Self {
        Self { is_area: true, ..self }
    }
}

/// The innermost area that a page is in.
pub(super) fn area(method: &str, pattern: &str) -> Option<&'static Route> {
    let areas = PAGES.iter().filter(|page| page.is_area && page.method == method);
    areas.filter(|area| is_below(pattern, area.pattern)).max_by_key(|area| area.pattern.len())
}

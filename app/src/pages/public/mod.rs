//! Pages of a first visit: their code is in the module that every page loads, so no others belong
//! here.

mod catalogue;
mod home;
mod not_found;

use super::areas::{route, routes};
use catalogue::CataloguePage;
use home::HomePage;
use leptos::prelude::*;
use leptos_router::any_nested_route::AnyNestedRoute;
use leptos_router::path;
pub use not_found::NotFoundPage;

#[component(transparent)]
pub fn PublicRoutes() -> AnyNestedRoute {
    routes(vec![route(path!("/"), HomePage), route(path!("/events"), CataloguePage)])
}

//! Finding a route of the table.

use super::{Access, Route, api, files, forms, pages};
use axum::extract::{MatchedPath, Request};
use axum::http::Method;
use std::collections::HashMap;
use std::sync::LazyLock;

type Key = (&'static str, &'static str);

static TABLE: LazyLock<HashMap<Key, &'static Route>> =
    LazyLock::new(|| all().map(|route| ((route.method, route.pattern), route)).collect());

/// Folders of addresses that are secrets.
static SECRET: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    let secret = all().filter(|route| route.access == Access::Secret);
    secret.filter_map(|route| route.pattern.split_once("/{")).map(|(folder, _)| folder).collect()
});

/// Every line of the table.
pub(crate) fn all() -> impl Iterator<Item = &'static Route> {
    [pages::PAGES, forms::FORMS, files::FILES, api::API].into_iter().flatten()
}

/// The route of a request; none for what is no route, and for a method that a route does not have.
pub(crate) fn of(request: &Request) -> Option<&'static Route> {
    let pattern = request.extensions().get::<MatchedPath>()?;
    of_path(request.method(), pattern.as_str())
}

pub(crate) fn of_path(method: &Method, pattern: &str) -> Option<&'static Route> {
    let method = if *method == Method::HEAD { "GET" } else { method.as_str() };
    // As a map whose keys live no longer than what is looked for.
    let table: &HashMap<(&str, &str), &'static Route> = &TABLE;
    let exact = table.get(&(method, pattern)).or_else(|| table.get(&("*", pattern)));
    exact.copied().or_else(|| pages::area(method, pattern))
}

/// Whether the path is, or looks like, one that must not be written down; also where no route has
/// it, as with a letter too many.
pub(crate) fn secret_folder(path: &str) -> Option<&'static str> {
    SECRET.iter().copied().find(|folder| crate::http::path::is_below(path, folder))
}

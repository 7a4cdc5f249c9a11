//! Promo code in the address of an event's page: a link that was given out fills it in.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use leptos_router::params::ParamsMap;
use types::promotions::CODE_MAX;

/// The field of a code, and its name in an address.
pub const FIELD: &str = "promo_code";

/// The code in this page's address, if it can be one: of a link that was given out, or of a form that
/// was sent without scripts.
pub fn given() -> Option<String> {
    let query = use_query_map();
    query.with_untracked(in_query)
}

/// The same of any address.
pub fn in_query(query: &ParamsMap) -> Option<String> {
    let code = query.get(FIELD).or_else(|| query.get("promo"))?;
    let code = code.trim();
    (!code.is_empty() && code.chars().count() <= CODE_MAX).then(|| code.to_owned())
}

/// A path of the event's page with the code that led to it.
pub fn carried(path: String, code: Option<&str>) -> String {
    match code {
        Some(code) => types::paths::with_promo(&path, code),
        None => path,
    }
}

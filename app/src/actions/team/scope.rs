//! Which team a form names, and its page.

use crate::paths;
use domain::team::Scope;

pub(super) fn of(slug: &str) -> Scope {
    if slug.is_empty() { Scope::All } else { Scope::Event(slug.to_owned()) }
}

pub(super) fn page(slug: &str) -> String {
    if slug.is_empty() { paths::ORGANIZE_TEAM.to_owned() } else { paths::organize_event_team(slug) }
}

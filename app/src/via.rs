//! Origin of a visit: what the link that led to this page says of where it was put.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use types::Via;
use types::via::PARAMETER;

/// The origin in this page's address. It travels on in links and forms, so that nothing has to be
/// remembered about the visitor.
pub fn origin() -> Option<Via> {
    let query = use_query_map();
    query.with_untracked(|query| query.get(PARAMETER)).and_then(|via| Via::parse(&via))
}

/// The address of an event's page, with the origin that led to it.
pub fn here(slug: &str, via: Option<Via>) -> String {
    match via {
        Some(via) => types::paths::event_via(slug, via),
        None => types::paths::event(slug),
    }
}

/// Which event this page shows, so that another one is another visit, and loading the same again is
/// none.
#[derive(Clone, Copy)]
pub struct Visit(StoredValue<String>);

impl Visit {
    /// What the server rendered was counted by it.
    pub fn begin(slug: &str) -> Self {
        let navigated = Owner::current_shared_context()
            .is_some_and(|context| context.is_browser() && !context.during_hydration());
        Self(StoredValue::new(if navigated { String::new() } else { slug.to_owned() }))
    }

    /// Whether this event was not shown before.
    pub fn is_another(self, slug: &str) -> bool {
        let another = self.0.with_value(|last| last != slug);
        if another {
            self.0.set_value(slug.to_owned());
        }
        another
    }
}

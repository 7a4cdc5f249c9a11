//! Public profile of a person, with the events they organize.

use crate::actions::events::views::EventCard;
use crate::error::AppResult;
use crate::transport::Get;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use types::Page;
use types::accounts::Role;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PersonView {
    pub id: String,
    pub display_name: String,
    pub bio: String,
    pub avatar: Option<String>,
    pub role: Role,
    pub events_count: i64,
    /// The average in tenths of a star.
    pub rating: Option<u8>,
    pub events: Page<EventCard>,
}

#[server(prefix = "/fn", endpoint = "person", protocol = Get)]
pub async fn person(id: String, #[server(default)] page: String) -> AppResult<PersonView> {
    use types::{ErrorCode, Failure, PageRequest};
    let (hub, locale) = (crate::ssr::hub()?, crate::ssr::locale());
    let result = async {
        let id = id.parse().map_err(|_| Failure::new(ErrorCode::NotFound))?;
        let person = domain::accounts::public_profile(&hub, id).await.map_err(Failure::from)?;
        let request = PageRequest::new(page.parse().unwrap_or(1), 12);
        // Read as an anonymous visitor, so that a profile shows no drafts, not even to its owner.
        let nobody = domain::Actor::Anonymous;
        let events = domain::events::of_organizer(&hub, nobody, id, request, locale)
            .await
            .map_err(Failure::from)?;
        Ok::<_, Failure>(PersonView {
            id: person.id.to_string(),
            display_name: person.display_name,
            bio: person.bio,
            avatar: person.avatar,
            role: person.role,
            events_count: person.events_count,
            rating: person.average_rating.map(crate::actions::events::views::tenths),
            events: events.map(Into::into),
        })
    }
    .await;
    crate::forms::answer(result)
}

//! The accounts of the platform, the newest first.

use crate::error::AppResult;
use crate::transport::Get;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use types::accounts::Role;
use types::ids::UserId;
use types::{Page, Wall};

/// One account of the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonLine {
    pub id: UserId,
    pub display_name: String,
    pub email: String,
    pub role: Role,
    pub disabled: bool,
    /// When it was made, by the reader's clock.
    pub created: Wall,
}

/// What cannot be read of the filters is left out.
#[server(prefix = "/fn", endpoint = "admin-people", protocol = Get)]
pub async fn admin_people(
    #[server(default)] search: String,
    #[server(default)] role: String,
    #[server(default)] disabled: String,
    #[server(default)] page: String,
) -> AppResult<Page<PersonLine>> {
    use domain::accounts::{UserFilter, list_users, me};
    use types::query::{boolean, given};
    let (hub, actor) = (crate::ssr::hub()?, crate::ssr::actor());
    let filter = UserFilter {
        search: given(Some(&search)).map(types::text::needle),
        role: Role::parse(&role),
        disabled: boolean(&disabled),
    };
    let page = types::PageRequest::new(page.parse().unwrap_or(1), 20);
    let page = crate::forms::answer(list_users(&hub, actor, filter, page).await)?;
    let zone = crate::forms::answer(me(&hub, actor).await)?.timezone;
    Ok(page.map(|user| PersonLine {
        id: user.id,
        display_name: user.display_name,
        email: user.email,
        role: user.role,
        disabled: user.disabled,
        created: domain::events::wall(user.created_at, &zone),
    }))
}

//! One person, for admins.

use crate::actions::admin::person_views::PersonView;
use crate::error::AppResult;
use crate::transport::Get;
use leptos::prelude::*;

#[server(prefix = "/fn", endpoint = "admin-person", protocol = Get)]
pub async fn admin_person(#[server(default)] id: String) -> AppResult<PersonView> {
    use crate::forms::answer;
    let (hub, actor, locale) = (crate::ssr::hub()?, crate::ssr::actor(), crate::ssr::locale());
    answer(actor.require_admin())?;
    let id = answer(super::user::named(&id))?;
    let person = answer(domain::privacy::person(&hub, actor, id).await)?;
    let zone = answer(domain::accounts::me(&hub, actor).await)?.timezone;
    let own = actor.user_id() == Some(id);
    Ok(super::person_view::shown(locale, &zone, person, own))
}

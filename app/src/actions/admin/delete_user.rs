//! The account of somebody who asked for it is deleted; answers with where to go next.

use crate::error::AppResult;
use crate::transport::Post;
use leptos::prelude::*;

pub const ENDPOINT: &str = "admin-delete-user";

#[server(prefix = "/fn", endpoint = "admin-delete-user", protocol = Post)]
pub async fn admin_delete_user(
    #[server(default)] user: String,
    #[server(default)] reason: String,
) -> AppResult<String> {
    use crate::forms::{FlashMessage, answer, flash, form_answer, leave_for};
    use types::people::DeletePerson;
    let (hub, actor) = (crate::ssr::hub()?, crate::ssr::actor());
    answer(actor.require_admin())?;
    let id = answer(super::user::named(&user))?;
    let input = DeletePerson { reason: reason.clone() };
    let result = domain::privacy::delete_account_of(&hub, actor, id, input).await;
    form_answer(ENDPOINT, &[("reason", &reason)], result)?;
    flash(FlashMessage::AccountDeleted);
    Ok(leave_for("", crate::paths::ADMIN_PEOPLE))
}

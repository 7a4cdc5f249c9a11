//! One session of an account ends.

use crate::error::AppResult;
use crate::transport::Post;
use leptos::prelude::*;

pub const ENDPOINT: &str = "admin-end-session";

#[server(prefix = "/fn", endpoint = "admin-end-session", protocol = Post)]
pub async fn admin_end_session(
    #[server(default)] user: String,
    #[server(default)] session: String,
) -> AppResult<()> {
    use crate::forms::{FlashMessage, answer};
    use types::{ErrorCode, Failure};
    let (hub, actor) = (crate::ssr::hub()?, crate::ssr::actor());
    answer(actor.require_admin())?;
    let id = answer(super::user::named(&user))?;
    let result = async {
        let session = session.parse().map_err(|_| Failure::new(ErrorCode::NotFound))?;
        domain::accounts::end_session_of(&hub, actor, id, session).await.map_err(Failure::from)
    }
    .await;
    super::user::done(ENDPOINT, id, FlashMessage::Saved, result)
}

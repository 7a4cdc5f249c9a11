//! The account that a form is about, and what follows when it was sent.

use crate::error::AppResult;
use crate::forms::{FlashMessage, answer, flash_if_plain, form_answer, go};
use crate::paths;
use types::accounts::ChangeUser;
use types::ids::UserId;
use types::{ErrorCode, Failure};

/// # Errors
/// `not_found` for what is no id.
pub(super) fn named(id: &str) -> Result<UserId, ErrorCode> {
    id.parse().map_err(|_| ErrorCode::NotFound)
}

/// Without JavaScript the person's page is shown again.
pub(super) fn done(
    endpoint: &str,
    user: UserId,
    message: FlashMessage,
    result: Result<(), impl Into<Failure>>,
) -> AppResult<()> {
    form_answer(endpoint, &[], result)?;
    flash_if_plain(message);
    go(&paths::admin_person(&user));
    Ok(())
}

/// Changes the account; who may not learns nothing of what is wrong with the form.
pub(super) async fn change(
    endpoint: &str,
    user: &str,
    change: Result<ChangeUser, Failure>,
) -> AppResult<()> {
    let (hub, actor) = (crate::ssr::hub()?, crate::ssr::actor());
    answer(actor.require_admin())?;
    let id = answer(named(user))?;
    let result = async {
        domain::accounts::may_manage(&hub, actor, id).await.map_err(Failure::from)?;
        let changed = domain::accounts::change_user(&hub, actor, id, change?).await;
        changed.map(drop).map_err(Failure::from)
    };
    done(endpoint, id, FlashMessage::Saved, result.await)
}

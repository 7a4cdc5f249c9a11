//! An account is disabled or enabled.

use crate::error::AppResult;
use crate::transport::Post;
use leptos::prelude::*;

pub const ENDPOINT: &str = "admin-set-access";

#[server(prefix = "/fn", endpoint = "admin-set-access", protocol = Post)]
pub async fn admin_set_access(
    #[server(default)] user: String,
    #[server(default)] disabled: String,
) -> AppResult<()> {
    use types::accounts::ChangeUser;
    use types::{Failure, FieldProblem};
    let disabled = types::query::boolean(&disabled);
    let disabled = disabled.ok_or_else(|| Failure::field("disabled", FieldProblem::Invalid));
    let change = disabled.map(|disabled| ChangeUser { role: None, disabled: Some(disabled) });
    super::user::change(ENDPOINT, &user, change).await
}

//! An account gets another role.

use crate::error::AppResult;
use crate::transport::Post;
use leptos::prelude::*;

pub const ENDPOINT: &str = "admin-change-role";

#[server(prefix = "/fn", endpoint = "admin-change-role", protocol = Post)]
pub async fn admin_change_role(
    #[server(default)] user: String,
    #[server(default)] role: String,
) -> AppResult<()> {
    use types::accounts::{ChangeUser, Role};
    use types::{Failure, FieldProblem};
    let role = Role::parse(&role).ok_or_else(|| Failure::field("role", FieldProblem::Invalid));
    let change = role.map(|role| ChangeUser { role: Some(role), disabled: None });
    super::user::change(ENDPOINT, &user, change).await
}

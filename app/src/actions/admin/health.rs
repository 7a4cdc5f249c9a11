//! What one look at the platform finds.

use crate::error::AppResult;
use crate::transport::Get;
use leptos::prelude::*;
use types::upkeep::HealthCheck;

#[server(prefix = "/fn", endpoint = "admin-health", protocol = Get)]
pub async fn admin_health() -> AppResult<Vec<HealthCheck>> {
    use types::ErrorCode;
    crate::forms::answer(crate::ssr::actor().require_admin())?;
    let look = use_context::<crate::ssr::HealthLook>().ok_or(ErrorCode::Internal)?;
    Ok(look.look().await)
}

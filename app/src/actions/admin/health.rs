//! What one look at the platform finds.

use crate::error::AppResult;
use crate::transport::Get;
use leptos::prelude::*;
use types::Locale;
use types::upkeep::HealthCheck;

/// With the language of each detail: what others say is not translated.
#[server(prefix = "/fn", endpoint = "admin-health", protocol = Get)]
pub async fn admin_health() -> AppResult<Vec<(HealthCheck, Locale)>> {
    use types::ErrorCode;
    crate::forms::answer(crate::ssr::actor().require_admin())?;
    let look = use_context::<crate::ssr::HealthLook>().ok_or(ErrorCode::Internal)?;
    Ok(look.look(crate::ssr::locale()).await)
}

//! The second step of logging in: the code; answers with where to go next.

use crate::error::AppResult;
use crate::transport::Post;
use leptos::prelude::*;

pub const ENDPOINT: &str = "login-code";

#[server(prefix = "/fn", endpoint = "login-code", protocol = Post)]
pub async fn login_code(
    #[server(default)] code: String,
    #[server(default)] next: String,
) -> AppResult<String> {
    let (hub, ip) = (crate::ssr::hub_of_browser()?, crate::ssr::client_ip());
    let (challenge, device) = (crate::ssr::challenge().unwrap_or_default(), crate::ssr::device());
    let result =
        domain::accounts::second_step(&hub, &challenge, &code, ip, device.as_deref()).await;
    let session = crate::forms::form_answer(ENDPOINT, &[], result)?;
    crate::ssr::set_session(&session.tokens);
    Ok(crate::forms::leave_for(&next, crate::paths::BOOKINGS))
}

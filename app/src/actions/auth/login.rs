//! Log in; answers with where to go next.

use crate::error::AppResult;
use crate::transport::Post;
use leptos::prelude::*;

pub const ENDPOINT: &str = "login";

#[server(prefix = "/fn", endpoint = "login", protocol = Post)]
pub async fn login(
    #[server(default)] email: String,
    #[server(default)] password: String,
    #[server(default)] next: String,
) -> AppResult<String> {
    let (hub, ip) = (crate::ssr::hub()?, crate::ssr::client_ip());
    let input = types::accounts::Login { email: email.clone(), password };
    let device = crate::ssr::device();
    let result = domain::accounts::login_from(&hub, input, ip, device.as_deref()).await;
    let session = crate::forms::form_answer(ENDPOINT, &[("email", &email)], result)?;
    crate::ssr::set_session(&session.tokens);
    Ok(crate::forms::leave_for(&next, crate::paths::BOOKINGS))
}

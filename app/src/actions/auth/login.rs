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
    use domain::accounts::FirstStep;
    let (hub, ip) = (crate::ssr::hub_of_browser()?, crate::ssr::client_ip());
    let input = types::accounts::Login { email: email.clone(), password, code: None };
    let device = crate::ssr::device();
    let result = domain::accounts::first_step(&hub, input, ip, device.as_deref()).await;
    Ok(match crate::forms::form_answer(ENDPOINT, &[("email", &email)], result)? {
        FirstStep::Done(session) => {
            crate::ssr::set_session(&session.tokens);
            crate::forms::leave_for(&next, crate::paths::BOOKINGS)
        }
        FirstStep::CodeNeeded(challenge) => {
            crate::ssr::set_challenge(&challenge);
            crate::forms::leave_for(&crate::paths::login_code(&next), crate::paths::LOGIN_CODE)
        }
    })
}

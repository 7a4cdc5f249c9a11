//! Register an account and log in; answers with where to go next.

use crate::error::AppResult;
use crate::transport::Post;
use leptos::prelude::*;

pub const ENDPOINT: &str = "register";

#[server(prefix = "/fn", endpoint = "register", protocol = Post)]
pub async fn register(
    #[server(default)] email: String,
    #[server(default)] password: String,
    #[server(default)] display_name: String,
    #[server(default)] role: String,
    #[server(default)] next: String,
) -> AppResult<String> {
    use types::accounts::{Register, Role};
    let typed = [("email", &*email), ("display_name", &*display_name), ("role", &*role)];
    let organizes = role == "organizer";
    let input = Register {
        email: email.clone(),
        password,
        display_name: display_name.clone(),
        role: organizes.then_some(Role::Organizer),
        locale: Some(crate::ssr::locale()),
    };
    let result = domain::accounts::register(&crate::ssr::hub_of_browser()?, input).await;
    let session = crate::forms::form_answer(ENDPOINT, &typed, result)?;
    crate::ssr::set_session(&session.tokens);
    let home = if organizes { crate::paths::ORGANIZE } else { crate::paths::EVENTS };
    Ok(crate::forms::leave_for(&next, home))
}

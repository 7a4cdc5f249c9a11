//! Request a change of the account's e-mail address; the new address gets a link first.

use crate::error::AppResult;
use crate::transport::Post;
use leptos::prelude::*;

pub const ENDPOINT: &str = "change-email";

#[server(prefix = "/fn", endpoint = "change-email", protocol = Post)]
pub async fn change_email(
    #[server(default)] email: String,
    #[server(default)] email_password: String,
) -> AppResult<()> {
    let (hub, actor) = (crate::ssr::hub()?, crate::ssr::actor());
    let input = types::accounts::ChangeEmail { email: email.clone(), password: email_password };
    let result = domain::accounts::request_email_change(&hub, actor, input).await;
    // The page has another form with a password, and a field's name is where its error is shown.
    let result = result.map_err(|error| {
        let mut failure = types::Failure::from(error);
        for error in failure.fields.iter_mut().filter(|error| error.field == "password") {
            "email_password".clone_into(&mut error.field);
        }
        failure
    });
    crate::forms::form_answer(ENDPOINT, &[("email", &email)], result)?;
    crate::forms::flash_if_plain(crate::forms::FlashMessage::EmailChangeAsked);
    crate::forms::back();
    Ok(())
}

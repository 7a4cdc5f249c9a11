//! The second factor: begin to set it up, confirm it, turn it off. Each leads back to its page.

use crate::error::AppResult;
use crate::transport::Post;
use leptos::prelude::*;

pub const START: &str = "start-second-factor";
pub const CONFIRM: &str = "confirm-second-factor";
pub const STOP: &str = "stop-second-factor";

#[server(prefix = "/fn", endpoint = "start-second-factor", protocol = Post)]
pub async fn start_second_factor(#[server(default)] password: String) -> AppResult<()> {
    let (hub, actor) = (crate::ssr::hub()?, crate::ssr::actor());
    let input = types::sign_in::StartSecondFactor { password };
    let result = domain::accounts::start_second_factor(&hub, actor, input).await;
    crate::forms::form_answer(START, &[], result)?;
    crate::forms::back();
    Ok(())
}

#[server(prefix = "/fn", endpoint = "confirm-second-factor", protocol = Post)]
pub async fn confirm_second_factor(#[server(default)] code: String) -> AppResult<()> {
    let (hub, actor) = (crate::ssr::hub()?, crate::ssr::actor());
    let input = types::sign_in::ConfirmSecondFactor { code };
    let result = domain::accounts::confirm_second_factor(&hub, actor, input).await;
    crate::forms::form_answer(CONFIRM, &[], result)?;
    crate::forms::flash_if_plain(crate::forms::FlashMessage::Saved);
    crate::forms::back();
    Ok(())
}

#[server(prefix = "/fn", endpoint = "stop-second-factor", protocol = Post)]
pub async fn stop_second_factor(
    #[server(default)] password: String,
    #[server(default)] code: String,
) -> AppResult<()> {
    let (hub, actor) = (crate::ssr::hub()?, crate::ssr::actor());
    let input = types::sign_in::StopSecondFactor { password, code };
    let result = domain::accounts::stop_second_factor(&hub, actor, input).await;
    crate::forms::form_answer(STOP, &[], result)?;
    crate::forms::flash_if_plain(crate::forms::FlashMessage::Saved);
    crate::forms::back();
    Ok(())
}

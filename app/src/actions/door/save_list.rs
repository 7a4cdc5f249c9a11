//! Make a check-in list, or give one another name.

use crate::error::AppResult;
use crate::transport::Post;
use leptos::prelude::*;

pub const ENDPOINT: &str = "save-check-in-list";

#[server(prefix = "/fn", endpoint = "save-check-in-list", protocol = Post)]
pub async fn save_check_in_list(
    #[server(default)] slug: String,
    /// Nothing makes a new one.
    #[server(default)]
    list: String,
    #[server(default)] name: String,
) -> AppResult<()> {
    use domain::attendance;
    use types::check_ins::CheckInListInput;
    use types::{ErrorCode, Failure};
    let (hub, actor) = (crate::ssr::hub()?, crate::ssr::actor());
    let input = CheckInListInput { name: name.clone() };
    let result = async {
        let saved = if list.is_empty() {
            attendance::create_list(&hub, actor, &slug, input).await
        } else {
            let id = list.parse().map_err(|_| Failure::new(ErrorCode::NotFound))?;
            attendance::rename_list(&hub, actor, &slug, id, input).await
        };
        saved.map_err(Failure::from)
    }
    .await;
    crate::forms::form_answer(ENDPOINT, &[("name", &name)], result)?;
    crate::forms::flash_if_plain(crate::forms::FlashMessage::Saved);
    crate::forms::back();
    Ok(())
}

//! Make a check-in list, or give one another name and other kinds of ticket that it lets in.

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
    /// None: all of them.
    #[server(default)]
    ticket_types: Vec<String>,
) -> AppResult<()> {
    use domain::attendance;
    use types::check_ins::CheckInListInput;
    use types::{ErrorCode, Failure, FieldProblem};
    let (hub, actor) = (crate::ssr::hub()?, crate::ssr::actor());
    let result = async {
        let kinds: Result<Vec<_>, _> = ticket_types.iter().map(|id| id.parse()).collect();
        let kinds = kinds.map_err(|_| Failure::field("ticket_types", FieldProblem::NotFound))?;
        let input = CheckInListInput { name: name.clone(), ticket_types: Some(kinds) };
        let saved = if list.is_empty() {
            attendance::create_list(&hub, actor, &slug, input).await
        } else {
            let id = list.parse().map_err(|_| Failure::new(ErrorCode::NotFound))?;
            attendance::change_list(&hub, actor, &slug, id, input).await
        };
        saved.map_err(Failure::from)
    }
    .await;
    let chosen = ticket_types.join(" ");
    let typed = [("name", &*name), ("ticket_types", &*chosen)];
    crate::forms::form_answer(ENDPOINT, &typed, result)?;
    crate::forms::flash_if_plain(crate::forms::FlashMessage::Saved);
    crate::forms::back();
    Ok(())
}

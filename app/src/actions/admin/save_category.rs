//! Add a category or change one; leads back to the list.

use crate::error::AppResult;
use crate::transport::Post;
use leptos::prelude::*;

pub const ENDPOINT: &str = "admin-save-category";

/// `id` is empty for a new one.
#[server(prefix = "/fn", endpoint = "admin-save-category", protocol = Post)]
pub async fn save_category(
    #[server(default)] id: String,
    #[server(default)] name: String,
    #[server(default)] name_ru: String,
    #[server(default)] slug: String,
    #[server(default)] position: String,
) -> AppResult<()> {
    use types::events::CategoryInput;
    use types::{ErrorCode, Failure, FieldProblem};
    let (hub, actor, locale) = (crate::ssr::hub()?, crate::ssr::actor(), crate::ssr::locale());
    let typed =
        [("name", &*name), ("name_ru", &*name_ru), ("slug", &*slug), ("position", &*position)];
    let given = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
    let result = async {
        // Who is no admin is told that, whatever the form says.
        domain::events::admin_categories(&hub, actor).await?;
        let place = given(&position).map(|text| text.parse::<i64>());
        let place = place.transpose();
        let position = place.map_err(|_| Failure::field("position", FieldProblem::Invalid))?;
        let input = CategoryInput {
            slug: given(&slug),
            name: name.clone(),
            name_ru: given(&name_ru),
            position,
        };
        if id.is_empty() {
            return domain::events::create_category(&hub, actor, input, locale)
                .await
                .map(drop)
                .map_err(Failure::from);
        }
        let id = id.parse().map_err(|_| Failure::new(ErrorCode::NotFound))?;
        let saved = domain::events::update_category(&hub, actor, id, input, locale).await;
        saved.map(drop).map_err(Failure::from)
    }
    .await;
    crate::forms::form_answer(ENDPOINT, &typed, result)?;
    crate::forms::flash_if_plain(crate::forms::FlashMessage::Saved);
    if crate::http::is_plain_navigation() {
        crate::forms::go(crate::paths::ADMIN_CATEGORIES);
    }
    Ok(())
}

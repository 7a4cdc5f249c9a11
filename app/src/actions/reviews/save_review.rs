//! Create or update the visitor's review; leads to the event's page.

use crate::error::AppResult;
use crate::transport::Post;
use leptos::prelude::*;

pub const ENDPOINT: &str = "save-review";

#[server(prefix = "/fn", endpoint = "save-review", protocol = Post)]
pub async fn save_review(
    #[server(default)] event: String,
    #[server(default)] slug: String,
    #[server(default)] review: String,
    #[server(default)] rating: String,
    #[server(default)] comment: String,
) -> AppResult<()> {
    use types::reviews::ReviewInput;
    use types::{ErrorCode, Failure, FieldProblem};
    let (hub, actor) = (crate::ssr::hub()?, crate::ssr::actor());
    let result = async {
        let stars = rating.trim().parse();
        let input = ReviewInput {
            rating: stars.map_err(|_| Failure::field("rating", FieldProblem::Required))?,
            comment: comment.clone(),
        };
        if review.is_empty() {
            domain::reviews::create(&hub, actor, &event, input).await.map_err(Failure::from)
        } else {
            let id = review.parse().map_err(|_| Failure::new(ErrorCode::NotFound))?;
            domain::reviews::update(&hub, actor, id, input).await.map_err(Failure::from)
        }
    }
    .await;
    let typed = [("rating", &*rating), ("comment", &*comment)];
    crate::forms::form_answer(ENDPOINT, &typed, result)?;
    crate::forms::flash_if_plain(crate::forms::FlashMessage::ReviewSaved);
    crate::forms::go(&crate::paths::reviews(&slug));
    Ok(())
}

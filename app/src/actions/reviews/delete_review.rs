//! Delete the visitor's own review; leads to the event's page.

use crate::error::AppResult;
use crate::transport::Post;
use leptos::prelude::*;

pub const ENDPOINT: &str = "delete-review";

#[server(prefix = "/fn", endpoint = "delete-review", protocol = Post)]
pub async fn delete_review(
    #[server(default)] review: String,
    #[server(default)] slug: String,
) -> AppResult<()> {
    use crate::actions::reviews::save_review::SaveReview;
    use leptos::server_fn::ServerFn;
    use types::{ErrorCode, Failure};
    let (hub, actor) = (crate::ssr::hub()?, crate::ssr::actor());
    let result = async {
        let id = review.parse().map_err(|_| Failure::new(ErrorCode::NotFound))?;
        domain::reviews::delete(&hub, actor, id).await.map_err(Failure::from)
    }
    .await;
    let (event, was) = crate::forms::form_answer(ENDPOINT, &[], result)?;
    let again = [
        ("event", event.to_string()),
        ("slug", slug.clone()),
        ("rating", was.rating.to_string()),
        ("comment", was.comment),
    ];
    let action = <SaveReview as ServerFn>::PATH;
    crate::forms::flash_with_undo(crate::forms::FlashMessage::ReviewDeleted, action, &again);
    crate::forms::go(&crate::paths::reviews(&slug));
    Ok(())
}

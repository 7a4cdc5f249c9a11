//! Issue the certificates that are missing; leads back to them.

use crate::error::AppResult;
use crate::transport::Post;
use leptos::prelude::*;

pub const ENDPOINT: &str = "organize-issue-certificates";

/// `whom`: `came` for those who were seen at the door, `all` for everybody with a confirmed booking.
#[server(prefix = "/fn", endpoint = "organize-issue-certificates", protocol = Post)]
pub async fn issue_certificates(
    #[server(default)] slug: String,
    #[server(default)] whom: String,
) -> AppResult<()> {
    use types::certificates::IssueCertificates as Issue;
    use types::{Failure, FieldProblem};
    let (hub, actor) = (crate::ssr::hub()?, crate::ssr::actor());
    let result = async {
        let checked_in_only = match &*whom {
            "came" => true,
            "all" => false,
            _ => return Err(Failure::field("whom", FieldProblem::Required)),
        };
        let input = Issue { checked_in_only };
        domain::certificates::issue(&hub, actor, &slug, input).await.map_err(Failure::from)
    }
    .await;
    crate::forms::form_answer(ENDPOINT, &[("whom", &whom)], result)?;
    crate::forms::flash_if_plain(crate::forms::FlashMessage::Saved);
    if crate::http::is_plain_navigation() {
        crate::forms::go(&crate::paths::organize_certificates(&slug));
    }
    Ok(())
}

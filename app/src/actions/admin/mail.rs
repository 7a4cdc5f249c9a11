//! Every message that was promised, asked for by the query of its page.

use crate::error::AppResult;
use crate::transport::Get;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use types::ids::MailId;
use types::mail::MailState;
use types::{Page, Wall};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MailRow {
    pub id: MailId,
    pub kind: String,
    pub state: MailState,
    pub recipient: String,
    pub display_name: Option<String>,
    pub subject: Option<String>,
    pub attempts: i32,
    pub last_error: Option<String>,
    /// When it was promised, by the reader's clock.
    pub at: Wall,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MailView {
    pub page: Page<MailRow>,
    /// How many have failed, whatever the filter; counted up to 1,000.
    pub failed: i64,
}

/// What cannot be read of the filters is left out.
#[server(prefix = "/fn", endpoint = "admin-mail", protocol = Get)]
pub async fn admin_mail(
    #[server(default)] state: String,
    #[server(default)] search: String,
    #[server(default)] page: String,
) -> AppResult<MailView> {
    use domain::mail::{MailFilter, list_mail};
    use types::query::given;
    let (hub, actor) = (crate::ssr::hub()?, crate::ssr::actor());
    let filter = MailFilter {
        state: MailState::parse(&state),
        search: given(Some(&search)).map(types::text::needle),
    };
    let page = types::PageRequest::new(page.parse().unwrap_or(1), 20);
    let page = crate::forms::answer(list_mail(&hub, actor, filter, page).await)?;
    let attention = crate::forms::answer(domain::upkeep::attention(&hub, actor).await)?;
    let zone = crate::forms::answer(domain::accounts::me(&hub, actor).await)?.timezone;
    let page = page.map(|mail| MailRow {
        id: mail.id,
        kind: mail.kind,
        state: mail.state,
        recipient: mail.recipient,
        display_name: mail.display_name,
        subject: mail.subject,
        attempts: mail.attempts,
        last_error: mail.last_error,
        at: domain::events::wall(mail.created_at, &zone),
    });
    Ok(MailView { page, failed: attention.failed_mail })
}

//! The audit log, asked for by the query string of its page.

use crate::actions::organizing::history_views::ChangeLine;
use crate::error::AppResult;
use crate::transport::Get;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use types::ids::UserId;
use types::{Page, Wall};

/// Something that was done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditRow {
    /// By the reader's clock.
    pub at: Wall,
    pub actor: Option<String>,
    /// Whose entries its filter finds.
    pub actor_id: Option<UserId>,
    /// The payment provider whose word it followed.
    pub provider: Option<String>,
    pub action: String,
    /// As the filter takes it: `booking:<id>`.
    pub object: String,
    pub changes: Vec<ChangeLine>,
    pub reason: Option<String>,
    pub network: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditView {
    pub page: Page<AuditRow>,
    /// A filter in the address could not be read.
    pub ignored: bool,
}

#[server(prefix = "/fn", endpoint = "admin-audit", protocol = Get)]
pub async fn admin_audit(#[server(default)] query: String) -> AppResult<AuditView> {
    use types::history::{ChangedValue, HistoryQuery};
    let (hub, actor) = (crate::ssr::hub()?, crate::ssr::actor());
    let (wanted, wrong) = HistoryQuery::from_query(&query);
    let ignored = !wrong.is_empty();
    let page = crate::forms::answer(domain::audit::list(&hub, actor, &wanted).await)?;
    let zone = crate::forms::answer(domain::accounts::me(&hub, actor).await)?.timezone;
    let side = |value| match value {
        ChangedValue::Nothing => None,
        ChangedValue::Flag(flag) => Some(flag.to_string()),
        ChangedValue::Number(number) => Some(number.to_string()),
        ChangedValue::Text(text) => Some(text),
    };
    let page = page.map(|mut entry| AuditRow {
        provider: entry.detail.remove("provider"),
        at: domain::events::wall(entry.at, &zone),
        actor_id: entry.actor.as_ref().map(|actor| actor.id),
        actor: entry.actor.map(|actor| actor.display_name),
        action: entry.action,
        object: match entry.object.id {
            Some(id) => format!("{}:{id}", entry.object.kind),
            None => entry.object.kind,
        },
        changes: entry
            .changes
            .into_iter()
            .map(|(field, (before, after))| {
                let (before, after) = (side(before), side(after));
                ChangeLine { field, before, after }
            })
            .collect(),
        reason: entry.reason,
        network: entry.network,
    });
    Ok(AuditView { page, ignored })
}

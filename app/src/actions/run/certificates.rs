//! An event's certificates for its organizer, and how far telling their holders is.

use crate::error::AppResult;
use crate::transport::Get;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use types::{ErrorCode, Page, Wall};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CertificatesView {
    /// Why none can be issued now.
    pub closed: Option<ErrorCode>,
    pub people: i64,
    pub came: i64,
    pub people_missing: i64,
    pub came_missing: i64,
    pub valid: i64,
    pub revoked: i64,
    /// How many were made and how many are to be made, while a job goes on with it.
    pub issuing: Option<(i64, i64)>,
    /// Holders whose message has left.
    pub told: i64,
    /// Those whose message is still to go out.
    pub being_told: i64,
    pub page: Page<CertificateLine>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CertificateLine {
    pub number: String,
    pub name: String,
    pub email: String,
    /// Times by the event's clock.
    pub issued: Wall,
    pub revoked: Option<Wall>,
    pub reason: Option<String>,
}

#[server(prefix = "/fn", endpoint = "organize-certificates", protocol = Get)]
pub async fn load_certificates(
    #[server(default)] slug: String,
    #[server(default)] page: String,
) -> AppResult<CertificatesView> {
    use domain::events::wall;
    use domain::{Error, certificates};
    use types::PageRequest;
    const PAGE_SIZE: u32 = 50;
    let (hub, actor) = (crate::ssr::hub()?, crate::ssr::actor());
    let found = async {
        let desk = certificates::desk(&hub, actor, &slug).await?;
        let page = PageRequest::new(page.parse().unwrap_or(1), PAGE_SIZE);
        Ok::<_, Error>((desk, certificates::issued(&hub, actor, &slug, page).await?))
    };
    let (desk, page) = crate::forms::answer(found.await)?;
    let (counts, zone) = (desk.counts, desk.timezone);
    let issuing = desk.run.filter(|run| run.finished_at.is_none()).map(|run| {
        let left = if run.checked_in_only { counts.came_missing } else { counts.people_missing };
        (run.issued, run.issued + left)
    });
    Ok(CertificatesView {
        closed: desk.closed,
        people: counts.people,
        came: counts.came,
        people_missing: counts.people_missing,
        came_missing: counts.came_missing,
        valid: counts.valid,
        revoked: counts.revoked,
        issuing,
        told: counts.told,
        being_told: counts.being_told,
        page: page.map(|it| CertificateLine {
            number: it.number,
            name: it.name,
            email: it.email,
            issued: wall(it.issued_at, &zone),
            revoked: it.revoked_at.map(|at| wall(at, &zone)),
            reason: it.revoke_reason,
        }),
    })
}

//! Scan a ticket: by its code, or by the ticket that a name has found.

use crate::actions::door::views::{DoorSet, ScanView};
use crate::error::AppResult;
use crate::transport::Post;
use leptos::prelude::*;

pub const ENDPOINT: &str = "door-scan";

#[server(prefix = "/fn", endpoint = "door-scan", protocol = Post)]
pub async fn door_scan(
    #[server(default)] slug: String,
    #[server(default)] id: String,
    #[server(default)] code: String,
    #[server(default)] ticket: String,
    #[server(default)] door: DoorSet,
) -> AppResult<ScanView> {
    use super::view;
    use domain::attendance::{self, Presented};
    use types::check_ins::{CheckIn, Direction};
    use types::{ErrorCode, Failure, FieldProblem};
    let (hub, actor) = (crate::ssr::hub()?, crate::ssr::actor());
    let some = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
    let result = async {
        let desk = attendance::desk(&hub, actor, &slug).await?;
        let id = some(&id).map(|id| id.parse()).transpose();
        let id = id.map_err(|_| Failure::field("id", FieldProblem::Invalid))?;
        let list = some(&door.list).map(|list| list.parse()).transpose();
        let list = list.map_err(|_| Failure::field("list", FieldProblem::NotFound))?;
        let presented = match some(&ticket) {
            Some(ticket) => {
                let unknown = |_| Failure::field("ticket", FieldProblem::NotFound);
                Presented::Ticket(ticket.parse().map_err(unknown)?)
            }
            None => Presented::Code(code.clone()),
        };
        let input = CheckIn {
            code: code.clone(),
            id,
            list,
            direction: Direction::parse(&door.direction),
            gate: some(&door.gate),
            device: some(&door.device),
        };
        let shown = (presented.clone(), input.clone());
        let mut scanned = attendance::scan(&hub, actor, &slug, presented, input).await;
        // Somebody went back to a page whose id was used, and typed something else.
        let reused = scanned.as_ref().err().and_then(domain::Error::code);
        if reused == Some(ErrorCode::IdempotencyKeyReused) && crate::http::is_plain_navigation() {
            let input = CheckIn { id: None, ..shown.1 };
            scanned = attendance::scan(&hub, actor, &slug, shown.0, input).await;
        }
        let scanned = scanned?;
        Ok::<_, Failure>(view::scan(scanned.scan, &desk.timezone))
    }
    .await;
    let view = crate::forms::form_answer(ENDPOINT, &[("code", &code)], result)?;
    if crate::http::is_plain_navigation() {
        crate::forms::go(&door.page(&slug, &view.id));
    }
    Ok(view)
}

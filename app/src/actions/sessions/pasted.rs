//! The lines that the caller pasted, and what becomes of each.

use super::editor::AgendaView;
use crate::error::AppResult;
use crate::transport::Get;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use types::FieldError;
use types::agenda::{AgendaSession, Clash};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PasteView {
    pub agenda: AgendaView,
    pub text: String,
    pub lines: Vec<PastedLine>,
    /// Of what is made with it.
    pub key: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PastedLine {
    pub number: u32,
    pub session: AgendaSession,
    pub problems: Vec<FieldError>,
    pub clashes: Vec<Clash>,
    pub is_good: bool,
}

#[server(prefix = "/fn", endpoint = "organize-pasted", protocol = Get)]
pub async fn load_pasted(#[server(default)] slug: String) -> AppResult<PasteView> {
    let (hub, actor) = (crate::ssr::hub()?, crate::ssr::actor());
    let found = domain::sessions::pasted(&hub, actor, &slug).await;
    let (agenda, text, lines) = crate::forms::answer(found)?;
    let line = |line: domain::sessions::Line| PastedLine {
        is_good: line.is_good(),
        number: line.number,
        session: line.session,
        problems: line.problems,
        clashes: line.clashes,
    };
    Ok(PasteView {
        agenda: super::days::view(agenda),
        text,
        lines: lines.into_iter().map(line).collect(),
        key: crate::actions::idempotency_key::new(),
    })
}

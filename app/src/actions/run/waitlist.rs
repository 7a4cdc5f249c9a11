//! An event's waitlist for its organizer, with its log, as the page's address asks for it.

use crate::error::AppResult;
use crate::transport::Get;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use types::ids::{BookingId, WaitlistEntryId};
use types::waitlist::WaitlistStatus;
use types::{Page, Wall};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WaitlistDesk {
    /// Somebody new may join.
    pub open: bool,
    /// Seats can still be offered.
    pub bookable: bool,
    pub capacity: i32,
    pub free: i32,
    pub waiting: i64,
    pub waiting_seats: i64,
    pub offered: i64,
    pub offered_seats: i64,
    pub over: i64,
    pub page: Page<PartyLine>,
    pub log: Page<MoveLine>,
    /// Whom seats are about to be offered to.
    pub chosen: Option<PartyLine>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartyLine {
    pub id: WaitlistEntryId,
    pub name: String,
    pub email: String,
    pub place: Option<i64>,
    pub quantity: i32,
    pub status: WaitlistStatus,
    /// Times by the event's clock.
    pub since: Wall,
    pub until: Option<Wall>,
    pub ended: Option<Wall>,
    pub booking: Option<BookingId>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MoveLine {
    pub name: String,
    pub at: Wall,
    pub to: WaitlistStatus,
    pub cause: String,
    pub reason: Option<String>,
    pub passed: i64,
    pub added: i32,
}

/// `state`: `over` for what has ended, one state of a party, else the line; `log`: the page of the log; `offer`: the entry
/// that seats are about to be offered to.
#[server(prefix = "/fn", endpoint = "organize-waitlist", protocol = Get)]
pub async fn load_waitlist(
    #[server(default)] slug: String,
    #[server(default)] state: String,
    #[server(default)] page: String,
    #[server(default)] log: String,
    #[server(default)] offer: String,
) -> AppResult<WaitlistDesk> {
    use domain::waitlist::policy::Line;
    use domain::{Error, waitlist};
    use types::PageRequest;
    const PARTIES: u32 = 50;
    const MOVES: u32 = 25;
    let (hub, actor) = (crate::ssr::hub()?, crate::ssr::actor());
    let number = |text: &str| text.parse().unwrap_or(1);
    let state_of = WaitlistStatus::parse(&state);
    let wanted = match state_of {
        Some(status) => Line::In(status),
        None if state == "over" => Line::Over,
        None => Line::Open,
    };
    let found = async {
        let line = waitlist::line(&hub, actor, &slug).await?;
        let page = PageRequest::new(number(&page), PARTIES);
        let page = waitlist::entries(&hub, actor, &slug, wanted, page).await?;
        let log = PageRequest::new(number(&log), MOVES);
        let log = waitlist::moves(&hub, actor, &slug, log).await?;
        let chosen = match offer.parse() {
            Ok(id) => waitlist::entry_of_event(&hub, actor, &slug, id).await.ok(),
            Err(_) => None,
        };
        Ok::<_, Error>((line, page, log, chosen))
    };
    let (line, page, log, chosen) = crate::forms::answer(found.await)?;
    let zone = line.timezone;
    Ok(WaitlistDesk {
        open: line.open,
        bookable: line.bookable,
        capacity: line.capacity,
        free: line.free,
        waiting: line.waiting,
        waiting_seats: line.waiting_seats,
        offered: line.offered,
        offered_seats: line.offered_seats,
        over: line.over,
        page: page.map(|entry| shown::party(entry, &zone)),
        log: log.map(|entry| shown::step(entry, &zone)),
        chosen: chosen
            .filter(|entry| entry.status == WaitlistStatus::Waiting)
            .map(|entry| shown::party(entry, &zone)),
    })
}

#[cfg(feature = "ssr")]
mod shown {
    use super::{MoveLine, PartyLine};
    use domain::events::wall;
    use domain::waitlist::LoggedMove;
    use types::waitlist::OrganizedEntry;

    pub(super) fn party(entry: OrganizedEntry, zone: &str) -> PartyLine {
        PartyLine {
            id: entry.id,
            name: entry.user.display_name,
            email: entry.user.email,
            place: entry.position,
            quantity: entry.quantity,
            status: entry.status,
            since: wall(entry.joined_at, zone),
            until: entry.offer_expires_at.map(|at| wall(at, zone)),
            ended: entry.ended_at.map(|at| wall(at, zone)),
            booking: entry.booking,
        }
    }

    pub(super) fn step(step: LoggedMove, zone: &str) -> MoveLine {
        let LoggedMove { name, what, .. } = step;
        MoveLine {
            name,
            at: wall(what.at, zone),
            to: what.to,
            cause: what.cause,
            reason: what.reason,
            passed: what.passed.unwrap_or_default(),
            added: what.added.unwrap_or_default(),
        }
    }
}

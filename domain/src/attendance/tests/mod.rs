//! The door against a real database.

mod answers;
mod kinds;
mod lists;
mod races;
mod rows;
mod searching;

use super::*;
use crate::testing::{EventBuilder, attendance, person, test_hub};
use crate::{Actor, Hub};
use sqlx::query_scalar;
use types::accounts::Role;
use types::check_ins::{CheckIn, CheckInListInput, CheckInRefusal, Direction, Scan};
use types::ids::{BookingId, CheckInId, CheckInListId, EventId, TicketId};
use types::{ErrorCode, Failure, Page, PageRequest};

async fn hosted(hub: &Hub) -> (Actor, EventId) {
    let host = person(hub, Role::Organizer).await;
    let event = EventBuilder::new(hub).insert(hub, host).await;
    (Actor::User { id: host, role: Role::Organizer }, event)
}

async fn code(hub: &Hub, booking: BookingId) -> String {
    query_scalar("SELECT code FROM tickets WHERE booking_id = $1 ORDER BY seat LIMIT 1")
        .bind(booking)
        .fetch_one(hub.db.pool())
        .await
        .unwrap()
}

async fn guest(hub: &Hub, event: EventId) -> String {
    let guest = person(hub, Role::Attendee).await;
    code(hub, attendance(hub, event, guest, false).await).await
}

/// A door with somebody who is expected.
struct Door {
    hub: Hub,
    host: Actor,
    event: EventId,
    code: String,
}

impl Door {
    async fn new(hub: &Hub) -> Self {
        let (host, event) = hosted(hub).await;
        let code = guest(hub, event).await;
        Self { hub: hub.clone(), host, event, code }
    }

    fn key(&self) -> String {
        self.event.to_string()
    }

    async fn scan(&self, input: CheckIn) -> Result<Scan, Failure> {
        let presented = Presented::Code(input.code.clone());
        let scanned = scan(&self.hub, self.host, &self.key(), presented, input).await;
        scanned.map(|scanned| scanned.scan).map_err(Failure::from)
    }

    async fn go(&self, direction: Direction) -> Scan {
        let input = CheckIn { direction: Some(direction), ..CheckIn::of(&self.code) };
        self.scan(input).await.unwrap()
    }

    async fn by_list(&self, list: Option<CheckInListId>) -> Scan {
        self.scan(CheckIn { list, ..CheckIn::of(&self.code) }).await.unwrap()
    }

    async fn undo(&self, id: CheckInId) -> Result<Scan, ErrorCode> {
        undo(&self.hub, self.host, &self.key(), id).await.map_err(|error| Failure::from(error).code)
    }

    async fn scans(&self, filter: ScanFilter) -> Page<Scan> {
        let page = PageRequest::default();
        scans(&self.hub, self.host, &self.key(), filter, page).await.unwrap()
    }

    async fn list(&self, name: &str) -> CheckInListId {
        let input = CheckInListInput { name: name.into(), ..CheckInListInput::default() };
        create_list(&self.hub, self.host, &self.key(), input).await.unwrap().id
    }

    /// When the ticket was seen first, as everything but the door reads it.
    async fn seen(&self) -> bool {
        query_scalar("SELECT checked_in_at IS NOT NULL FROM tickets WHERE code = $1")
            .bind(&self.code)
            .fetch_one(self.hub.db.pool())
            .await
            .unwrap()
    }

    async fn rows(&self) -> i64 {
        query_scalar("SELECT count(*) FROM check_ins WHERE event_id = $1")
            .bind(self.event)
            .fetch_one(self.hub.db.pool())
            .await
            .unwrap()
    }

    async fn history(&self) -> Vec<String> {
        query_scalar(
            "SELECT action FROM audit_log WHERE event_id = $1 AND subject LIKE 'ticket:%'
             ORDER BY created_at, id",
        )
        .bind(self.event)
        .fetch_all(self.hub.db.pool())
        .await
        .unwrap()
    }

    async fn ticket(&self) -> TicketId {
        query_scalar("SELECT id FROM tickets WHERE code = $1")
            .bind(&self.code)
            .fetch_one(self.hub.db.pool())
            .await
            .unwrap()
    }
}

fn a_new_id() -> CheckInId {
    CheckInId(crate::ids::new_id())
}

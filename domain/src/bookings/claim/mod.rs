//! The claim: seats, booking and job in one statement, so that the event's row is locked for one
//! round trip and its commit. In a rush, one statement makes the claims of many requests.

mod batch;
mod items;
mod queue;
mod rejection;
mod reply;
mod rows;
mod single;
mod sql;
mod typed;

pub use queue::ClaimQueue;

pub(super) use items::Items;
pub(super) use queue::claim_queued;
pub(super) use single::{claim, claim_opened};
#[cfg(test)]
pub(super) use {
    batch::hold_with,
    reply::ClaimReply,
    sql::{LockPolicy, hold as hold_statement},
    typed::{hold_statement as hold_typed_statement, hold_with as hold_typed_with},
};

use std::net::IpAddr;
use std::time::Duration;
use types::Via;
use types::ids::{EventId, UserId};
use uuid::Uuid;

/// What is to be claimed.
#[derive(Clone, Copy, Debug)]
pub(super) struct Claim {
    pub(super) event: EventId,
    pub(super) user: UserId,
    /// The token version that the account must still have, where it was not checked yet.
    pub(super) version: Option<i32>,
    /// And the session that must not have ended.
    pub(super) session: Option<Uuid>,
    /// Of all items together, where there are some.
    pub(super) quantity: i32,
    pub(super) items: Items,
    pub(super) hold: Duration,
    /// The origin of the link that led here.
    pub(super) via: Option<Via>,
    /// The address that asks: a batch serves many requests, and the log tells each its own.
    pub(super) client: Option<IpAddr>,
}

//! The claim queue: one statement makes the claims of all requests that came while the last one
//! ran. A claim that cannot be made in a batch is made alone.

use super::Claim;
use super::batch::{confirm_each, hold_each};
use super::reply::ClaimReply;
use super::sql::LockPolicy;
use crate::coalesce::Coalescer;
use crate::failure::from_database;
use crate::idempotency::{Answer, LookUp, Refusal, Request, look_up_each, store_each};
use crate::{Db, Hub};
use futures::future::BoxFuture;
use sqlx::postgres::PgConnection;
use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;
use types::ErrorCode;
use types::bookings::Booking;
use types::ids::EventId;

/// Lanes for events whose row is locked: a row that is locked for long delays those that share its
/// lane.
const PATIENT: usize = 8;
/// Claims a statement.
const AT_MOST: usize = 64;

/// One a process. The hurried lane takes every claim first: it skips locked rows and never waits,
/// so its batches are large, and no two statements of a rush want the same row.
#[derive(Debug)]
pub struct ClaimQueue {
    hurried: Lane,
    /// The dedicated connection of the hurried lane.
    db: Db,
    /// The lanes that wait for locked rows; each event has its lane.
    patient: [Lane; PATIENT],
}

type Lane = Arc<Coalescer<ClaimRequest, ClaimReply>>;

/// A claim, and its request's idempotency key if it has one.
#[derive(Clone, Debug)]
struct ClaimRequest {
    claim: Claim,
    request: Option<Request>,
}

impl ClaimQueue {
    pub(crate) fn new(db: &Db) -> Self {
        Self {
            hurried: Coalescer::new(AT_MOST),
            db: db.through_dedicated_connection(),
            patient: std::array::from_fn(|_| Coalescer::new(AT_MOST)),
        }
    }

    /// How long the longest running batch has been running.
    pub(crate) fn under_way(&self) -> Option<Duration> {
        let lanes = self.patient.iter().chain([&self.hurried]);
        lanes.filter_map(|lane| lane.under_way()).max()
    }

    fn lane(&self, policy: LockPolicy, event: EventId) -> &Lane {
        match policy {
            LockPolicy::SkipLocked => &self.hurried,
            // The last byte of an id is random.
            LockPolicy::Block => &self.patient[usize::from(event.0.as_bytes()[15]) % PATIENT],
        }
    }
}

/// Submits the claim to a batch; `None` where it must be made alone, for example to find out why it
/// is refused.
pub(in crate::bookings) async fn claim_queued(
    hub: &Hub,
    claim: Claim,
    request: Option<Request>,
) -> Option<Result<Answer<Booking>, Refusal>> {
    let asked = ClaimRequest { claim, request };
    for policy in [LockPolicy::SkipLocked, LockPolicy::Block] {
        let start = || {
            let db = match policy {
                LockPolicy::SkipLocked => hub.claim_queue.db.clone(),
                LockPolicy::Block => hub.db.clone(),
            };
            move |batch| -> BoxFuture<'static, _> { Box::pin(serve(db.clone(), batch, policy)) }
        };
        match hub.claim_queue.lane(policy, claim.event).submit(asked.clone(), start).await {
            Some(ClaimReply::Booked(booking)) => return Some(Ok(Answer::fresh(*booking))),
            Some(ClaimReply::Answered(answer)) => return Some(*answer),
            Some(ClaimReply::Held) => {}
            Some(ClaimReply::Free | ClaimReply::Refused) => return None,
            None => return Some(Err(ErrorCode::Internal.into())),
        }
    }
    None
}

async fn serve(db: Db, batch: Vec<ClaimRequest>, policy: LockPolicy) -> Vec<ClaimReply> {
    let mut served = vec![ClaimReply::Refused; batch.len()];
    for group in groups(&batch, policy) {
        let held = attempt(&db, &batch, &group, (Step::Hold, policy)).await;
        settle(&mut served, &group, held);
        let free: Vec<_> =
            group.into_iter().filter(|&at| matches!(served[at], ClaimReply::Free)).collect();
        if !free.is_empty() {
            let confirmed = attempt(&db, &batch, &free, (Step::Confirm, policy)).await;
            settle(&mut served, &free, confirmed);
        }
    }
    served
}

fn settle(served: &mut [ClaimReply], group: &[usize], replies: Vec<ClaimReply>) {
    for (&at, reply) in group.iter().zip(replies) {
        served[at] = reply;
    }
}

/// Which of the batch go into one statement: those for events of one kind, and where it may have to
/// wait, those for one event.
fn groups(batch: &[ClaimRequest], policy: LockPolicy) -> Vec<Vec<usize>> {
    let mut groups = BTreeMap::<_, Vec<_>>::new();
    for (at, ClaimRequest { claim, .. }) in batch.iter().enumerate() {
        let event = (policy == LockPolicy::Block).then_some(claim.event);
        groups.entry((claim.items.is_empty(), event)).or_default().push(at);
    }
    groups.into_values().collect()
}

#[derive(Clone, Copy)]
enum Step {
    Hold,
    Confirm,
}

/// Makes a batch's claims: one statement, or one transaction where answers are stored with it.
async fn attempt(
    db: &Db,
    batch: &[ClaimRequest],
    group: &[usize],
    how: (Step, LockPolicy),
) -> Vec<ClaimReply> {
    let batch: Vec<_> = group.iter().map(|&at| batch[at].clone()).collect();
    let count = batch.len();
    let done = if batch.iter().any(|asked| asked.request.is_some()) {
        db.write(move |tx| Box::pin(claim_once_each(tx, batch, how))).await
    } else {
        db.statement(move |connection| {
            Box::pin(async move {
                let claims: Vec<_> = batch.iter().map(|asked| asked.claim).collect();
                claim_each(connection, &claims, how).await
            })
        })
        .await
    };
    done.unwrap_or_else(|error| failed(&error, count))
}

/// Those whose request was answered before get that answer; the others' answers are stored.
async fn claim_once_each(
    tx: &mut PgConnection,
    batch: Vec<ClaimRequest>,
    how: (Step, LockPolicy),
) -> Result<Vec<ClaimReply>, sqlx::Error> {
    let requests: Vec<_> = batch.iter().map(|asked| asked.request.as_ref()).collect();
    let mut served = Vec::new();
    let mut fresh = Vec::new();
    for (at, look) in look_up_each(tx, &requests).await?.into_iter().enumerate() {
        served.push(match (look, requests[at]) {
            (LookUp::Running, _) => ClaimReply::failed(ErrorCode::RequestInProgress),
            (LookUp::Stored(stored), Some(request)) => {
                ClaimReply::Answered(Box::new(stored.replay(request)))
            }
            (LookUp::Twice, _) => ClaimReply::Refused,
            _ => {
                fresh.push(at);
                ClaimReply::Refused
            }
        });
    }
    let claims: Vec<_> = fresh.iter().map(|&at| batch[at].claim).collect();
    let replies = claim_each(tx, &claims, how).await?;
    let mut answers = Vec::new();
    for (&at, reply) in fresh.iter().zip(replies) {
        if let (ClaimReply::Booked(booking), Some(request)) = (&reply, requests[at]) {
            answers.push((request, 200, serde_json::to_value(booking)));
        }
        served[at] = reply;
    }
    store_each(tx, answers).await?;
    Ok(served)
}

async fn claim_each(
    connection: &mut PgConnection,
    claims: &[Claim],
    (step, policy): (Step, LockPolicy),
) -> Result<Vec<ClaimReply>, sqlx::Error> {
    match step {
        _ if claims.is_empty() => Ok(Vec::new()),
        Step::Hold => hold_each(connection, claims, policy).await,
        Step::Confirm => confirm_each(connection, claims, policy).await,
    }
}

/// After a constraint's refusal nothing was written, and the claims are made one by one. After any
/// other error the outcome is unknown, and every request of the batch is answered so.
fn failed(error: &sqlx::Error, count: usize) -> Vec<ClaimReply> {
    let code = error.as_database_error().and_then(sqlx::error::DatabaseError::code);
    let undone = code.is_some_and(|code| code.starts_with("23") || code.starts_with("40"));
    if undone {
        tracing::debug!(%error, count, "a batch of claims was refused; making them one by one");
        return vec![ClaimReply::Refused; count];
    }
    vec![ClaimReply::failed(from_database(error)); count]
}

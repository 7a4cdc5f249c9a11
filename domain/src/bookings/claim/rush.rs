//! Many who want seats at the same moment: one statement claims for all who came while the last
//! one ran. Whoever cannot be served like this is served alone.

use super::Claim;
use super::many::{Outcome, confirm_each, hold_each};
use super::statements::Patience;
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

/// A row that somebody holds for long keeps those waiting that share its lane.
const PATIENT: usize = 8;
/// Claims a statement.
const AT_MOST: usize = 64;

/// Who wants seats in this process. One lane serves them all: it never waits, its batches are
/// large, and no two statements of a rush want the same row.
#[derive(Debug)]
pub struct Rush {
    hurried: Lane,
    /// By a connection of its own.
    db: Db,
    /// For those whose event somebody else held; an event has its lane.
    patient: [Lane; PATIENT],
}

type Lane = Arc<Coalescer<Wish, Served>>;

/// A claim, and the name that its request goes by.
#[derive(Clone, Debug)]
struct Wish {
    claim: Claim,
    request: Option<Request>,
}

#[derive(Debug)]
enum Served {
    Done(Box<Result<Answer<Booking>, Refusal>>),
    /// Somebody held the rows.
    Held,
    /// The event costs nothing.
    Free,
    Alone,
}

impl Rush {
    pub(crate) fn new(db: &Db) -> Self {
        Self {
            hurried: Coalescer::new(AT_MOST),
            db: db.through_own_connection(),
            patient: std::array::from_fn(|_| Coalescer::new(AT_MOST)),
        }
    }

    /// For how long the longest batch that is under way has been so.
    pub(crate) fn under_way(&self) -> Option<Duration> {
        let lanes = self.patient.iter().chain([&self.hurried]);
        lanes.filter_map(|lane| lane.under_way()).max()
    }

    fn lane(&self, patience: Patience, event: EventId) -> &Lane {
        match patience {
            Patience::Hurry => &self.hurried,
            // The end of an id is chance.
            Patience::Wait => &self.patient[usize::from(event.0.as_bytes()[15]) % PATIENT],
        }
    }
}

/// Claims the seats together with everybody who wants some at this moment; `None` where the claim
/// must be made alone, for example to say why it is refused.
pub(in crate::bookings) async fn claim_in_a_rush(
    hub: &Hub,
    claim: Claim,
    request: Option<Request>,
) -> Option<Result<Answer<Booking>, Refusal>> {
    let wish = Wish { claim, request };
    for patience in [Patience::Hurry, Patience::Wait] {
        let start = || {
            let db = match patience {
                Patience::Hurry => hub.rush.db.clone(),
                Patience::Wait => hub.db.clone(),
            };
            move |wishes| -> BoxFuture<'static, _> { Box::pin(serve(db.clone(), wishes, patience)) }
        };
        match hub.rush.lane(patience, claim.event).submit(wish.clone(), start).await {
            Some(Served::Done(answer)) => return Some(*answer),
            Some(Served::Held) => {}
            Some(Served::Free | Served::Alone) => return None,
            None => return Some(Err(ErrorCode::Internal.into())),
        }
    }
    None
}

async fn serve(db: Db, wishes: Vec<Wish>, patience: Patience) -> Vec<Served> {
    let mut served: Vec<_> = wishes.iter().map(|_| Served::Alone).collect();
    for group in groups(&wishes, patience) {
        let held = attempt(&db, &wishes, &group, (Step::Hold, patience)).await;
        settle(&mut served, &group, held);
        let free: Vec<_> =
            group.into_iter().filter(|&at| matches!(served[at], Served::Free)).collect();
        if !free.is_empty() {
            let confirmed = attempt(&db, &wishes, &free, (Step::Confirm, patience)).await;
            settle(&mut served, &free, confirmed);
        }
    }
    served
}

fn settle(served: &mut [Served], group: &[usize], outcomes: Vec<Served>) {
    for (&at, outcome) in group.iter().zip(outcomes) {
        served[at] = outcome;
    }
}

/// Which wishes go into one statement: all, or those for one event where it may have to wait.
fn groups(wishes: &[Wish], patience: Patience) -> Vec<Vec<usize>> {
    match patience {
        Patience::Hurry => vec![(0..wishes.len()).collect()],
        Patience::Wait => {
            let mut of_event = BTreeMap::<_, Vec<_>>::new();
            for (at, wish) in wishes.iter().enumerate() {
                of_event.entry(wish.claim.event).or_default().push(at);
            }
            of_event.into_values().collect()
        }
    }
}

#[derive(Clone, Copy)]
enum Step {
    Hold,
    Confirm,
}

/// One statement, or one transaction where an answer is stored with it: for all or for nobody.
async fn attempt(db: &Db, wishes: &[Wish], group: &[usize], how: (Step, Patience)) -> Vec<Served> {
    let wishes: Vec<_> = group.iter().map(|&at| wishes[at].clone()).collect();
    let count = wishes.len();
    let done = if wishes.iter().any(|wish| wish.request.is_some()) {
        db.write(move |tx| Box::pin(claim_once_each(tx, wishes, how))).await
    } else {
        db.statement(move |connection| {
            Box::pin(async move {
                let claims: Vec<_> = wishes.iter().map(|wish| wish.claim).collect();
                let outcomes = claim_each(connection, &claims, how).await?;
                Ok(outcomes.into_iter().map(Served::from).collect())
            })
        })
        .await
    };
    done.unwrap_or_else(|error| failed(&error, count))
}

/// Those whose request was answered before get that answer; the others' answers are stored.
async fn claim_once_each(
    tx: &mut PgConnection,
    wishes: Vec<Wish>,
    how: (Step, Patience),
) -> Result<Vec<Served>, sqlx::Error> {
    let requests: Vec<_> = wishes.iter().map(|wish| wish.request.as_ref()).collect();
    let mut served = Vec::new();
    let mut fresh = Vec::new();
    for (at, look) in look_up_each(tx, &requests).await?.into_iter().enumerate() {
        served.push(match (look, requests[at]) {
            (LookUp::Running, _) => refused(ErrorCode::RequestInProgress),
            (LookUp::Stored(stored), Some(request)) => {
                Served::Done(Box::new(stored.replay(request)))
            }
            (LookUp::Twice, _) => Served::Alone,
            _ => {
                fresh.push(at);
                Served::Alone
            }
        });
    }
    let claims: Vec<_> = fresh.iter().map(|&at| wishes[at].claim).collect();
    let outcomes = claim_each(tx, &claims, how).await?;
    let mut answers = Vec::new();
    for (&at, outcome) in fresh.iter().zip(outcomes) {
        if let (Outcome::Booked(booking), Some(request)) = (&outcome, requests[at]) {
            answers.push((request, 200, serde_json::to_value(booking)));
        }
        served[at] = outcome.into();
    }
    store_each(tx, answers).await?;
    Ok(served)
}

async fn claim_each(
    connection: &mut PgConnection,
    claims: &[Claim],
    (step, patience): (Step, Patience),
) -> Result<Vec<Outcome>, sqlx::Error> {
    match step {
        _ if claims.is_empty() => Ok(Vec::new()),
        Step::Hold => hold_each(connection, claims, patience).await,
        Step::Confirm => confirm_each(connection, claims, patience).await,
    }
}

impl From<Outcome> for Served {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Booked(booking) => Self::Done(Box::new(Ok(Answer::fresh(*booking)))),
            Outcome::Held => Self::Held,
            Outcome::Free => Self::Free,
            Outcome::Refused => Self::Alone,
        }
    }
}

/// What one row made fail is tried again one by one, for nothing has happened. After anything else
/// nobody knows, and everybody is told so.
fn failed(error: &sqlx::Error, count: usize) -> Vec<Served> {
    let code = error.as_database_error().and_then(sqlx::error::DatabaseError::code);
    let undone = code.is_some_and(|code| code.starts_with("23") || code.starts_with("40"));
    if undone {
        tracing::debug!(%error, count, "claims are made one by one");
        return (0..count).map(|_| Served::Alone).collect();
    }
    let failure = from_database(error);
    (0..count).map(|_| refused(failure.clone())).collect()
}

fn refused(failure: impl Into<Refusal>) -> Served {
    Served::Done(Box::new(Err(failure.into())))
}

//! The account loader: the sessions and accounts of concurrent requests are read with one query.

use super::store::{self, Account};
use crate::clock::Clock;
use crate::coalesce::Coalescer;
use crate::db::DedicatedConnection;
use crate::failure::from_database;
use crate::{Db, Hub};
use futures::future::BoxFuture;
use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;
use types::{ErrorCode, Failure};
use uuid::Uuid;

/// Accounts a query.
const AT_MOST: usize = 256;

/// One a process; requests submit their session to it.
#[derive(Debug)]
pub struct AccountLoader {
    own: DedicatedConnection,
    asked: Arc<Coalescer<Uuid, Result<Option<Account>, Failure>>>,
}

impl AccountLoader {
    pub(crate) fn new(db: &Db) -> Self {
        Self { own: db.dedicated_connection(), asked: Coalescer::new(AT_MOST) }
    }

    /// How long the running query has been running.
    pub(crate) fn under_way(&self) -> Option<Duration> {
        self.asked.under_way()
    }
}

/// The account of the session, unless either has ended.
pub(super) async fn live_account(hub: &Hub, session: Uuid) -> Result<Option<Account>, Failure> {
    let start = || {
        let (own, clock) = (hub.account_loader.own.clone(), hub.clock.clone());
        move |sessions| -> BoxFuture<'static, _> {
            Box::pin(read(own.clone(), sessions, clock.clone()))
        }
    };
    let answer = hub.account_loader.asked.submit(session, start).await;
    answer.unwrap_or_else(|| Err(ErrorCode::Internal.into()))
}

async fn read(
    own: DedicatedConnection,
    ids: Vec<Uuid>,
    clock: Arc<dyn Clock>,
) -> Vec<Result<Option<Account>, Failure>> {
    let (wanted, now) = (ids.clone(), clock.now());
    let found = own.run(move |connection| {
        Box::pin(async move { store::logged_in(connection, &wanted, now).await })
    });
    match found.await {
        Ok(accounts) => {
            let accounts: HashMap<_, _> =
                accounts.into_iter().map(|found| (found.session, found.account)).collect();
            ids.iter().map(|id| Ok(accounts.get(id).cloned())).collect()
        }
        Err(error) => {
            let failure = from_database(&error);
            ids.iter().map(|_| Err(failure.clone())).collect()
        }
    }
}

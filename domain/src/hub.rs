//! What every use case stands on: the database, the clock, the settings.

use crate::accounts::{AccountLoader, LoginQueue};
use crate::bookings::ClaimQueue;
use crate::clock::{Clock, SystemClock};
use crate::db::Db;
use crate::events::CountCache;
use crate::live::Broker;
use crate::payments::{MockProvider, PaymentProvider};
use crate::settings::Settings;
use chrono::{DateTime, Utc};
use std::net::IpAddr;
use std::sync::Arc;
use tokio::sync::Semaphore;

/// Cheap to clone; one a process.
#[derive(Clone, Debug)]
pub struct Hub {
    pub db: Db,
    pub clock: Arc<dyn Clock>,
    pub settings: Arc<Settings>,
    /// Lets only so many passwords be hashed at once.
    pub hashing: Arc<Semaphore>,
    /// And only so many wait for it; the rest are refused.
    pub hashing_queue: Arc<Semaphore>,
    /// Whose requests are under way.
    pub account_loader: Arc<AccountLoader>,
    /// Whose log-in is being judged.
    pub login_queue: Arc<LoginQueue>,
    pub payments: Arc<dyn PaymentProvider>,
    /// How long the catalogue's lists are, where counting is dear.
    pub counts: Arc<CountCache>,
    /// Who wants seats at this moment.
    pub claim_queue: Arc<ClaimQueue>,
    /// Who looks on at what in this process.
    pub live: Arc<Broker>,
    /// Where the request came from that this is used for, if it is for one.
    pub client: Option<IpAddr>,
}

impl Hub {
    pub fn new(db: Db, settings: Settings) -> Self {
        let hashing = Arc::new(Semaphore::new(settings.hashing_limit));
        let hashing_queue = Arc::new(Semaphore::new(settings.hashing_queue));
        let clock = Arc::new(SystemClock);
        let payments = Arc::new(MockProvider::new(&settings));
        let settings = Arc::new(settings);
        let (account_loader, claim_queue) =
            (AccountLoader::new(&db).into(), ClaimQueue::new(&db).into());
        Self {
            db,
            clock,
            settings,
            hashing,
            hashing_queue,
            payments,
            account_loader,
            login_queue: Arc::default(),
            counts: Arc::default(),
            claim_queue,
            live: Arc::default(),
            client: None,
        }
    }

    #[must_use]
    pub fn with_clock(mut self, clock: Arc<dyn Clock>) -> Self {
        self.clock = clock;
        self
    }

    /// The same for a request from this address.
    #[must_use]
    pub fn for_client(&self, client: IpAddr) -> Self {
        Self { client: Some(client), ..self.clone() }
    }

    #[must_use]
    pub fn with_payments(mut self, payments: Arc<dyn PaymentProvider>) -> Self {
        self.payments = payments;
        self
    }

    /// Whether a lane that many requests share has had no answer from the database for so long that
    /// something is wrong with it.
    pub fn hangs(&self) -> bool {
        let under_way = [self.account_loader.under_way(), self.claim_queue.under_way()];
        under_way.into_iter().flatten().any(|so_long| so_long > self.db.too_long())
    }

    pub fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }
}

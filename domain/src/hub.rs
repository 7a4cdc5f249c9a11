//! The context of every use case: the database, the clock, the settings, and what slices keep in
//! memory.

use crate::accounts::{AccountLoader, Device, LoginQueue};
use crate::bookings::ClaimQueue;
use crate::clock::{Clock, SystemClock};
use crate::db::Db;
use crate::events::CountCache;
use crate::live::Broker;
use crate::payments::{MockProvider, PaymentProvider};
use crate::settings::Settings;
use crate::visits::VisitCounter;
use chrono::{DateTime, Utc};
use std::net::IpAddr;
use std::sync::Arc;
use tokio::sync::Semaphore;

/// One a process, cheap to clone, passed in and never global.
#[derive(Clone, Debug)]
pub struct Hub {
    pub db: Db,
    pub clock: Arc<dyn Clock>,
    pub settings: Arc<Settings>,
    /// Bounds how many passwords are hashed at once.
    pub hashing: Arc<Semaphore>,
    /// Bounds how many requests wait for that; the rest are refused.
    pub hashing_queue: Arc<Semaphore>,
    /// The account loader: the sessions of concurrent requests are read with one query.
    pub account_loader: Arc<AccountLoader>,
    /// The login queue: attempts at one account are judged one after another.
    pub login_queue: Arc<LoginQueue>,
    pub payments: Arc<dyn PaymentProvider>,
    /// The count cache: how long the catalogue's lists are, where counting is expensive.
    pub counts: Arc<CountCache>,
    /// The claim queue: concurrent bookings are claimed with one statement.
    pub claim_queue: Arc<ClaimQueue>,
    /// The broker of live updates: who subscribes to which event or person in this process.
    pub live: Arc<Broker>,
    /// The visit counter: visits of events' pages that were not written yet.
    pub visits: Arc<VisitCounter>,
    /// The address that the request came from; none for jobs and commands.
    pub client: Option<IpAddr>,
    /// The device that the request came from, where a session may begin in it.
    pub device: Option<Device>,
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
            visits: Arc::default(),
            client: None,
            device: None,
        }
    }

    #[must_use]
    pub fn with_clock(mut self, clock: Arc<dyn Clock>) -> Self {
        self.clock = clock;
        self
    }

    /// The same hub for a request from this address.
    #[must_use]
    pub fn for_client(&self, client: IpAddr) -> Self {
        Self { client: Some(client), ..self.clone() }
    }

    /// The same hub for a request of this `User-Agent`.
    #[must_use]
    pub fn for_device(&self, user_agent: Option<&str>) -> Self {
        Self { device: user_agent.and_then(Device::read), ..self.clone() }
    }

    #[must_use]
    pub fn with_payments(mut self, payments: Arc<dyn PaymentProvider>) -> Self {
        self.payments = payments;
        self
    }

    /// Whether a lane that many requests share hangs: its batch has waited for the database for
    /// longer than any deadline allows.
    pub fn hangs(&self) -> bool {
        let under_way = [self.account_loader.under_way(), self.claim_queue.under_way()];
        under_way.into_iter().flatten().any(|so_long| so_long > self.db.too_long())
    }

    pub fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }
}

//! A bounded pool: so many run at once, so many hold a slot, and of those each network and each
//! person has a share. Both bounds are held by the work itself: a client that hangs up frees
//! neither its slot nor its permit to run before the work has ended.

use domain::Actor;
use domain::network;
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::hash::Hash;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::sync::Semaphore;
use types::ids::UserId;
use types::{ErrorCode, Failure};

/// `Retry-After` of a refused request, in seconds: most work takes less than one.
const RETRY_AFTER: u32 = 2;

#[derive(Debug, thiserror::Error)]
pub enum DrawingError {
    #[error("too many are waiting")]
    Busy,
    #[error("the work ended without a result")]
    Failed,
}

impl From<DrawingError> for Failure {
    fn from(error: DrawingError) -> Self {
        match error {
            DrawingError::Busy => {
                Self { retry_after: Some(RETRY_AFTER), ..Self::new(ErrorCode::Unavailable) }
            }
            DrawingError::Failed => ErrorCode::Internal.into(),
        }
    }
}

/// Limits of a pool.
#[derive(Clone, Copy, Debug)]
pub struct PoolLimits {
    /// How much runs at the same time.
    pub concurrent: usize,
    /// How many have come and not ended: those who still send, who wait, and whose work runs.
    pub slots: usize,
    pub per_network: usize,
    pub per_person: usize,
}

/// The client of a request, who is given a share of the slots.
#[derive(Clone, Copy, Debug)]
pub struct Client {
    network: IpAddr,
    person: Option<UserId>,
}

impl Client {
    pub fn new(address: IpAddr, actor: Actor) -> Self {
        Self { network: network::of(address), person: actor.user_id() }
    }
}

#[derive(Debug, Default)]
struct Taken {
    all: usize,
    by_network: HashMap<IpAddr, usize>,
    by_person: HashMap<UserId, usize>,
}

#[derive(Debug)]
struct Inner {
    limits: PoolLimits,
    running: Arc<Semaphore>,
    taken: Mutex<Taken>,
}

/// Cheap to clone; every clone is the same pool.
#[derive(Clone, Debug)]
pub struct Pool(Arc<Inner>);

impl Pool {
    pub fn new(limits: PoolLimits) -> Self {
        let running = Arc::new(Semaphore::new(limits.concurrent));
        Self(Arc::new(Inner { limits, running, taken: Mutex::default() }))
    }

    /// A slot for a request, taken before its body is read.
    ///
    /// # Errors
    /// `Busy` where all slots are taken, or the client's share of them.
    pub fn admit(&self, client: Client) -> Result<Slot, DrawingError> {
        let limits = self.0.limits;
        let mut taken = self.taken();
        let of_network = taken.by_network.get(&client.network).copied().unwrap_or_default();
        let of_person = client.person.and_then(|id| taken.by_person.get(&id).copied());
        if taken.all >= limits.slots
            || of_network >= limits.per_network
            || of_person.unwrap_or_default() >= limits.per_person
        {
            return Err(DrawingError::Busy);
        }
        taken.all += 1;
        *taken.by_network.entry(client.network).or_default() += 1;
        if let Some(person) = client.person {
            *taken.by_person.entry(person).or_default() += 1;
        }
        Ok(Slot { pool: self.clone(), client })
    }

    /// Runs the work of a job, which waits for its turn however long that takes: jobs are few.
    ///
    /// # Errors
    /// `Failed` where the work panicked.
    pub async fn background<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, DrawingError> {
        self.run((), work).await
    }

    #[expect(clippy::disallowed_methods, reason = "this is the one place of the server")]
    async fn run<T: Send + 'static>(
        &self,
        slot: impl Send + 'static,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, DrawingError> {
        let permit = Arc::clone(&self.0.running).acquire_owned().await;
        let permit = permit.map_err(|_| DrawingError::Failed)?;
        let done = tokio::task::spawn_blocking(move || {
            // The work holds both: a client that hangs up drops the future, not the work. Whoever runs
            // next finds the slot free.
            let _held = (slot, permit);
            work()
        });
        done.await.map_err(|error| {
            tracing::error!(%error, "drawing task ended without a result");
            DrawingError::Failed
        })
    }

    fn taken(&self) -> MutexGuard<'_, Taken> {
        self.0.taken.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A slot of a pool, released when it is dropped or when its work has ended.
#[derive(Debug)]
pub struct Slot {
    pool: Pool,
    client: Client,
}

impl Slot {
    /// Runs the work when its turn comes.
    ///
    /// # Errors
    /// `Failed` where the work panicked.
    pub async fn run<T: Send + 'static>(
        self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, DrawingError> {
        let pool = self.pool.clone();
        pool.run(self, work).await
    }
}

#[cfg(test)]
impl Pool {
    /// How many slots are taken, and how many permits to run are free.
    pub(super) fn state(&self) -> (usize, usize) {
        (self.taken().all, self.0.running.available_permits())
    }
}

#[cfg(test)]
impl Slot {
    /// A slot of a pool of its own.
    pub(crate) fn in_test() -> Self {
        let pool = Pool::new(PoolLimits { concurrent: 1, slots: 1, per_network: 1, per_person: 1 });
        pool.admit(Client::new([127, 0, 0, 1].into(), Actor::Anonymous)).unwrap()
    }
}

impl Drop for Slot {
    fn drop(&mut self) {
        let mut taken = self.pool.taken();
        taken.all = taken.all.saturating_sub(1);
        give_back(&mut taken.by_network, self.client.network);
        if let Some(person) = self.client.person {
            give_back(&mut taken.by_person, person);
        }
    }
}

fn give_back<K: Eq + Hash>(shares: &mut HashMap<K, usize>, of: K) {
    if let Entry::Occupied(mut share) = shares.entry(of) {
        *share.get_mut() = share.get().saturating_sub(1);
        if *share.get() == 0 {
            share.remove();
        }
    }
}

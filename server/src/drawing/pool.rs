//! A bounded pool: so many run at once, so many have a place, and of those each network and each
//! person has a share. Both bounds are held by the work itself: a client that hangs up frees
//! neither its place nor its permit to run before the work has ended.

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

/// Seconds after which whoever was refused may ask again: most work takes less than one.
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

/// How much a pool takes on.
#[derive(Clone, Copy, Debug)]
pub struct Bounds {
    /// How much runs at the same time.
    pub at_once: usize,
    /// How many have come and not ended: those who still send, who wait, and whose work runs.
    pub places: usize,
    pub a_network: usize,
    pub a_person: usize,
}

/// Who asks for work, and is given a share of the places.
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
    bounds: Bounds,
    running: Arc<Semaphore>,
    taken: Mutex<Taken>,
}

/// Cheap to clone; every clone is the same pool.
#[derive(Clone, Debug)]
pub struct Pool(Arc<Inner>);

impl Pool {
    pub fn new(bounds: Bounds) -> Self {
        let running = Arc::new(Semaphore::new(bounds.at_once));
        Self(Arc::new(Inner { bounds, running, taken: Mutex::default() }))
    }

    /// A place for a request, taken before its body is read.
    ///
    /// # Errors
    /// `Busy` where all places are taken, or the client's share of them.
    pub fn admit(&self, client: Client) -> Result<Place, DrawingError> {
        let bounds = self.0.bounds;
        let mut taken = self.taken();
        let of_network = taken.by_network.get(&client.network).copied().unwrap_or_default();
        let of_person = client.person.and_then(|id| taken.by_person.get(&id).copied());
        if taken.all >= bounds.places
            || of_network >= bounds.a_network
            || of_person.unwrap_or_default() >= bounds.a_person
        {
            return Err(DrawingError::Busy);
        }
        taken.all += 1;
        *taken.by_network.entry(client.network).or_default() += 1;
        if let Some(person) = client.person {
            *taken.by_person.entry(person).or_default() += 1;
        }
        Ok(Place { pool: self.clone(), client })
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
        place: impl Send + 'static,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, DrawingError> {
        let permit = Arc::clone(&self.0.running).acquire_owned().await;
        let permit = permit.map_err(|_| DrawingError::Failed)?;
        let done = tokio::task::spawn_blocking(move || {
            // The work holds both: a client that hangs up drops the future, not the work.
            let _held = (permit, place);
            work()
        });
        done.await.map_err(|error| {
            tracing::error!(%error, "work that was to draw ended without a result");
            DrawingError::Failed
        })
    }

    fn taken(&self) -> MutexGuard<'_, Taken> {
        self.0.taken.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A place in a pool, given back when it is dropped or when its work has ended.
#[derive(Debug)]
pub struct Place {
    pool: Pool,
    client: Client,
}

impl Place {
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
    /// How many places are taken, and how many permits to run are free.
    pub(super) fn state(&self) -> (usize, usize) {
        (self.taken().all, self.0.running.available_permits())
    }
}

#[cfg(test)]
impl Place {
    /// A place in a pool of its own.
    pub(crate) fn in_test() -> Self {
        let pool = Pool::new(Bounds { at_once: 1, places: 1, a_network: 1, a_person: 1 });
        pool.admit(Client::new([127, 0, 0, 1].into(), Actor::Anonymous)).unwrap()
    }
}

impl Drop for Place {
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

use std::{
    path::{Path, PathBuf},
    thread::sleep,
    time::{Duration, Instant},
};

use crate::{
    Error, Incident, Options, initdb,
    keeper::Keeper,
    launch::Launch,
    leftover,
    lock::{self, Lock},
    place::Place,
    process::Server,
    programs,
    protocol::{self, Connection, Row},
    socket, url,
};

/// How long a joiner waits for the owner's server.
const ATTACH_PATIENCE: Duration = Duration::from_mins(1);
const PAUSE: Duration = Duration::from_millis(50);

/// A running PostgreSQL; the owner stops it on drop, one who joined leaves it.
#[derive(Debug)]
pub struct Cluster {
    socket_dir: PathBuf,
    // Dropped in this order: the lock goes after the server has ended.
    server: Option<Running>,
    _lock: Option<Lock>,
}

/// A server of ours.
#[derive(Debug)]
enum Running {
    Plain(Server, Launch),
    /// Started again when it ends.
    Kept(Keeper),
}

impl Running {
    fn stop(self) -> Result<(), Error> {
        match self {
            Self::Plain(mut server, _) => server.stop(),
            Self::Kept(keeper) => keeper.stop(),
        }
    }
}

impl Cluster {
    /// Starts the cluster as its only owner, making it first if needed.
    pub fn start(options: &Options) -> Result<Self, Error> {
        let place = Place::prepare(&options.data_dir)?;
        let lock = lock::take(&place.root)?;
        Self::start_locked(options, &place, lock)
    }

    /// Like [`Cluster::start`], but throws the data away first: for tests.
    pub fn start_afresh(options: &Options) -> Result<Self, Error> {
        let place = Place::prepare(&options.data_dir)?;
        let lock = lock::take(&place.root)?;
        leftover::clear(&place)?;
        initdb::remove(&place.cluster())?;
        Self::start_locked(options, &place, lock)
    }

    /// Joins the server that runs on this data, or starts it.
    pub fn attach_or_start(options: &Options) -> Result<Self, Error> {
        let place = Place::prepare(&options.data_dir)?;
        let socket_dir = socket::dir_of(&place);
        let deadline = Instant::now() + ATTACH_PATIENCE;
        loop {
            match lock::take(&place.root) {
                Ok(lock) => return Self::start_locked(options, &place, lock),
                Err(in_use @ Error::InUse { .. }) => {
                    if Connection::open(&socket_dir.join(socket::FILE), "postgres").is_ok() {
                        return Ok(Self { socket_dir, server: None, _lock: None });
                    }
                    if Instant::now() > deadline {
                        return Err(in_use);
                    }
                    sleep(PAUSE);
                }
                Err(error) => return Err(error),
            }
        }
    }

    fn start_locked(options: &Options, place: &Place, lock: Lock) -> Result<Self, Error> {
        let data = place.data_version();
        let mut bin_dir =
            programs::choose(options.bin_dir.as_deref(), data.as_deref(), &place.cluster())?;
        if let Some(user) = &place.run_as {
            bin_dir = programs::for_user(bin_dir, user)?;
        }
        leftover::clear(place)?;
        if data.is_none() {
            initdb::create(place, &bin_dir, options.syncs())?;
        }
        let launch = Launch::new(options, place, bin_dir)?;
        let server = launch.start(&|| false)?;
        let socket_dir = launch.socket_dir.clone();
        Ok(Self { socket_dir, server: Some(Running::Plain(server, launch)), _lock: Some(lock) })
    }

    /// Starts the server again whenever it ends by itself, and tells `tell` so. One who joined has
    /// nothing to look after.
    #[must_use]
    pub fn supervised(mut self, tell: impl Fn(&Incident) + Send + 'static) -> Self {
        self.server = self.server.take().map(|running| match running {
            Running::Plain(server, launch) => Running::Kept(Keeper::new(server, launch, tell)),
            kept @ Running::Kept(_) => kept,
        });
        self
    }

    /// A URL for sqlx or libpq, over the unix socket.
    pub fn url(&self, database: &str) -> String {
        url::of(&self.socket_dir, database)
    }

    pub fn socket_dir(&self) -> &Path {
        &self.socket_dir
    }

    /// Whether this value stops the server when it drops.
    pub fn is_owner(&self) -> bool {
        self.server.is_some()
    }

    /// Makes the database unless it is there.
    pub fn ensure_database(&self, name: &str) -> Result<(), Error> {
        let mut connection = Connection::open(&self.socket_dir.join(socket::FILE), "postgres")?;
        let literal = name.replace('\'', "''");
        if !connection
            .query(&format!("SELECT 1 FROM pg_database WHERE datname = '{literal}'"))?
            .is_empty()
        {
            return Ok(());
        }
        let identifier = name.replace('"', "\"\"");
        match connection.query(&format!("CREATE DATABASE \"{identifier}\"")) {
            Ok(_) => Ok(()),
            // Somebody else made it meanwhile.
            Err(Error::Query { code, .. }) if code == protocol::DUPLICATE_DATABASE => Ok(()),
            Err(error) => Err(error),
        }
    }

    /// Runs SQL in one of the databases, however long it takes; the rows come as text. For tools
    /// that set up data; values must be written into the text.
    pub fn query(&self, database: &str, sql: &str) -> Result<Vec<Row>, Error> {
        let mut connection = Connection::open(&self.socket_dir.join(socket::FILE), database)?;
        connection.wait_forever()?;
        connection.query(sql)
    }

    /// Stops the server if it is ours; unlike dropping, says if that failed.
    pub fn stop(mut self) -> Result<(), Error> {
        self.server.take().map_or(Ok(()), Running::stop)
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        if let Some(server) = self.server.take() {
            // Nobody is left to tell; the kernel's death signal is the second line.
            let _ = server.stop();
        }
    }
}

use std::{
    path::{Path, PathBuf},
    thread::sleep,
    time::{Duration, Instant},
};

use crate::{
    Error, Incident, Options,
    data_dir::DataDir,
    initdb,
    keeper::Keeper,
    launch::Launch,
    lock::{self, Lock},
    process::Server,
    programs,
    protocol::{self, Connection, Row},
    socket, stale_server, url,
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

/// The server process that this value owns.
#[derive(Debug)]
enum Running {
    Plain(Server, Launch),
    /// Restarted when it ends by itself.
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
        let data_dir = DataDir::prepare(&options.data_dir)?;
        let lock = lock::take(&data_dir.root)?;
        Self::start_locked(options, &data_dir, lock)
    }

    /// Like [`Cluster::start`], but throws the data away first: for tests.
    pub fn start_afresh(options: &Options) -> Result<Self, Error> {
        let data_dir = DataDir::prepare(&options.data_dir)?;
        let lock = lock::take(&data_dir.root)?;
        stale_server::stop(&data_dir)?;
        initdb::remove(&data_dir.cluster())?;
        Self::start_locked(options, &data_dir, lock)
    }

    /// Joins the server that runs on this data, or starts it.
    pub fn attach_or_start(options: &Options) -> Result<Self, Error> {
        let data_dir = DataDir::prepare(&options.data_dir)?;
        let socket_dir = socket::dir_of(&data_dir);
        let deadline = Instant::now() + ATTACH_PATIENCE;
        loop {
            match lock::take(&data_dir.root) {
                Ok(lock) => return Self::start_locked(options, &data_dir, lock),
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

    fn start_locked(options: &Options, data_dir: &DataDir, lock: Lock) -> Result<Self, Error> {
        let data = data_dir.data_version();
        let mut bin_dir =
            programs::choose(options.bin_dir.as_deref(), data.as_deref(), &data_dir.cluster())?;
        if let Some(user) = &data_dir.run_as {
            bin_dir = programs::for_user(bin_dir, user)?;
        }
        stale_server::stop(data_dir)?;
        if data.is_none() {
            initdb::create(data_dir, &bin_dir, options.syncs())?;
        }
        let launch = Launch::new(options, data_dir, bin_dir)?;
        let server = launch.start(&|| false)?;
        let socket_dir = launch.socket_dir.clone();
        Ok(Self { socket_dir, server: Some(Running::Plain(server, launch)), _lock: Some(lock) })
    }

    /// Restarts the server whenever it ends by itself, and reports each incident to `tell`. A cluster
    /// that was joined is supervised by its owner, so this changes nothing there.
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
            // Another process made it meanwhile.
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
            // An error has no reader here; the parent-death signal stops the server if this failed.
            let _ = server.stop();
        }
    }
}

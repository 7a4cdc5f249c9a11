use std::{
    path::{Path, PathBuf},
    process::Command,
    thread::sleep,
    time::{Duration, Instant},
};

use crate::{
    Error, Options, initdb, leftover,
    lock::{self, Lock},
    log,
    place::Place,
    process::{self, Server},
    programs,
    protocol::{self, Connection, Row},
    socket, url,
};

/// Replaying the log after a crash may take minutes; a live server that says so is waited for.
const START_PATIENCE: Duration = Duration::from_mins(5);
/// How long a joiner waits for the owner's server.
const ATTACH_PATIENCE: Duration = Duration::from_mins(1);
const PAUSE: Duration = Duration::from_millis(5);

/// For a small machine; `Options::settings` come after these and win.
const DEFAULTS: [&str; 9] = [
    "listen_addresses=",
    "port=5432",
    "unix_socket_permissions=0700",
    "max_connections=200",
    "shared_buffers=64MB",
    "timezone=UTC",
    "log_timezone=UTC",
    "logging_collector=off",
    "log_min_messages=error",
];

/// A running PostgreSQL; the owner stops it on drop, one who joined leaves it.
#[derive(Debug)]
pub struct Cluster {
    socket_dir: PathBuf,
    // Dropped in this order: the lock goes after the server has ended.
    server: Option<Server>,
    _lock: Option<Lock>,
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
                    sleep(PAUSE * 10);
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
        let socket_dir = socket::prepare(place)?;
        let command = postgres(options, place, &bin_dir, &socket_dir);
        let (log, start_of_log) = log::open(&place.log())?;
        let server = Server::spawn(command, log)?;
        let mut cluster = Self { socket_dir, server: Some(server), _lock: Some(lock) };
        cluster.wait_until_ready(&place.log(), start_of_log)?;
        Ok(cluster)
    }

    fn wait_until_ready(&mut self, log: &Path, start_of_log: u64) -> Result<(), Error> {
        let began = Instant::now();
        let socket = self.socket_dir.join(socket::FILE);
        loop {
            if self.server.as_mut().is_some_and(Server::has_ended) {
                let tail = log::tail(log, start_of_log);
                return Err(Error::Start { log: log.to_owned(), tail });
            }
            match Connection::open(&socket, "postgres") {
                Ok(_) => return Ok(()),
                Err(Error::Query { code, message }) if code != protocol::STARTING => {
                    return Err(Error::Query { code, message });
                }
                Err(_) if began.elapsed() > START_PATIENCE => {
                    let tail = log::tail(log, start_of_log);
                    let seconds = START_PATIENCE.as_secs();
                    return Err(Error::Timeout { seconds, log: log.to_owned(), tail });
                }
                Err(_) => sleep(PAUSE),
            }
        }
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
        self.server.take().map_or(Ok(()), |mut server| server.stop())
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        if let Some(server) = &mut self.server {
            // Nobody is left to tell; the kernel's death signal is the second line.
            let _ = server.stop();
        }
    }
}

fn postgres(options: &Options, place: &Place, bin_dir: &Path, socket_dir: &Path) -> Command {
    let mut command = process::command(&bin_dir.join("postgres"), place.run_as.as_ref());
    command.arg("-D").arg(place.cluster());
    for setting in DEFAULTS {
        command.args(["-c", setting]);
    }
    command.args(["-c", &format!("unix_socket_directories={}", socket_dir.display())]);
    for (name, value) in &options.settings {
        command.args(["-c", &format!("{name}={value}")]);
    }
    command
}

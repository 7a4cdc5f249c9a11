//! Starting a cluster's server, the first time and after it ended.

use std::{
    path::{Path, PathBuf},
    process::Command,
    thread::sleep,
    time::{Duration, Instant},
};

use crate::{
    Error, Options,
    data_dir::DataDir,
    log,
    process::{self, Server},
    protocol::{self, Connection},
    socket,
};

/// Replaying the log after a crash may take minutes; a live server that says so is waited for.
const PATIENCE: Duration = Duration::from_mins(5);
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

#[derive(Debug)]
pub(crate) struct Launch {
    pub data_dir: DataDir,
    pub socket_dir: PathBuf,
    bin_dir: PathBuf,
    settings: Vec<(String, String)>,
}

impl Launch {
    pub(crate) fn new(
        options: &Options,
        data_dir: &DataDir,
        bin_dir: PathBuf,
    ) -> Result<Self, Error> {
        let socket_dir = socket::prepare(data_dir)?;
        let settings = options.settings.clone();
        Ok(Self { data_dir: data_dir.clone(), socket_dir, bin_dir, settings })
    }

    /// Starts the server and waits until it answers, or until `given_up`.
    pub(crate) fn start(&self, given_up: &dyn Fn() -> bool) -> Result<Server, Error> {
        let (log, start_of_log) = log::open(&self.data_dir.log())?;
        let mut server = Server::spawn(self.command(), log)?;
        match self.wait_until_ready(&mut server, &self.data_dir.log(), start_of_log, given_up) {
            Ok(()) => Ok(server),
            Err(error) => {
                // What went wrong first is what is told.
                let _ = server.stop();
                Err(error)
            }
        }
    }

    fn wait_until_ready(
        &self,
        server: &mut Server,
        log: &Path,
        start_of_log: u64,
        given_up: &dyn Fn() -> bool,
    ) -> Result<(), Error> {
        let began = Instant::now();
        let socket = self.socket_dir.join(socket::FILE);
        while !given_up() {
            if server.has_ended() {
                let tail = log::tail(log, start_of_log);
                return Err(Error::Start { log: log.to_owned(), tail });
            }
            match Connection::open(&socket, "postgres") {
                Ok(_) => return Ok(()),
                Err(Error::Query { code, message }) if code != protocol::STARTING => {
                    return Err(Error::Query { code, message });
                }
                Err(_) if began.elapsed() > PATIENCE => {
                    let tail = log::tail(log, start_of_log);
                    let seconds = PATIENCE.as_secs();
                    return Err(Error::Timeout { seconds, log: log.to_owned(), tail });
                }
                Err(_) => sleep(PAUSE),
            }
        }
        Ok(())
    }

    fn command(&self) -> Command {
        let program = self.bin_dir.join("postgres");
        let mut command = process::command(&program, self.data_dir.run_as.as_ref());
        command.arg("-D").arg(self.data_dir.cluster());
        for setting in DEFAULTS {
            command.args(["-c", setting]);
        }
        let socket_dir = self.socket_dir.display();
        command.args(["-c", &format!("unix_socket_directories={socket_dir}")]);
        for (name, value) in &self.settings {
            command.args(["-c", &format!("{name}={value}")]);
        }
        command
    }
}

//! The release server on a database of the bench.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Child, Command},
    thread::sleep,
    time::{Duration, Instant},
};

use anyhow::{Context, bail};

use super::machine::{field, first_number};
use crate::{
    http, port,
    server::{self, Build},
    shell, step,
};

const PATIENCE: Duration = Duration::from_mins(1);
const GLANCE: Duration = Duration::from_millis(2);

/// Killed on drop; its data is thrown away with the database.
pub(super) struct Server {
    child: Child,
    pub port: u16,
    /// From the start of the process to the first 200 of `/readyz`.
    pub started_in: Duration,
}

impl Server {
    pub(super) fn start(database_url: &str, dir: &Path) -> anyhow::Result<Self> {
        let port = port::any_free()?;
        let log = dir.join(format!("server-{port}.log"));
        let mut command = command(database_url, dir, port)?;
        command.arg("serve");
        let began = Instant::now();
        let child = shell::spawn_logged(&mut command, &log)?;
        let mut server = Self { child, port, started_in: Duration::ZERO };
        server.wait_until_ready(began).with_context(|| {
            let output = fs::read(&log).unwrap_or_default();
            format!("the server's output:\n{}", String::from_utf8_lossy(&output).trim_end())
        })?;
        server.started_in = began.elapsed();
        Ok(server)
    }

    pub(super) fn url(&self, path: &str) -> String {
        format!("{}{path}", server::url(self.port))
    }

    /// Megabytes in memory now (`VmRSS`) or at most so far (`VmHWM`).
    pub(super) fn megabytes(&self, name: &str) -> anyhow::Result<f64> {
        let file = PathBuf::from(format!("/proc/{}/status", self.child.id()));
        let status = fs::read_to_string(&file).context("the server has ended")?;
        let kb = field(&status, name).and_then(first_number).context("no memory figure")?;
        Ok(f64::from(u32::try_from(kb).unwrap_or(u32::MAX)) / 1000.0)
    }

    fn wait_until_ready(&mut self, began: Instant) -> anyhow::Result<()> {
        loop {
            if let Some(status) = self.child.try_wait().context("cannot watch the server")? {
                bail!("the server ended ({status}) instead of answering");
            }
            match http::status(self.port, "/readyz") {
                Ok(200) => return Ok(()),
                answer if began.elapsed() > PATIENCE => bail!("/readyz answered {answer:?}"),
                _ => sleep(GLANCE),
            }
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Makes the tables and fills them with the demo data.
pub(super) fn prepare(database_url: &str, dir: &Path) -> anyhow::Result<()> {
    for what in ["migrate", "seed"] {
        let mut command = command(database_url, dir, port::any_free()?)?;
        step::quiet(&format!("bench {what}"), command.arg(what))?;
    }
    Ok(())
}

/// Settings of the developer's own shell that would change what is measured, or send mail.
const FOREIGN: [&str; 5] = ["SMTP_URL", "LOG", "LISTEN", "DATABASE_CONNECTIONS", "BOOKING_HOLD"];

/// Runs in the bench's directory, where no `.env` is.
fn command(database_url: &str, dir: &Path, port: u16) -> anyhow::Result<Command> {
    let mut command = server::command(Build::Release, port)?;
    for name in FOREIGN {
        command.env_remove(name);
    }
    command.current_dir(dir);
    command.env("DATABASE_URL", database_url).env("BASE_URL", server::url(port));
    // The limits would be measured instead of the work.
    command.env("RATE_LIMIT", "off").env("APP_ENV", "development");
    Ok(command)
}

//! The server binary: where it is, its environment, starting and stopping it.

use std::{
    ffi::OsString,
    fs,
    path::{Path, PathBuf},
    process::{Child, Command},
    thread::sleep,
    time::{Duration, Instant},
};

use anyhow::{Context, bail};

use crate::{http, shell, site, workspace};

const PATIENCE: Duration = Duration::from_mins(1);
const PAUSE: Duration = Duration::from_millis(20);

/// How a server was compiled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Build {
    /// For `cargo xtask run` and the browser tests; crates that loop over bytes are optimised.
    Development,
    /// What ships, and what is measured.
    Release,
}

impl Build {
    /// The name of cargo's profile.
    pub(crate) fn profile(self) -> &'static str {
        match self {
            Self::Development => "dev",
            Self::Release => "release",
        }
    }

    /// The folder under the target directory: named like the profile, but for cargo's oldest.
    fn folder(self) -> &'static str {
        match self {
            Self::Development => "debug",
            Self::Release => self.profile(),
        }
    }
}

/// The server binary as cargo builds it.
pub(crate) fn built(build: Build) -> anyhow::Result<PathBuf> {
    Ok(workspace::target()?.join(build.folder()).join("server"))
}

/// The server binary to start. The server looks for `hash.txt` beside itself, so all profiles but the
/// release's are linked into a directory of their own beside a copy of that file.
pub(crate) fn program(build: Build) -> anyhow::Result<PathBuf> {
    let binary = built(build)?;
    if build == Build::Release {
        return Ok(binary);
    }
    let dir = workspace::scratch(&format!("server-{}", build.folder()))?;
    let (program, hashes) = (dir.join("server"), dir.join("hash.txt"));
    let _ = fs::remove_file(&program);
    fs::hard_link(&binary, &program)
        .with_context(|| format!("the server has not been built: {}", binary.display()))?;
    fs::copy(site::hash_file()?, hashes).context("the site has not been built")?;
    Ok(program)
}

/// The command that starts the server with the built site.
pub(crate) fn command(build: Build, port: u16) -> anyhow::Result<Command> {
    let mut command = shell::command(program(build)?);
    command.envs(site::environment(port)?);
    Ok(command)
}

/// The same without the developer's environment and `.env`.
fn isolated(port: u16, dir: &Path) -> anyhow::Result<Command> {
    let mut command = command(Build::Development, port)?;
    command.env_clear().envs(site::environment(port)?).current_dir(dir);
    Ok(command)
}

/// A server for the browser tests; killed on drop.
pub(crate) struct Running {
    child: Child,
    pub port: u16,
}

impl Running {
    /// Starts `server serve --demo` in a directory of its own and waits until it is ready.
    pub(crate) fn start(
        port: u16,
        environment: impl IntoIterator<Item = (&'static str, OsString)>,
        dir: &Path,
    ) -> anyhow::Result<Self> {
        let log = dir.join("server.log");
        let mut command = isolated(port, dir)?;
        command.args(["serve", "--demo"]).envs(environment);
        let child = shell::spawn_logged(&mut command, &log)?;
        let mut running = Self { child, port };
        running.wait_until_ready().with_context(|| {
            let output = fs::read(&log).unwrap_or_default();
            format!("the server's output:\n{}", String::from_utf8_lossy(&output).trim_end())
        })?;
        Ok(running)
    }

    pub(crate) fn url(&self) -> String {
        url(self.port)
    }

    fn wait_until_ready(&mut self) -> anyhow::Result<()> {
        let deadline = Instant::now() + PATIENCE;
        loop {
            if let Some(status) = self.child.try_wait().context("cannot watch the server")? {
                bail!("the server ended ({status}) instead of answering");
            }
            match http::status(self.port, "/readyz") {
                Ok(200) => return Ok(()),
                answer if Instant::now() > deadline => {
                    bail!("/readyz did not say 200 in {} s: {answer:?}", PATIENCE.as_secs())
                }
                _ => sleep(PAUSE),
            }
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // Its database is thrown away, so there is nothing to save.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

pub(crate) fn url(port: u16) -> String {
    format!("http://127.0.0.1:{port}")
}

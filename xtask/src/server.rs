//! The server binary: its environment and its life.

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

/// The optimised program, beside its site.
pub(crate) fn program() -> anyhow::Result<PathBuf> {
    Ok(workspace::target()?.join("release/server"))
}

/// The release server, told where the site is.
pub(crate) fn command(port: u16) -> anyhow::Result<Command> {
    let mut command = shell::command(program()?);
    command.envs(site::environment(port)?);
    Ok(command)
}

/// The server as it was built for the tests, beside the release's hashes, where it looks for them.
fn tested() -> anyhow::Result<PathBuf> {
    let dir = workspace::scratch("tested")?;
    let (program, hashes) = (dir.join("server"), dir.join("hash.txt"));
    let _ = fs::remove_file(&program);
    let built = workspace::target()?.join("debug/server");
    fs::hard_link(&built, &program)
        .with_context(|| format!("the tests' server has not been built: {}", built.display()))?;
    fs::copy(site::hash_file()?, hashes).context("the site has not been built")?;
    Ok(program)
}

/// With nothing of the developer's shell or `.env` in it.
fn isolated(port: u16, dir: &Path) -> anyhow::Result<Command> {
    let mut command = shell::command(tested()?);
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

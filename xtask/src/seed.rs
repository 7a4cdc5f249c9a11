//! `cargo xtask seed`: the server's own seed command.

use crate::{
    env, server,
    shell::{self, show},
    site, step,
    tools::{self, Need},
};

pub(crate) fn run() -> anyhow::Result<()> {
    if env::database_url().is_none() {
        tools::ensure(&[Need::Postgres])?;
    }
    tools::ensure(&[Need::Build])?;
    step::shown("server", || show(&mut site::server_command()))?;
    let mut seed = shell::command(server::program()?);
    Err(shell::become_program(seed.arg("seed")))
}

//! `cargo xtask seed`: the server's own seed command.

use crate::{
    env,
    server::{self, Build},
    shell, site,
    tools::{self, Need},
};

pub(crate) fn run() -> anyhow::Result<()> {
    if env::database_url().is_none() {
        tools::ensure(&[Need::Postgres])?;
    }
    site::build_server(Build::Development, site::shown)?;
    let mut seed = shell::command(server::built(Build::Development)?);
    Err(shell::become_program(seed.arg("seed")))
}

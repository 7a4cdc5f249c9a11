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
    site::build_server(Build::Quick, site::shown)?;
    let mut seed = shell::command(server::built(Build::Quick)?);
    Err(shell::become_program(seed.arg("seed")))
}

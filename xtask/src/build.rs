//! `cargo xtask build`: the release, without starting it.

use crate::{
    server::Build,
    site,
    tools::{self, Need},
    weight,
};

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Only what browsers get
    #[arg(long)]
    front: bool,
}

pub(crate) fn run(args: &Args) -> anyhow::Result<()> {
    tools::ensure(&[Need::Build])?;
    site::build_front(site::shown)?;
    if !args.front {
        site::build_server(Build::Release, site::shown)?;
    }
    weight::print()?;
    weight::check()
}

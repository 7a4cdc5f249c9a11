//! `cargo xtask dev`: cargo-leptos rebuilds and restarts on every change.

use crate::{
    port, shell,
    tools::{self, Need},
};

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The port on 127.0.0.1
    #[arg(long, default_value_t = 3000)]
    port: u16,
}

pub(crate) fn run(args: &Args) -> anyhow::Result<()> {
    port::check_free(args.port)?;
    tools::ensure(&[Need::Build, Need::Watch, Need::Postgres])?;
    tools::ensure_fonts_if_possible();
    let mut watch = shell::cargo();
    watch.args(["leptos", "watch", "--split", "--", "serve", "--demo"]);
    watch.env("LEPTOS_SITE_ADDR", format!("127.0.0.1:{}", args.port));
    watch.env("FONTS_DIR", tools::fonts_dir()?);
    Err(shell::become_program(&mut watch))
}

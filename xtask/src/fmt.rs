//! `cargo xtask fmt`: rustfmt for the code, leptosfmt for what is inside `view!`.

use std::process::Command;

use crate::{
    shell,
    tools::{self, Need},
};

pub(crate) fn run() -> anyhow::Result<()> {
    tools::ensure(&[Need::Checks])?;
    shell::show(leptosfmt().arg("--quiet"))?;
    shell::show(&mut rustfmt())
}

pub(crate) fn rustfmt() -> Command {
    let mut rustfmt = shell::cargo();
    rustfmt.args(["fmt", "--all"]);
    rustfmt
}

/// Only `app` has views.
pub(crate) fn leptosfmt() -> Command {
    let mut leptosfmt = shell::command("leptosfmt");
    leptosfmt.arg("app/src/**/*.rs");
    leptosfmt
}

use anyhow::{Context, anyhow};

use crate::{
    fmt,
    step::{self, Failed},
};

const ADVICE: &str = "not formatted; `cargo xtask fmt` does it";

pub(crate) fn check() -> anyhow::Result<()> {
    step::quiet("rustfmt", fmt::rustfmt().arg("--check")).context(ADVICE)?;
    step::quiet("leptosfmt", fmt::leptosfmt().arg("--check")).map(drop).map_err(|error| match error
        .downcast_ref::<Failed>(
    ) {
        Some(Failed { output }) => anyhow!("{ADVICE}:\n{}", complaints(output)),
        None => error,
    })
}

/// leptosfmt shows each file whole; its name is enough.
fn complaints(output: &str) -> String {
    output.lines().filter(|line| line.starts_with('❌')).collect::<Vec<_>>().join("\n")
}

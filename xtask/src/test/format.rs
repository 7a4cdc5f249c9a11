use anyhow::Context;

use crate::{fmt, step};

pub(crate) fn check() -> anyhow::Result<()> {
    step::quiet("rustfmt", fmt::rustfmt().arg("--check"))
        .and_then(|_| step::quiet("leptosfmt", fmt::leptosfmt().arg("--check")))
        .map(drop)
        .context("`cargo xtask fmt` formats it")
}

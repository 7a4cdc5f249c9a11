use crate::{shell, step};

pub(crate) fn check() -> anyhow::Result<()> {
    step::quiet("format", shell::cargo().args(["fmt", "--all", "--check"])).map(drop)
}

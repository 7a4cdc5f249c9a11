use crate::{shell, step};

/// Advisories are not checked: they need the network, and change without a commit.
pub(crate) fn check() -> anyhow::Result<()> {
    let mut deny = shell::cargo();
    deny.args(["deny", "check", "bans", "licenses", "sources"]);
    step::quiet("licences and bans", &mut deny).map(drop)
}

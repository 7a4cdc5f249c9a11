use crate::{shell, step};

/// Advisories are left out: they need the network and change under our feet.
pub(crate) fn check() -> anyhow::Result<()> {
    let mut deny = shell::cargo();
    deny.args(["deny", "check", "bans", "licenses", "sources"]);
    step::quiet("licences and bans", &mut deny).map(drop)
}

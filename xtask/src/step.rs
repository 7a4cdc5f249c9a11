//! One line per step: what it does, how it went, how long it took.

use std::{
    fmt::Display,
    fs,
    io::{IsTerminal, Write, stderr},
    path::Path,
    process::Command,
    thread::sleep,
    time::{Duration, Instant},
};

use anyhow::{Context, bail};

use crate::{shell, workspace};

const GLANCE: Duration = Duration::from_millis(100);
/// Without a terminal a line now and then shows that a long step lives.
const HEARTBEAT: Duration = Duration::from_mins(1);

/// Announces a step whose own output is shown, and says how long it took.
pub(crate) fn shown<T>(
    what: impl Display,
    work: impl FnOnce() -> anyhow::Result<T>,
) -> anyhow::Result<T> {
    eprintln!("▸ {what}");
    let began = Instant::now();
    let outcome = work();
    let verdict = if outcome.is_ok() { "done" } else { "failed" };
    eprintln!("  {verdict} in {}", seconds(began.elapsed()));
    outcome
}

/// Runs a command with its output in a file; returns the output, or shows it all on failure.
pub(crate) fn quiet(name: &str, command: &mut Command) -> anyhow::Result<String> {
    let log = workspace::scratch("logs")?.join(format!("{}.log", name.replace(' ', "-")));
    let mut child = shell::spawn_logged(command, &log)?;
    let (began, mut beat) = (Instant::now(), Instant::now());
    let status = loop {
        if let Some(status) = child.try_wait().context("cannot wait")? {
            break status;
        }
        sleep(GLANCE);
        if stderr().is_terminal() {
            progress(began.elapsed(), &last_line(&log));
        } else if beat.elapsed() > HEARTBEAT {
            beat = Instant::now();
            eprintln!("    … {}  {}", seconds(began.elapsed()), last_line(&log));
        }
    };
    if stderr().is_terminal() {
        eprint!("\r\x1b[K");
    }
    let output = String::from_utf8_lossy(&fs::read(&log).unwrap_or_default()).into_owned();
    if !status.success() {
        bail!(Failed { output });
    }
    Ok(output)
}

/// A command that failed; its output is worth reading.
#[derive(Debug)]
pub(crate) struct Failed {
    pub output: String,
}

impl Display for Failed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.output.trim_end())
    }
}

impl std::error::Error for Failed {}

pub(crate) fn seconds(time: Duration) -> String {
    if time < Duration::from_secs(100) {
        format!("{:.1} s", time.as_secs_f64())
    } else {
        format!("{} min {:02} s", time.as_secs() / 60, time.as_secs() % 60)
    }
}

fn progress(time: Duration, line: &str) {
    let line: String = line.chars().take(60).collect();
    eprint!("\r\x1b[K    … {}  {line}", seconds(time));
    // A progress line that cannot be shown is no loss.
    let _ = stderr().flush();
}

fn last_line(log: &Path) -> String {
    let bytes = fs::read(log).unwrap_or_default();
    let end = &bytes[bytes.len().saturating_sub(400)..];
    let text = String::from_utf8_lossy(end);
    text.trim_end().lines().last().unwrap_or_default().trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_times_are_in_minutes() {
        assert_eq!(seconds(Duration::from_millis(1_240)), "1.2 s");
        assert_eq!(seconds(Duration::from_secs(125)), "2 min 05 s");
    }
}

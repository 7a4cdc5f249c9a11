//! Machine checks: the limits of this process.

use crate::health::{CheckContext, Finding, said};
use crate::listen::DESCRIPTORS;
use rustix::process::{Resource, getrlimit};
use std::fs;

/// The size a server with its database has under load.
const MEMORY_MIN: u64 = 512;

/// Every connection is an open file; the server takes what it may have of them by itself.
pub(super) fn open_files(check: &'static str, _context: &CheckContext) -> Vec<Finding> {
    let (needed, allowed) = (DESCRIPTORS as u64, getrlimit(Resource::Nofile).maximum);
    vec![match allowed {
        Some(allowed) if allowed < needed => Finding::warn(
            check,
            said!(
                "a process may open {allowed}, a full server needs {needed} (ulimit -n)",
                "процесс может открыть {allowed}, полному серверу нужно {needed} (ulimit -n)",
            ),
        ),
        Some(allowed) => Finding::ok(
            check,
            said!("a process may open {allowed}", "процесс может открыть {allowed}"),
        ),
        None => Finding::ok(check, said!("without a limit", "без ограничения")),
    }]
}

pub(super) fn memory(check: &'static str, _context: &CheckContext) -> Vec<Finding> {
    let text = fs::read_to_string("/proc/meminfo").unwrap_or_default();
    let Some(free) = available_megabytes(&text) else {
        return vec![Finding::warn(check, said!("unknown", "неизвестно"))];
    };
    let says = said!("{free} MB left", "осталось {free} МБ");
    vec![if free < MEMORY_MIN { Finding::warn(check, says) } else { Finding::ok(check, says) }]
}

pub(in crate::health) fn available_megabytes(meminfo: &str) -> Option<u64> {
    let line = meminfo.lines().find_map(|line| line.strip_prefix("MemAvailable:"))?;
    line.split_whitespace().next()?.parse::<u64>().ok().map(|kilobytes| kilobytes / 1024)
}

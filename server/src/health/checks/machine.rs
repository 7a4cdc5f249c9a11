//! Machine checks: the limits of this process.

use crate::health::{CheckContext, Finding};
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
            format!("a process may open {allowed}, a full server needs {needed} (ulimit -n)"),
        ),
        Some(allowed) => Finding::ok(check, format!("a process may open {allowed}")),
        None => Finding::ok(check, "without a limit"),
    }]
}

pub(super) fn memory(check: &'static str, _context: &CheckContext) -> Vec<Finding> {
    let text = fs::read_to_string("/proc/meminfo").unwrap_or_default();
    vec![match available_megabytes(&text) {
        None => Finding::warn(check, "unknown"),
        Some(free) if free < MEMORY_MIN => Finding::warn(check, format!("{free} MB left")),
        Some(free) => Finding::ok(check, format!("{free} MB left")),
    }]
}

pub(in crate::health) fn available_megabytes(meminfo: &str) -> Option<u64> {
    let line = meminfo.lines().find_map(|line| line.strip_prefix("MemAvailable:"))?;
    line.split_whitespace().next()?.parse::<u64>().ok().map(|kilobytes| kilobytes / 1024)
}

//! Logs: lines for people in development, one JSON object a line in production.

use crate::config::Config;
use std::io::IsTerminal as _;
use tracing_subscriber::EnvFilter;

/// Sends everything that is logged to standard error, from now on.
pub(crate) fn init(config: &Config) {
    let filter = EnvFilter::new(&config.log);
    let lines = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    // A second call, in one process, keeps what the first set up.
    let _ = if config.is_production() {
        lines.json().flatten_event(true).with_current_span(true).with_span_list(false).try_init()
    } else {
        lines.with_ansi(std::io::stderr().is_terminal()).compact().try_init()
    };
}

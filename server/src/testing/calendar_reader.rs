//! Calendar reader of another library, which shares no line with what wrote the calendars.

use serde_json::Value;
use std::io::Write as _;
use std::process::{Command, Stdio};

const SCRIPT: &str = include_str!("read_calendar.py");
/// Names a Python that has `icalendar`; `cargo xtask test` brings one.
const VARIABLE: &str = "CALENDAR_PYTHON";

/// What each of these files says. Fails where one of them is no calendar.
#[expect(clippy::disallowed_methods, reason = "which Python there is, only the environment knows")]
pub(crate) fn read(files: &[String]) -> Vec<Value> {
    let python = std::env::var(VARIABLE).unwrap_or_else(|_| {
        panic!(
            "{VARIABLE} must name a Python with the package icalendar: run `cargo xtask test`, \
             which brings one, or set it"
        )
    });
    let mut reader = Command::new(&python)
        .args(["-c", SCRIPT])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap_or_else(|error| panic!("{VARIABLE}={python}: {error}"));
    let input = serde_json::to_vec(files).unwrap();
    reader.stdin.take().unwrap().write_all(&input).unwrap();
    let output = reader.wait_with_output().unwrap();
    assert!(output.status.success(), "the calendars cannot be read: {files:#?}");
    serde_json::from_slice(&output.stdout).unwrap()
}

//! Findings of a health check.

use super::Detail;
use serde::Serialize;
use std::fmt;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Level {
    Ok,
    /// Works, and the operator should look at it.
    Warn,
    /// Does not work.
    Fail,
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Ok => "ok",
            Self::Warn => "warn",
            Self::Fail => "FAIL",
        })
    }
}

#[derive(Clone, Debug, Serialize)]
pub(crate) struct Finding {
    pub check: &'static str,
    pub level: Level,
    pub detail: Detail,
}

impl Finding {
    pub(crate) fn ok(check: &'static str, detail: impl Into<Detail>) -> Self {
        Self { check, level: Level::Ok, detail: detail.into() }
    }

    pub(crate) fn warn(check: &'static str, detail: impl Into<Detail>) -> Self {
        Self { check, level: Level::Warn, detail: detail.into() }
    }

    pub(crate) fn fail(check: &'static str, detail: impl Into<Detail>) -> Self {
        Self { check, level: Level::Fail, detail: detail.into() }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // One line each, whatever a peer has answered.
        let detail = self.detail.to_string();
        let detail = detail.split_whitespace().collect::<Vec<_>>().join(" ");
        write!(f, "{:<4}  {:<22}  {detail}", self.level, self.check)
    }
}

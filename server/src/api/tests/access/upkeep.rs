//! Who may look after the platform.

use super::table::Body::{Json, None as Nothing};
use super::table::{Row, admins, row};

const REASON: &str = r#"{"reason": "Its event is long over."}"#;

pub(super) const ROWS: &[Row] = &[
    row("GET", "/api/admin/attention/", "/api/admin/attention/", Nothing, admins(200)),
    row("GET", "/api/admin/audit/", "/api/admin/audit/", Nothing, admins(200)),
    row("GET", "/api/admin/health/", "/api/admin/health/", Nothing, admins(200)),
    row("GET", "/api/admin/jobs/", "/api/admin/jobs/", Nothing, admins(200)),
    row(
        "POST",
        "/api/admin/jobs/{id}/retry/",
        "/api/admin/jobs/{job}/retry/",
        Nothing,
        admins(202),
    ),
    row(
        "POST",
        "/api/admin/jobs/{id}/discard/",
        "/api/admin/jobs/{job}/discard/",
        Json(REASON),
        admins(204),
    ),
    row("GET", "/api/admin/payments/", "/api/admin/payments/", Nothing, admins(200)),
    row(
        "POST",
        "/api/admin/payments/{id}/retry/",
        "/api/admin/payments/{payment}/retry/",
        Nothing,
        admins(202),
    ),
];

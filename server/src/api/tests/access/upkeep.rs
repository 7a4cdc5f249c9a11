//! Who may look after the platform.

use super::table::Body::{Form, Json, None as Nothing};
use super::table::{Row, admins, row};

const REASON: &str = r#"{"reason": "Its event is long over."}"#;

pub(super) const ROWS: &[Row] = &[
    row("GET", "/api/admin/attention/", "/api/admin/attention/", Nothing, admins(200)),
    row("GET", "/api/admin/audit/", "/api/admin/audit/", Nothing, admins(200)),
    row("GET", "/api/admin/health/", "/api/admin/health/", Nothing, admins(200)),
    row("POST", "/api/admin/health/mail/", "/api/admin/health/mail/", Nothing, admins(200)),
    row("POST", "/fn/admin-test-mail", "/fn/admin-test-mail", Form(""), admins(200)),
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
    row("GET", "/admin/audit.csv", "/admin/audit.csv?object=user&actor=", Nothing, admins(200)),
    row("GET", "/fn/admin-attention", "/fn/admin-attention", Nothing, admins(200)),
    row("GET", "/fn/admin-audit", "/fn/admin-audit?query=object%3Duser", Nothing, admins(200)),
    row("GET", "/fn/admin-health", "/fn/admin-health", Nothing, admins(200)),
    row("GET", "/fn/admin-jobs", "/fn/admin-jobs?state=failed", Nothing, admins(200)),
    row("GET", "/fn/admin-mail", "/fn/admin-mail?state=failed", Nothing, admins(200)),
    row("GET", "/fn/admin-payments", "/fn/admin-payments", Nothing, admins(200)),
    row(
        "POST",
        "/fn/admin-discard-job",
        "/fn/admin-discard-job",
        Form("job={job}&reason=Over"),
        admins(200),
    ),
    row("POST", "/fn/admin-resend-mail", "/fn/admin-resend-mail", Form("mail={mail}"), admins(200)),
    row("POST", "/fn/admin-retry-job", "/fn/admin-retry-job", Form("job={job}"), admins(200)),
    row(
        "POST",
        "/fn/admin-retry-payment",
        "/fn/admin-retry-payment",
        Form("payment={payment}"),
        admins(200),
    ),
];

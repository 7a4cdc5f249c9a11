//! Who may issue, see and revoke certificates.

use super::answers::{all, its_organizer, logged_in};
use super::table::Body::{Form, None as Nothing};
use super::table::{Row, row};

pub(super) const ROWS: &[Row] = &[
    row(
        "GET",
        "/api/events/{id}/certificates/",
        "/api/events/{past}/certificates/",
        Nothing,
        its_organizer(200),
    ),
    row(
        "POST",
        "/api/events/{id}/certificates/",
        "/api/events/{past}/certificates/",
        Nothing,
        its_organizer(201),
    ),
    row("GET", "/api/certificates/", "/api/certificates/", Nothing, logged_in(200)),
    row(
        "GET",
        "/api/certificates/{number}/",
        "/api/certificates/{certificate}/",
        Nothing,
        all(200),
    ),
    row(
        "GET",
        "/api/certificates/{number}/pdf/",
        "/api/certificates/{certificate}/pdf/",
        Nothing,
        all(200),
    ),
    row(
        "POST",
        "/api/certificates/{number}/revoke/",
        "/api/certificates/{certificate}/revoke/",
        Nothing,
        its_organizer(204),
    ),
    row(
        "GET",
        "/organize/events/{slug}/certificates/preview.pdf",
        "/organize/events/{past}/certificates/preview.pdf",
        Nothing,
        its_organizer(200),
    ),
    row("GET", "/fn/certificates", "/fn/certificates", Nothing, logged_in(200)),
    row("GET", "/fn/certificate", "/fn/certificate?number={certificate}", Nothing, all(200)),
    row(
        "GET",
        "/fn/organize-certificates",
        "/fn/organize-certificates?slug={past}",
        Nothing,
        its_organizer(200),
    ),
    row(
        "POST",
        "/fn/organize-issue-certificates",
        "/fn/organize-issue-certificates",
        Form("slug={past}&whom=all"),
        its_organizer(200),
    ),
    row(
        "POST",
        "/fn/organize-revoke-certificate",
        "/fn/organize-revoke-certificate",
        Form("slug={past}&number={certificate}&reason=Wrong+name"),
        its_organizer(200),
    ),
    row(
        "GET",
        "/certificates/{number}/certificate.pdf",
        "/certificates/{certificate}/certificate.pdf",
        Nothing,
        all(200),
    ),
];

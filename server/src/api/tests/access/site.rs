//! What everybody may read.

use super::answers::{all, shown_draft};
use super::table::Body::None as Nothing;
use super::table::{Row, row};

pub(super) const ROWS: &[Row] = &[
    row("GET", "/ticket.css", "/ticket.css", Nothing, all(200)),
    row("GET", "/fn/home", "/fn/home", Nothing, all(200)),
    row("GET", "/fn/categories", "/fn/categories", Nothing, all(200)),
    row("GET", "/fn/events", "/fn/events?query=", Nothing, all(200)),
    row("GET", "/fn/event", "/fn/event?slug={draft}", Nothing, shown_draft(200)),
    row("GET", "/fn/event-live", "/fn/event-live?slug={draft}", Nothing, shown_draft(200)),
    row("GET", "/fn/suggest", "/fn/suggest?text=rus", Nothing, all(200)),
    row("GET", "/fn/near", "/fn/near?zone=Europe/Berlin", Nothing, all(200)),
    row("GET", "/fn/legal", "/fn/legal?page=imprint", Nothing, all(200)),
    row("GET", "/fn/zones", "/fn/zones?search=berlin", Nothing, all(200)),
    row("GET", "/fn/local-times", "/fn/local-times?zone=Europe/Berlin", Nothing, all(200)),
    row("GET", "/robots.txt", "/robots.txt", Nothing, all(200)),
    row("GET", "/sw.js", "/sw.js", Nothing, all(200)),
    row("GET", "/api/openapi.json", "/api/openapi.json", Nothing, all(200)),
    row("GET", "/api/docs", "/api/docs", Nothing, all(200)),
    row("GET", "/api/docs/", "/api/docs/", Nothing, all(200)),
    row("GET", "/api/docs/{*rest}", "/api/docs/swagger-ui.css", Nothing, all(200)),
    row("GET", "/sitemap.xml", "/sitemap.xml", Nothing, all(200)),
    row("GET", "/sitemaps/{file}", "/sitemaps/pages.xml", Nothing, all(200)),
    row("GET", "/share/{file}", "/share/{draft}.png", Nothing, all(404)),
];

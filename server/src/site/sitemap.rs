//! Sitemap: `/sitemap.xml` and its parts.

use crate::http::problem::ApiResult;
use crate::state::AppState;
use axum::Router;
use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use chrono::{DateTime, SecondsFormat, Utc};
use domain::{Hub, events};
use std::fmt::Write as _;
use types::legal::LegalPage;
use types::{ErrorCode, Locale, paths};

const START: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
const SCHEMA: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";

pub(super) fn router() -> Router<AppState> {
    Router::new().route("/sitemap.xml", get(index)).route("/sitemaps/{file}", get(part))
}

async fn index(State(hub): State<Hub>) -> ApiResult<Response> {
    let base = &hub.settings.base_url;
    let mut xml = format!("{START}<sitemapindex xmlns=\"{SCHEMA}\">");
    let parts = events::sitemap_parts(&hub).await?;
    let names = (1..=parts).map(|part| format!("events-{part}"));
    for name in std::iter::once("pages".to_owned()).chain(names) {
        let _ = write!(xml, "<sitemap><loc>{base}{}</loc></sitemap>", paths::sitemap_part(&name));
    }
    xml.push_str("</sitemapindex>\n");
    Ok(file(xml))
}

async fn part(State(hub): State<Hub>, Path(name): Path<String>) -> ApiResult<Response> {
    let mut xml = format!("{START}<urlset xmlns=\"{SCHEMA}\">");
    let name = name.strip_suffix(".xml").ok_or(ErrorCode::NotFound)?;
    if name == "pages" {
        entry(&mut xml, &hub, paths::HOME, None);
        entry(&mut xml, &hub, paths::EVENTS, None);
        for page in LegalPage::ALL {
            entry(&mut xml, &hub, page.path(), None);
        }
        for category in events::categories(&hub, Locale::En).await? {
            entry(&mut xml, &hub, &paths::events_of_category(&category.slug), None);
        }
    } else {
        let number = name.strip_prefix("events-").and_then(|number| number.parse().ok());
        let number = number.filter(|number| *number >= 1).ok_or(ErrorCode::NotFound)?;
        let listed = events::sitemap_part(&hub, number).await?;
        if listed.is_empty() {
            return Err(ErrorCode::NotFound.into());
        }
        for (slug, updated_at) in listed {
            entry(&mut xml, &hub, &paths::event(&slug), Some(updated_at));
        }
    }
    xml.push_str("</urlset>\n");
    Ok(file(xml))
}

fn entry(xml: &mut String, hub: &Hub, path: &str, updated_at: Option<DateTime<Utc>>) {
    let _ = write!(xml, "<url><loc>{}{path}</loc>", hub.settings.base_url);
    if let Some(at) = updated_at {
        let at = at.to_rfc3339_opts(SecondsFormat::Secs, true);
        let _ = write!(xml, "<lastmod>{at}</lastmod>");
    }
    xml.push_str("</url>");
}

fn file(xml: String) -> Response {
    ([(header::CONTENT_TYPE, "application/xml; charset=utf-8")], xml).into_response()
}

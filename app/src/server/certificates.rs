//! One's own certificates, and the public check of a number.

use crate::error::AppResult;
use chrono::{NaiveDate, NaiveDateTime};
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use serde::{Deserialize, Serialize};
use types::Page;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CertificateView {
    pub number: String,
    pub name: String,
    pub title: String,
    pub slug: String,
    pub location: String,
    pub organizer: String,
    /// In the event's zone.
    pub local_start: NaiveDateTime,
    pub local_end: NaiveDateTime,
    pub issued: NaiveDate,
}

#[server(prefix = "/fn", endpoint = "certificates", input = GetUrl)]
pub async fn certificates(#[server(default)] page: String) -> AppResult<Page<CertificateView>> {
    let (hub, actor) = (crate::ssr::hub()?, crate::ssr::actor());
    let request = types::PageRequest::new(page.parse().unwrap_or(1), 20);
    let page = domain::certificates::list(&hub, actor, request).await;
    Ok(crate::forms::answer(page)?.map(CertificateView::from))
}

/// Whoever has the number may ask.
#[server(prefix = "/fn", endpoint = "certificate", input = GetUrl)]
pub async fn certificate(number: String) -> AppResult<CertificateView> {
    let found = domain::certificates::check(&crate::ssr::hub()?, &number).await;
    Ok(crate::forms::answer(found)?.into())
}

#[cfg(feature = "ssr")]
impl From<types::certificates::Certificate> for CertificateView {
    fn from(certificate: types::certificates::Certificate) -> Self {
        let event = certificate.event;
        let zone: chrono_tz::Tz = event.timezone.parse().unwrap_or(chrono_tz::Tz::UTC);
        Self {
            number: certificate.number,
            name: certificate.name,
            title: event.title,
            slug: event.slug,
            location: event.location,
            organizer: certificate.organizer,
            local_start: event.start_date.with_timezone(&zone).naive_local(),
            local_end: event.end_date.with_timezone(&zone).naive_local(),
            issued: certificate.issued_at.with_timezone(&zone).date_naive(),
        }
    }
}

//! Certificates: the list of the logged-in attendee, and the public check of a number.

use crate::error::AppResult;
use crate::transport::Get;
use chrono::NaiveDate;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use types::{Page, Span};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CertificateView {
    pub number: String,
    pub name: String,
    pub title: String,
    pub slug: String,
    pub location: String,
    pub organizer: String,
    /// In the event's zone, as is the day it was issued.
    pub span: Span,
    pub issued: NaiveDate,
}

#[server(prefix = "/fn", endpoint = "certificates", protocol = Get)]
pub async fn certificates(#[server(default)] page: String) -> AppResult<Page<CertificateView>> {
    let (hub, actor) = (crate::ssr::hub()?, crate::ssr::actor());
    let request = types::PageRequest::new(page.parse().unwrap_or(1), 20);
    let page = domain::certificates::list(&hub, actor, request).await;
    Ok(crate::forms::answer(page)?.map(CertificateView::from))
}

/// Public: knowing the number is enough.
#[server(prefix = "/fn", endpoint = "certificate", protocol = Get)]
pub async fn certificate(number: String) -> AppResult<CertificateView> {
    let found = domain::certificates::check(&crate::ssr::hub()?, &number).await;
    Ok(crate::forms::answer(found)?.into())
}

#[cfg(feature = "ssr")]
impl From<types::certificates::Certificate> for CertificateView {
    fn from(certificate: types::certificates::Certificate) -> Self {
        let event = certificate.event;
        Self {
            number: certificate.number,
            name: certificate.name,
            title: event.title,
            slug: event.slug,
            location: event.location,
            organizer: certificate.organizer,
            span: domain::events::span(event.start_date, event.end_date, &event.timezone),
            issued: domain::events::wall(certificate.issued_at, &event.timezone).time.date(),
        }
    }
}

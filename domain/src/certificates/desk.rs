//! An event's certificates as its organizer sees them: whom there are some for, how far telling them
//! is, and what one looks like.

use super::{policy, run, store};
use crate::events::{EventRight, EventRow, owned};
use crate::{Actor, Error, Hub};
use types::certificates::{
    Certificate, CertificateCounts, CertificateEvent, CertificateRun, EventCertificate,
};
use types::{ErrorCode, Page, PageRequest};

/// The number on a preview: it has the form of one and is nobody's, since it is all noughts.
const SAMPLE: &str = "00000-00000-00000-00000-00000";

#[derive(Clone, Debug)]
pub struct CertificatesDesk {
    /// IANA name.
    pub timezone: String,
    /// Why none can be issued now.
    pub closed: Option<ErrorCode>,
    pub counts: CertificateCounts,
    /// The last time that some were issued.
    pub run: Option<CertificateRun>,
}

/// # Errors
/// Not found or denied.
pub async fn desk(hub: &Hub, actor: Actor, event: &str) -> Result<CertificatesDesk, Error> {
    let mut connection = hub.db.read().await?;
    let event = owned(&mut connection, actor, event, EventRight::Bookings).await?;
    let closed = policy::may_issue(event.status, event.end_date, hub.now()).err();
    Ok(CertificatesDesk {
        closed: closed.and_then(|error| error.code()),
        counts: store::counts(&mut connection, event.id).await?,
        run: run::last(&mut connection, event.id).await?,
        timezone: event.timezone,
    })
}

/// An event's certificates, those that were issued last first; revoked ones too.
///
/// # Errors
/// Not found or denied.
pub async fn issued(
    hub: &Hub,
    actor: Actor,
    event: &str,
    page: PageRequest,
) -> Result<Page<EventCertificate>, Error> {
    let mut connection = hub.db.read().await?;
    let event = owned(&mut connection, actor, event, EventRight::Bookings).await?;
    let rows = (page.limit(), page.offset());
    let (count, found) = store::of_event(&mut connection, event.id, rows).await?;
    Ok(Page::new(page, count, found))
}

/// What a certificate of the event looks like, for a holder of this name. It is none: nobody finds it
/// by its number.
///
/// # Errors
/// Not found or denied.
pub async fn preview(
    hub: &Hub,
    actor: Actor,
    event: &str,
    name: &str,
) -> Result<Certificate, Error> {
    let mut connection = hub.db.read().await?;
    let event = owned(&mut connection, actor, event, EventRight::Bookings).await?;
    let EventRow { id, slug, title, start_date, end_date, timezone, location, .. } = event;
    Ok(Certificate {
        number: SAMPLE.to_owned(),
        name: name.to_owned(),
        event: CertificateEvent { id, slug, title, start_date, end_date, timezone, location },
        organizer: event.organizer_name,
        issued_at: hub.now(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_number_of_a_preview_has_the_form_of_one() {
        assert_eq!(policy::normal(SAMPLE).as_deref(), Some(SAMPLE));
    }
}

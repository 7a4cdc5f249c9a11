//! Where a promo code is given out: for one event, or for all of them.

use domain::{Actor, Error, Hub};
use types::PageRequest;
use types::ids::EventId;
use types::promotions::{Promotion, UsedPromotion};

pub(super) struct CodePlace {
    /// None: the whole platform.
    pub(super) event: Option<EventId>,
    /// IANA name of the clock that its times are typed by.
    pub(super) zone: String,
    /// Those that are there; of the whole platform the newest.
    pub(super) codes: Vec<Promotion>,
}

/// By the event's address; an empty one is the whole platform, by the caller's own clock.
///
/// # Errors
/// Not found or denied.
pub(super) async fn code_place(hub: &Hub, actor: Actor, slug: &str) -> Result<CodePlace, Error> {
    let plain = |codes: Vec<UsedPromotion>| codes.into_iter().map(|code| code.promotion).collect();
    if slug.is_empty() {
        let newest = PageRequest::new(1, 20);
        let codes = domain::promotions::of_platform(hub, actor, newest).await?.results;
        let zone = domain::accounts::me(hub, actor).await?.timezone;
        return Ok(CodePlace { event: None, zone, codes: plain(codes) });
    }
    let of = domain::event_bookings::promotions(hub, actor, slug).await?;
    Ok(CodePlace { event: Some(of.event), zone: of.timezone, codes: plain(of.codes) })
}

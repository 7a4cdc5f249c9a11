//! Assembly of a booking page's view model: all that it says, in words.

mod badge;
mod due;
mod ended;
mod qr;
mod summary;
mod tickets;

pub(super) use badge::badge;
pub(crate) use qr::qr;

use crate::actions::bookings::booking_state::BookingSnapshot;
use crate::actions::bookings::views::BookingView;
use crate::i18n::{Area as _, BookingPageTexts};
use chrono::{DateTime, Utc};
use domain::bookings::{Refunds, TicketChanges};
use domain::{Actor, Error, Hub};
use rust_decimal::Decimal;
use types::Locale;
use types::bookings::{Booking, BookingStatus};
use types::events::EventView;
use types::exchange::TicketExchanges;

/// What is known of a booking beside itself.
pub(super) struct Known {
    pub(super) event: EventView,
    /// What cancelling gives back now.
    pub(super) refunds: Option<Refunds>,
    pub(super) exchanges: Vec<TicketExchanges>,
    pub(super) changes: TicketChanges,
}

/// A booking, what is known beside it, and how it is said.
#[derive(Clone, Copy)]
struct Page<'a> {
    lang: &'static BookingPageTexts,
    now: DateTime<Utc>,
    booking: &'a Booking,
    known: &'a Known,
}

impl Page<'_> {
    fn money(&self, amount: Decimal) -> String {
        self.lang.money(amount, self.booking.currency)
    }

    /// A moment by the event's clock.
    fn moment(&self, at: DateTime<Utc>) -> String {
        self.lang.moment(&domain::events::wall(at, &self.known.event.event.timezone))
    }

    /// What giving seats back means: they go, and so much comes back.
    fn given_back(&self, price: Decimal, refund: Decimal) -> String {
        if price.is_zero() {
            self.lang.cancel_free_text.to_owned()
        } else if refund.is_zero() {
            self.lang.cancel_no_refund.to_owned()
        } else {
            self.lang.refund_amount(&self.money(refund))
        }
    }
}

/// What the tickets could be exchanged for.
pub(super) async fn exchanges(
    hub: &Hub,
    actor: Actor,
    booking: &Booking,
) -> Result<Vec<TicketExchanges>, Error> {
    if booking.status != BookingStatus::Confirmed || booking.items.is_empty() {
        return Ok(Vec::new());
    }
    domain::bookings::exchanges_of_booking(hub, actor, booking.id).await
}

pub(super) fn view(hub: &Hub, locale: Locale, booking: &Booking, known: Known) -> BookingView {
    let (lang, now) = (BookingPageTexts::of(locale), hub.now());
    let page = Page { lang, now, booking, known: &known };
    BookingView {
        id: booking.id,
        title: lang.booking_title(&booking.reference),
        badge: badge(lang, booking),
        state: BookingSnapshot::of(booking),
        due: page.due(),
        promo_code: booking.promo_code.clone(),
        summary: page.summary(),
        tickets: page.tickets(),
        late: page.late(),
        changes: page.changes(),
        ended: page.ended(),
        cancel: page.cancelling(),
        now,
        demo: hub.settings.base_url.starts_with("http://"),
        key: crate::actions::idempotency_key::new(),
        event: known.event.into(),
    }
}

//! View models of event pages: only what is shown, so that pages stay light.

use crate::actions::bookings::quote::Sums;
use crate::actions::events::tickets::TicketLine;
use crate::actions::reviews::list::ReviewsView;
use crate::actions::sessions::agenda::AgendaItem;
use chrono::{DateTime, Utc};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use types::events::{Category, EventView};
use types::ids::{EventId, SessionId};
use types::{Currency, Failure, Page, Span};

/// An event in a list.
#[allow(clippy::struct_excessive_bools, reason = "each says one thing about the event")]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EventCard {
    pub id: EventId,
    pub slug: String,
    pub title: String,
    pub category: Category,
    pub location: String,
    pub is_online: bool,
    #[serde(with = "types::serde::instant")]
    pub start_date: DateTime<Utc>,
    /// When it is, in the event's zone.
    pub span: Span,
    #[serde(with = "types::serde::money_string")]
    pub price: Decimal,
    /// The highest, where it has several kinds of ticket.
    #[serde(with = "types::serde::money_string")]
    pub price_max: Decimal,
    pub currency: Currency,
    pub image: Option<String>,
    pub seats_available: i32,
    pub max_capacity: i32,
    pub bookable: bool,
    /// It has begun and is not over.
    pub running: bool,
    pub ended: bool,
    pub cancelled: bool,
    /// The average in tenths of a star.
    pub rating: Option<u8>,
}

impl From<EventView> for EventCard {
    fn from(view: EventView) -> Self {
        let event = view.event;
        let price_max = event.highest_price();
        Self {
            id: event.id,
            slug: event.slug,
            title: event.title,
            category: event.category,
            location: event.location,
            is_online: view.is_online,
            start_date: event.start_date,
            span: view.span,
            price: event.price,
            price_max,
            currency: event.currency,
            image: event.image,
            seats_available: event.seats_available,
            max_capacity: event.max_capacity,
            bookable: view.bookable,
            running: view.started
                && !view.ended
                && event.status == types::events::EventStatus::Published,
            ended: view.ended,
            cancelled: event.status == types::events::EventStatus::Cancelled,
            rating: event.average_rating.map(tenths),
        }
    }
}

/// Of a rating from 1 to 5. Formatting fractions weighs too much in the browser.
#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "an as of floats saturates"
)]
pub fn tenths(rating: f64) -> u8 {
    (rating * 10.0).round() as u8
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct HomeView {
    pub running: Vec<EventCard>,
    pub soonest: Vec<EventCard>,
    pub free: Vec<EventCard>,
    pub online: Vec<EventCard>,
    pub newest: Vec<EventCard>,
    pub categories: Vec<Category>,
    pub count: i64,
    /// There are more than are counted.
    pub capped: bool,
    /// The time zone chosen for the account, and the events that happen soon there.
    pub zone: Option<String>,
    pub near: Vec<EventCard>,
}

/// A line under a search field.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Suggestion {
    pub text: String,
    pub note: String,
    pub href: String,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CatalogueView {
    pub page: Page<EventCard>,
    /// There are more than are counted.
    pub capped: bool,
    /// What a search that found nothing was taken for.
    pub meant: Option<String>,
    /// Words of the search that were left out, since nothing has all of them.
    pub without: Vec<String>,
    /// Filters that could not be read; they were left out.
    pub ignored: Option<Failure>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EventPageView {
    pub view: EventView,
    /// Its kinds of ticket, those among them that the code opens; empty where it has one, or where all
    /// are hidden.
    pub tickets: Vec<TicketLine>,
    /// What the address asks for: seats and a promo code.
    pub asked: Option<AskedView>,
    pub agenda: Vec<AgendaItem>,
    /// The sessions on the visitor's own agenda; none without a log-in.
    pub picks: Option<Vec<SessionId>>,
    /// None for an event that is to come.
    pub reviews: Option<ReviewsView>,
    /// The server's clock when this was made.
    pub now: DateTime<Utc>,
    /// Makes a repeated click on "book" the same booking.
    pub key: String,
}

/// What became of the seats and the code in the address of an event's page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AskedView {
    pub sums: Option<Sums>,
    /// The code, where it is good.
    pub code: Option<String>,
    /// Why it is not.
    pub refused: Option<Failure>,
}

/// The seats of an event page, which change while it is open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LiveSeats {
    pub seats_available: i32,
    pub bookable: bool,
    pub tickets: Vec<TicketLine>,
}

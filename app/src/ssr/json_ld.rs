//! Structured data of a page (JSON-LD, schema.org).

use crate::actions::events::tickets::TicketLine;
use crate::paths;
use chrono::{DateTime, FixedOffset, NaiveDateTime, SecondsFormat, Utc};
use serde_json::{Value, json};
use types::events::{EventStatus, EventView};
use types::money::decimal_string;
use types::ticket_types::SaleState;

/// The site and how to search it.
pub(super) fn website(base: &str) -> Value {
    json!({
        "@context": "https://schema.org",
        "@type": "WebSite",
        "name": "Event Hub",
        "url": format!("{base}/"),
        "potentialAction": {
            "@type": "SearchAction",
            "target": {
                "@type": "EntryPoint",
                "urlTemplate": format!("{base}{}?search={{search_term_string}}", paths::EVENTS),
            },
            "query-input": "required name=search_term_string",
        },
    })
}

/// An event with its place, its price and whether there are seats.
pub fn event(
    (view, kinds): (&EventView, &[TicketLine]),
    base: &str,
    picture: &str,
    description: &str,
) -> Value {
    let event = &view.event;
    let url = format!("{base}{}", paths::event(&event.slug));
    let status = match event.status {
        EventStatus::Cancelled => "EventCancelled",
        EventStatus::Draft | EventStatus::Published => "EventScheduled",
    };
    let on_site = view.is_on_site();
    let mode = match (on_site, view.is_online) {
        (true, true) => "MixedEventAttendanceMode",
        (false, _) => "OnlineEventAttendanceMode",
        (true, false) => "OfflineEventAttendanceMode",
    };
    let mut places = Vec::new();
    if on_site {
        places.push(json!({
            "@type": "Place",
            "name": event.venue.as_ref().unwrap_or(&event.location),
            "address": event.location,
        }));
    }
    if view.is_online {
        // Where to meet is told to those who take part only.
        places.push(json!({ "@type": "VirtualLocation", "url": url }));
    }
    let own = event.image.as_deref().and_then(|image| match image {
        image if types::uploads::is_uploaded(image) => Some(format!("{base}{image}")),
        image => image.starts_with("https://").then(|| image.to_owned()),
    });
    let pictures: Vec<String> = own.into_iter().chain([picture.to_owned()]).collect();
    let mut data = json!({
        "@context": "https://schema.org",
        "@type": "Event",
        "name": event.title,
        "description": description,
        "url": url,
        "image": pictures,
        "startDate": with_offset(event.start_date, view.span.start.time),
        "endDate": with_offset(event.end_date, view.span.end.time),
        "eventStatus": format!("https://schema.org/{status}"),
        "eventAttendanceMode": format!("https://schema.org/{mode}"),
        "location": if places.len() == 1 { places.remove(0) } else { Value::Array(places) },
        "organizer": {
            "@type": "Organization",
            "name": event.organizer.display_name,
            "url": format!("{base}{}", paths::person(&event.organizer.id)),
        },
        "inLanguage": view.event.language.as_str(),
        "isAccessibleForFree": event.highest_price().is_zero(),
        "maximumAttendeeCapacity": event.max_capacity,
        "remainingAttendeeCapacity": event.seats_available,
        "offers": offers(view, kinds, &url),
    });
    if let Some(rating) = event.average_rating.filter(|_| event.reviews_count > 0) {
        data["aggregateRating"] = json!({
            "@type": "AggregateRating",
            "ratingValue": rating,
            "ratingCount": event.reviews_count,
            "bestRating": 5,
            "worstRating": 1,
        });
    }
    data
}

/// One of each kind of ticket, with the lowest and the highest price of what is on sale; of an event with
/// one kind, its own.
fn offers(view: &EventView, kinds: &[TicketLine], url: &str) -> Value {
    let event = &view.event;
    let offer = |price, availability: &str, from: DateTime<Utc>| {
        json!({
            "@type": "Offer",
            "url": url,
            "price": decimal_string(price),
            "priceCurrency": event.currency,
            "availability": format!("https://schema.org/{availability}"),
            "validFrom": from.to_rfc3339_opts(SecondsFormat::Secs, true),
        })
    };
    if kinds.is_empty() {
        return offer(event.price, availability(view), event.created_at);
    }
    let each = kinds.iter().map(|kind| {
        let mut offer = offer(kind.price, availability_of(view, kind.state), event.created_at);
        offer["name"] = kind.name.clone().into();
        if kind.state == SaleState::NotYet
            && let Some(offer) = offer.as_object_mut()
        {
            // Its sale begins later than that.
            offer.remove("validFrom");
        }
        offer
    });
    json!({
        "@type": "AggregateOffer",
        "url": url,
        "lowPrice": decimal_string(event.price),
        "highPrice": decimal_string(event.highest_price()),
        "priceCurrency": event.currency,
        "availability": format!("https://schema.org/{}", availability(view)),
        "offerCount": kinds.len(),
        "offers": each.collect::<Value>(),
    })
}

fn availability_of(view: &EventView, state: SaleState) -> &'static str {
    match state {
        SaleState::OnSale => availability(view),
        SaleState::NotYet => "PreSale",
        SaleState::Ended => "Discontinued",
        SaleState::SoldOut => "SoldOut",
    }
}

fn availability(view: &EventView) -> &'static str {
    if !view.bookable {
        "Discontinued"
    } else if view.event.seats_available == 0 {
        "SoldOut"
    } else {
        "InStock"
    }
}

/// The moment as the clock at the place shows it, and how far that clock is from UTC.
fn with_offset(at: DateTime<Utc>, local: NaiveDateTime) -> String {
    let seconds = (local - at.naive_utc()).num_seconds();
    match i32::try_from(seconds).ok().and_then(FixedOffset::east_opt) {
        Some(offset) => at.with_timezone(&offset).to_rfc3339_opts(SecondsFormat::Secs, false),
        None => at.to_rfc3339_opts(SecondsFormat::Secs, true),
    }
}

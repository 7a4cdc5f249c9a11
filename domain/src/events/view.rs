//! From a row to what a caller sees.

use super::store::{CategoryRow, EventRow};
use super::{markdown, zone};
use chrono::{DateTime, Utc};
use types::events::{Category, Event, EventStatus, EventView, OrganizerRef};
use types::{Locale, Money};

/// What differs between callers and between a list and a page.
#[derive(Clone, Copy, Debug)]
pub(super) struct ViewOptions {
    pub now: DateTime<Utc>,
    pub locale: Locale,
    /// Whether this caller may join the online meeting.
    pub may_join: bool,
    /// Whether this caller may change it.
    pub may_edit: bool,
    /// Whether the description is rendered.
    pub rendered: bool,
}

pub(super) fn view(row: EventRow, options: ViewOptions) -> EventView {
    let taken = row.seats_taken();
    let category = CategoryRow {
        id: row.category_id,
        slug: row.category_slug,
        name: row.category_name,
        name_ru: row.category_name_ru,
    };
    EventView {
        is_online: row.is_online,
        venue_address: row.venue_address.filter(|text| !text.is_empty()),
        venue_notes: row.venue_notes.filter(|text| !text.is_empty()),
        version: options.may_edit.then_some(row.version),
        span: zone::span(row.start_date, row.end_date, &row.timezone),
        description_html: if options.rendered {
            markdown::to_html(&row.description)
        } else {
            String::new()
        },
        bookable: row.status == EventStatus::Published
            && row.hidden_at.is_none()
            && row.start_date > options.now,
        typed: row.typed,
        hidden: row.hidden_at.is_some(),
        started: row.start_date <= options.now,
        ended: row.end_date <= options.now,
        cancel_reason: row.cancel_reason,
        revision: row.revision,
        revised_at: row.revised_at,
        event: Event {
            id: row.id,
            slug: row.slug,
            title: row.title,
            description: row.description,
            organizer: OrganizerRef { id: row.organizer_id, display_name: row.organizer_name },
            category: self::category(category, options.locale),
            location: row.location,
            venue: row.venue,
            online_meeting_url: row.online_meeting_url.filter(|_| options.may_join),
            start_date: row.start_date,
            end_date: row.end_date,
            timezone: row.timezone,
            max_capacity: row.max_capacity,
            max_per_person: row.max_per_person,
            waitlist_open: row.waitlist_open,
            current_attendees: row.seats_confirmed,
            seats_available: (row.max_capacity - taken).max(0),
            waitlist_count: row.waitlist_count,
            price: Money::new(row.price, row.currency).amount(),
            price_max: Money::new(row.price_max.unwrap_or(row.price), row.currency).amount(),
            ticket_types: Vec::new(),
            currency: row.currency,
            image: row.image,
            refund_policy: row.refund_policy,
            language: row.language,
            status: row.status,
            average_rating: row.average_rating,
            reviews_count: row.reviews_count,
            created_at: row.created_at,
            updated_at: row.updated_at,
        },
    }
}

pub(super) fn category(row: CategoryRow, locale: Locale) -> Category {
    let name = match (locale, row.name_ru) {
        (Locale::Ru, Some(name)) => name,
        _ => row.name,
    };
    Category { id: row.id, slug: row.slug, name }
}

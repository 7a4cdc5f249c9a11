//! What the history tells of a change of an event.

use super::store::EventRow;
use crate::Actor;
use crate::audit::Entry;
use types::Money;
use types::events::EventStatus;
use types::history::AuditAction;

/// The entry of a change, with every field that is another one.
pub(super) fn updated(actor: Actor, before: &EventRow, after: &EventRow) -> Entry {
    let published =
        before.status != EventStatus::Published && after.status == EventStatus::Published;
    let action = if published { AuditAction::EventPublished } else { AuditAction::EventUpdated };
    let price = |row: &EventRow| Money::new(row.price, row.currency);
    let entry = Entry::new(actor, action, after.id)
        .change("status", before.status.as_str(), after.status.as_str())
        .change("slug", before.slug.clone(), after.slug.clone())
        .change("title", before.title.clone(), after.title.clone())
        .change("category", before.category_slug.clone(), after.category_slug.clone())
        .change("location", before.location.clone(), after.location.clone())
        .change("venue", before.venue.clone(), after.venue.clone())
        .change("start_date", before.start_date, after.start_date)
        .change("end_date", before.end_date, after.end_date)
        .change("timezone", before.timezone.clone(), after.timezone.clone())
        .change("max_capacity", before.max_capacity, after.max_capacity)
        .change("max_per_person", before.max_per_person, after.max_per_person)
        .change("waitlist_open", before.waitlist_open, after.waitlist_open)
        .change("price", price(before), price(after))
        .change("currency", before.currency.as_str(), after.currency.as_str())
        .change("image", before.image.clone(), after.image.clone())
        .change("language", before.language.as_str(), after.language.as_str())
        .change(
            "refund_policy.full_until_hours",
            before.refund_policy.full_until_hours,
            after.refund_policy.full_until_hours,
        )
        .change(
            "refund_policy.late_percent",
            before.refund_policy.late_percent,
            after.refund_policy.late_percent,
        );
    // Where one joins is a secret of the attendees, and a text is no history of itself.
    [
        ("description", before.description != after.description),
        ("online_meeting_url", before.online_meeting_url != after.online_meeting_url),
    ]
    .into_iter()
    .filter(|(_, changed)| *changed)
    .fold(entry, |entry, (field, _)| entry.changed(field))
}

//! The rules of an event's life, with the time passed in.

use super::store::EventRow;
use super::zone::parse_zone;
use chrono::{DateTime, Utc};
use types::events::{EventInput, EventPatch, EventStatus};
use types::validation::Checks;
use types::{Failure, FieldProblem, Locale, RefundPolicy};

/// What an event was before a change.
#[derive(Clone, Copy, Debug)]
pub(super) struct Before {
    pub status: EventStatus,
    pub start_date: DateTime<Utc>,
    pub refund: RefundPolicy,
    pub waitlist_open: bool,
}

impl Before {
    pub(super) fn of(row: &EventRow) -> Self {
        Self {
            status: row.status,
            start_date: row.start_date,
            refund: row.refund_policy,
            waitlist_open: row.waitlist_open,
        }
    }
}

/// Everything that is wrong with an event as it is to be, apart from what only the database knows;
/// its texts are then as they are stored.
///
/// # Errors
/// `validation_failed` by field.
pub(super) fn check(
    input: &mut EventInput,
    unset: &[String],
    before: Option<Before>,
    now: DateTime<Utc>,
) -> Result<(), Failure> {
    let mut failure = input.check().err().unwrap_or_else(|| Failure::fields(Vec::new()));
    let mut checks = Checks::new();
    checks.require(
        parse_zone(&input.timezone).is_some(),
        "timezone",
        FieldProblem::UnknownTimezone,
    );
    let types = before.is_none() || input.ticket_types.is_empty();
    checks.require(types, "ticket_types", FieldProblem::NotAllowed);
    // What already runs may be described anew, but nothing new is announced for the past.
    let announced_before = before.is_some_and(|before| {
        before.status == EventStatus::Published && before.start_date == input.start_date
    });
    let announced = status_after(input, before) == EventStatus::Published && !announced_before;
    checks.require(!announced || input.start_date > now, "start_date", FieldProblem::InThePast);
    if status_after(input, before) == EventStatus::Published {
        for field in unset {
            checks.add(field, FieldProblem::Required);
        }
    }
    if let Err(more) = checks.finish() {
        failure.fields.extend(more.fields);
    }
    if failure.fields.is_empty() { Ok(()) } else { Err(failure) }
}

/// A status that is left out: a new event is a draft, an old one stays what it is.
pub(super) fn status_after(input: &EventInput, before: Option<Before>) -> EventStatus {
    input.status.or(before.map(|before| before.status)).unwrap_or(EventStatus::Draft)
}

/// An event as it is, with a patch laid over it.
pub(super) fn patched(current: EventInput, patch: EventPatch) -> EventInput {
    EventInput {
        title: patch.title.unwrap_or(current.title),
        slug: patch.slug.or(current.slug),
        description: patch.description.unwrap_or(current.description),
        category: patch.category.unwrap_or(current.category),
        location: patch.location.unwrap_or(current.location),
        venue: patch.venue.unwrap_or(current.venue),
        online_meeting_url: patch.online_meeting_url.unwrap_or(current.online_meeting_url),
        start_date: patch.start_date.unwrap_or(current.start_date),
        end_date: patch.end_date.unwrap_or(current.end_date),
        timezone: patch.timezone.unwrap_or(current.timezone),
        max_capacity: patch.max_capacity.unwrap_or(current.max_capacity),
        max_per_person: patch.max_per_person.unwrap_or(current.max_per_person),
        waitlist_open: patch.waitlist_open.or(current.waitlist_open),
        price: patch.price.unwrap_or(current.price),
        ticket_types: current.ticket_types,
        currency: patch.currency.unwrap_or(current.currency),
        image: patch.image.unwrap_or(current.image),
        refund_policy: patch.refund_policy.or(current.refund_policy),
        language: patch.language.unwrap_or(current.language),
        status: patch.status.or(current.status),
    }
}

/// Which of the fields that a draft may lack the patch names.
pub(super) fn named(patch: &EventPatch) -> Vec<&'static str> {
    let named = [
        ("category", patch.category.is_some()),
        ("location", patch.location.is_some()),
        ("start_date", patch.start_date.is_some()),
        ("end_date", patch.end_date.is_some()),
        ("max_capacity", patch.max_capacity.is_some()),
        ("price", patch.price.is_some()),
    ];
    named.into_iter().filter(|(_, is_named)| *is_named).map(|(field, _)| field).collect()
}

/// The language of an event's text.
pub(super) fn language_of_both(title: &str, description: &str) -> Locale {
    language_of(&format!("{title} {description}"))
}

/// The language a text is written in: Russian where most of its letters are Cyrillic.
pub fn language_of(text: &str) -> Locale {
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let cyrillic = text.chars().filter(|c| ('\u{400}'..='\u{4ff}').contains(c)).count();
    if cyrillic * 2 > letters { Locale::Ru } else { Locale::En }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::event_input;
    use chrono::TimeDelta;

    fn now() -> DateTime<Utc> {
        "2026-11-22T12:00:00Z".parse().unwrap()
    }

    fn input(status: EventStatus, start_date: DateTime<Utc>) -> EventInput {
        EventInput { status: Some(status), ..event_input(start_date) }
    }

    #[test]
    fn nothing_is_announced_for_the_past_but_what_runs_may_be_changed() {
        let (past, soon) = (now() - TimeDelta::hours(1), now() + TimeDelta::hours(1));
        let published = |start_date| Before {
            status: EventStatus::Published,
            start_date,
            refund: RefundPolicy::default(),
            waitlist_open: true,
        };
        let draft = |start_date| Before { status: EventStatus::Draft, ..published(start_date) };
        for (status, start, before, ok) in [
            (EventStatus::Published, soon, None, true),
            (EventStatus::Published, past, None, false),
            (EventStatus::Draft, past, None, true),
            (EventStatus::Published, past, Some(draft(past)), false),
            (EventStatus::Published, past, Some(published(past)), true),
            (EventStatus::Published, past, Some(published(soon)), false),
            (EventStatus::Published, soon, Some(published(past)), true),
        ] {
            assert_eq!(
                check(&mut input(status, start), &[], before, now()).is_ok(),
                ok,
                "{start} {before:?}"
            );
        }
    }

    #[test]
    fn every_problem_is_told_at_once() {
        let mut bad = EventInput {
            timezone: "Mars/Olympus".into(),
            title: String::new(),
            max_capacity: 0,
            ..input(EventStatus::Published, now())
        };
        let fields: Vec<_> = check(&mut bad, &[], None, now())
            .unwrap_err()
            .fields
            .into_iter()
            .map(|e| e.field)
            .collect();
        assert_eq!(fields, ["title", "max_capacity", "timezone", "start_date"]);
    }

    #[test]
    fn the_language_is_that_of_most_letters() {
        assert_eq!(language_of("Встреча про Rust"), Locale::Ru);
        assert_eq!(language_of("Rust meetup (митап)"), Locale::En);
        assert_eq!(language_of("2026 🎉"), Locale::En);
    }
}

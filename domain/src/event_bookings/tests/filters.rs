//! The lists against a model: the same filter over the same bookings, written a second time.

use super::made::{Booked, Event, event_with};
use crate::event_bookings::{attendees, export_attendees, export_bookings, list};
use crate::testing::{EventBuilder, person, test_hub};
use crate::{Actor, Hub};
use types::accounts::Role;
use types::event_bookings::{BookingFilter, BookingOrdering, BookingQuery, StatusFilter};
use types::ids::{BookingId, TicketId};
use types::{ErrorCode, Failure, PageRequest};

/// Filters of one name each, and what they let through.
type Rule = (&'static str, fn(&Booked) -> bool);

const RULES: [Rule; 31] = [
    ("", |_| true),
    ("status=CONFIRMED", |b| b.status == "CONFIRMED"),
    ("status=PENDING", |b| b.status == "PENDING"),
    ("status=HELD", |b| b.status == "PENDING" && b.channel != "waitlist"),
    ("status=OFFERED", |b| b.status == "PENDING" && b.channel == "waitlist"),
    ("status=CANCELLED", |b| b.status == "CANCELLED"),
    ("payment_status=NONE", |b| b.payment.is_none()),
    ("payment_status=PENDING", |b| b.payment == Some("PENDING")),
    ("payment_status=COMPLETED", |b| b.payment == Some("COMPLETED")),
    ("payment_status=FAILED", |b| b.payment == Some("FAILED")),
    ("payment_status=REFUNDED", |b| b.refunded),
    ("payment_status=CHARGED", |b| matches!(b.payment, Some("COMPLETED" | "REFUNDED"))),
    ("channel=direct", |b| b.channel == "direct"),
    ("channel=waitlist", |b| b.channel == "waitlist"),
    ("channel=complimentary", |b| b.channel == "complimentary"),
    ("channel=asked_for", |b| b.channel != "complimentary"),
    ("ever_confirmed=true", |b| b.status != "PENDING"),
    ("ever_confirmed=false", |b| b.status == "PENDING"),
    ("promo_code=spring", |b| b.code == Some("SPRING")),
    ("origin=news", |b| b.via == Some("news")),
    ("origin=-", |b| b.via.is_none()),
    ("checked_in=true", |b| b.seen),
    ("checked_in=false", |b| !b.seen),
    // The event is in Berlin, two hours ahead of UTC.
    ("booked_after=2026-07-02", |b| b.minutes >= 24 * 60 - 120),
    ("booked_before=2026-07-01", |b| b.minutes < 24 * 60 - 120),
    ("booked_after=2026-07-01T10:00:00Z", |b| b.minutes >= 10 * 60),
    ("booked_before=2026-07-01T10:00:00Z", |b| b.minutes <= 10 * 60),
    ("search=ADA", |b| b.name.starts_with("Ada")),
    ("search=ada.%25", |b| b.email.contains("ada.%")),
    ("search=x_y", |_| false),
    ("search=Guest+of", |b| b.guests),
];

fn ordered(mut found: Vec<&Booked>, ordering: &str) -> Vec<BookingId> {
    let key = |b: &Booked| (b.minutes, b.id.0);
    match ordering {
        "" | "-booked_at" => found.sort_by_key(|b| std::cmp::Reverse(key(b))),
        "booked_at" => found.sort_by_key(|b| key(b)),
        "total_price" => found.sort_by_key(|b| (b.total, key(b))),
        "-total_price" => found.sort_by_key(|b| std::cmp::Reverse((b.total, key(b)))),
        _ => unreachable!("no such order"),
    }
    found.into_iter().map(|b| b.id).collect()
}

#[tokio::test]
async fn a_filter_lets_through_what_it_says_alone_and_together() {
    let (hub, _database) = test_hub().await;
    let event = event_with(&hub, 90).await;
    let orders = ["", "booked_at", "-total_price", "total_price", "-booked_at"];
    let mut at = 0;
    for (first, passes) in RULES {
        for (second, also) in RULES {
            let same = |text: &str| text.split('=').next() == first.split('=').next();
            at += 1;
            // A third of the pairs: each with others every time would take long.
            if !second.is_empty() && (at % 3 != 0 || same(second)) {
                continue;
            }
            let ordering = orders[at % orders.len()];
            let text = format!("{first}&{second}&ordering={ordering}&page_size=100");
            let found = event.booked.iter().filter(|b| passes(b) && also(b)).collect();
            check(&hub, &event, &text, ordered(found, ordering)).await;
        }
    }
}

async fn check(hub: &Hub, event: &Event, text: &str, expected: Vec<BookingId>) {
    let (query, errors) = BookingQuery::from_query(text);
    assert!(errors.is_empty(), "{text}: {errors:?}");
    let told = list(hub, event.host, &event.id, &query).await.unwrap();
    let ids: Vec<_> = told.page.results.iter().map(|row| row.id).collect();
    assert_eq!(ids, expected, "{text}");
    assert_eq!(told.page.count, i64::try_from(expected.len()).unwrap(), "{text}");
    let seats: usize = event
        .booked
        .iter()
        .filter(|b| expected.contains(&b.id))
        .map(|b| b.tickets.len().max(1))
        .sum();
    assert_eq!(told.totals.unwrap().seats, i64::try_from(seats).unwrap(), "{text}: the total");
    let any = BookingQuery {
        filter: BookingFilter { status: None, ..query.filter.clone() },
        ..query.clone()
    };
    let counts = list(hub, event.host, &event.id, &any).await.unwrap().counts;
    assert_eq!(counts, told.counts, "{text}: the tabs do not depend on the tab");
    let file = all(hub, event, &query).await;
    assert_eq!(file, expected, "{text}: the file");
}

async fn all(hub: &Hub, event: &Event, query: &BookingQuery) -> Vec<BookingId> {
    let mut export =
        export_bookings(hub, event.host, &event.id, &query.filter, query.ordering).await.unwrap();
    let mut ids = Vec::with_capacity(export.rows());
    while let Some(rows) = export.next().await.unwrap() {
        ids.extend(rows.into_iter().map(|row| row.id));
    }
    ids
}

#[tokio::test]
async fn attendees_are_the_tickets_of_what_the_filter_finds() {
    let (hub, _database) = test_hub().await;
    let event = event_with(&hub, 60).await;
    for (text, passes) in RULES {
        // Of a booking some tickets may be seen and others not, and guests have names of their own.
        if text.starts_with("checked_in") || text.starts_with("search=Guest") {
            continue;
        }
        let confirmed = text.starts_with("status");
        let of = |b: &&Booked| passes(b) && (confirmed || b.status == "CONFIRMED");
        let mut found: Vec<&Booked> = event.booked.iter().filter(of).collect();
        found.sort_by_key(|b| (b.minutes, b.id.0));
        let expected: Vec<TicketId> =
            found.iter().flat_map(|b| b.tickets.iter().map(|ticket| ticket.id)).collect();
        let (query, _) = BookingQuery::from_query(&format!("{text}&page_size=100"));
        let page = attendees(&hub, event.host, &event.id, &query).await.unwrap();
        assert_eq!(page.count, i64::try_from(expected.len()).unwrap(), "{text}");
        let ids: Vec<_> = page.results.iter().map(|row| row.ticket).collect();
        assert_eq!(ids, expected[..expected.len().min(100)], "{text}");
        let mut export =
            export_attendees(&hub, event.host, &event.id, &query.filter, None).await.unwrap();
        let mut file = Vec::new();
        while let Some(rows) = export.next().await.unwrap() {
            file.extend(rows.into_iter().map(|row| row.ticket));
        }
        assert_eq!(file, expected, "{text}: the file");
    }
}

#[tokio::test]
async fn a_reference_and_a_tickets_code_find_their_booking() {
    let (hub, _database) = test_hub().await;
    let event = event_with(&hub, 40).await;
    let one = event.booked.iter().find(|b| b.tickets.len() > 1).unwrap();
    let reference = one.reference.trim_start_matches("EH-").to_lowercase();
    for text in [&one.reference, &reference, &one.tickets[1].code] {
        let query = BookingQuery {
            filter: BookingFilter { search: Some(text.clone()), ..BookingFilter::default() },
            ..BookingQuery::default()
        };
        let found = list(&hub, event.host, &event.id, &query).await.unwrap();
        let ids: Vec<_> = found.page.results.iter().map(|row| row.id).collect();
        assert_eq!(ids, [one.id], "{text}");
    }
    let code =
        BookingFilter { search: Some(one.tickets[1].code.clone()), ..BookingFilter::default() };
    let query = BookingQuery { filter: code, ..BookingQuery::default() };
    let seats = attendees(&hub, event.host, &event.id, &query).await.unwrap().results;
    assert_eq!(seats.iter().map(|row| row.ticket).collect::<Vec<_>>(), [one.tickets[1].id]);
}

#[tokio::test]
async fn a_guest_is_found_by_their_own_name_and_their_seats_add_up_to_the_price() {
    let (hub, _database) = test_hub().await;
    let event = event_with(&hub, 40).await;
    let one = event.booked.iter().find(|b| b.guests && b.status == "CONFIRMED").unwrap();
    let name = BookingFilter { search: Some("guest OF".into()), ..BookingFilter::default() };
    let ordering = Some((BookingOrdering::Name, false));
    let query = BookingQuery { filter: name, ordering, page: PageRequest::new(1, 100) };
    let found = attendees(&hub, event.host, &event.id, &query).await.unwrap().results;
    assert!(found.iter().all(|row| row.attendee_name.starts_with("Guest of")));
    assert!(found.is_sorted_by_key(|row| row.attendee_name.to_lowercase()));
    let every = BookingQuery { page: PageRequest::new(1, 100), ..BookingQuery::default() };
    let everyone = attendees(&hub, event.host, &event.id, &every).await.unwrap().results;
    let parts: Vec<_> =
        everyone.iter().filter(|row| row.booking == one.id).map(|row| row.total_price).collect();
    assert_eq!(parts.len(), one.tickets.len());
    assert_eq!(
        parts.iter().sum::<rust_decimal::Decimal>(),
        rust_decimal::Decimal::new(one.total, 2)
    );
}

#[tokio::test]
async fn pages_follow_each_other_without_gaps() {
    let (hub, _database) = test_hub().await;
    let event = event_with(&hub, 30).await;
    let mut ids = Vec::new();
    for page in 1..=5 {
        let query = BookingQuery { page: PageRequest::new(page, 7), ..BookingQuery::default() };
        let found = list(&hub, event.host, &event.id, &query).await.unwrap();
        assert_eq!(found.page.count, 30);
        ids.extend(found.page.results.into_iter().map(|row| row.id));
    }
    assert_eq!(ids, ordered(event.booked.iter().collect(), ""));
    let beyond = BookingQuery { page: PageRequest::new(9, 7), ..BookingQuery::default() };
    assert!(list(&hub, event.host, &event.id, &beyond).await.unwrap().page.results.is_empty());
    let held = BookingFilter { status: Some(StatusFilter::Held), ..BookingFilter::default() };
    let held = BookingQuery { filter: held, ..BookingQuery::default() };
    let found = list(&hub, event.host, &event.id, &held).await.unwrap();
    assert_eq!(found.page.count, found.counts.held);
}

#[tokio::test]
async fn only_its_organizer_and_admins_see_an_events_people() {
    let (hub, _database) = test_hub().await;
    let event = event_with(&hub, 5).await;
    let query = BookingQuery::default();
    for (role, code) in [
        (Role::Attendee, Some(ErrorCode::Forbidden)),
        (Role::Organizer, Some(ErrorCode::Forbidden)),
        (Role::Admin, None),
    ] {
        let actor = Actor::User { id: person(&hub, role).await, role };
        let told = list(&hub, actor, &event.id, &query).await.map_err(Failure::from);
        assert_eq!(told.err().map(|failure| failure.code), code, "{role}");
        let told = attendees(&hub, actor, &event.id, &query).await.map_err(Failure::from);
        assert_eq!(told.err().map(|failure| failure.code), code, "{role}");
        let told = export_bookings(&hub, actor, &event.id, &query.filter, None).await;
        assert_eq!(told.map_err(Failure::from).err().map(|failure| failure.code), code, "{role}");
    }
    let nobody = list(&hub, Actor::Anonymous, &event.id, &query).await.map_err(Failure::from);
    assert_eq!(nobody.unwrap_err().code, ErrorCode::Unauthenticated);
    // Another event's organizer: their own list is theirs alone.
    let other = person(&hub, Role::Organizer).await;
    let own = EventBuilder::new(&hub).insert(&hub, other).await.to_string();
    let actor = Actor::User { id: other, role: Role::Organizer };
    assert_eq!(list(&hub, actor, &own, &query).await.unwrap().page.count, 0);
}

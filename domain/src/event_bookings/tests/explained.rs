//! How the lists are read: by an index and no further than the page, however many bookings there are.

use crate::event_bookings::filter::Matching;
use crate::event_bookings::{attendees, list};
use crate::events::{EventRight, owned};
use crate::testing::plans::{plan, scans_whole, touched, uses};
use crate::testing::{EventBuilder, person, test_hub};
use crate::{Actor, Hub, audit};
use types::accounts::Role;
use types::event_bookings::BookingQuery;
use types::history::HistoryQuery;

/// Two events of one organizer: one with most of all bookings, and one with few.
async fn crowded(hub: &Hub) -> (Actor, String, String) {
    let host = person(hub, Role::Organizer).await;
    let many = EventBuilder { capacity: 100_000, ..EventBuilder::new(hub) }.insert(hub, host).await;
    let few = EventBuilder { capacity: 100_000, ..EventBuilder::new(hub) }.insert(hub, host).await;
    for sql in [
        "INSERT INTO users (id, email, password_hash, display_name, role)
         SELECT gen_random_uuid(), 'guest' || n || '@example.test', '!', 'Guest ' || md5(n::text),
             'attendee' FROM generate_series(1, 20000) AS n WHERE $1::uuid <> $2::uuid",
        "INSERT INTO bookings (id, reference, event_id, user_id, quantity, unit_price, total_price,
             currency, status, confirmed_at, booked_at)
         SELECT gen_random_uuid(), 'EH-' || upper(substr(md5(id::text), 1, 12)),
             CASE WHEN row_number() OVER () % 50 = 0 THEN $2::uuid ELSE $1::uuid END, id, 1, 25, 25,
             'EUR', 'CONFIRMED', clock_timestamp(),
             clock_timestamp() - row_number() OVER () * interval '1 minute'
         FROM users WHERE role = 'attendee'",
        "INSERT INTO tickets (id, booking_id, event_id, seat, code, attendee_name)
         SELECT gen_random_uuid(), id, event_id, 1, md5(id::text), 'Guest ' || reference
         FROM bookings WHERE $1::uuid <> $2::uuid",
        "INSERT INTO audit_log (id, actor_id, action, subject, event_id, booking_id, created_at)
         SELECT gen_random_uuid(), user_id, 'booking.held', 'booking:' || id, event_id, id, booked_at
         FROM bookings WHERE $1::uuid <> $2::uuid",
        "INSERT INTO audit_log (id, action, subject, event_id)
         SELECT gen_random_uuid(), 'event.updated', 'event:' || id, id
         FROM events WHERE $1::uuid <> $2::uuid",
    ] {
        sqlx::query(sql).bind(many).bind(few).execute(hub.db.pool()).await.unwrap();
    }
    for sql in [
        "VACUUM ANALYZE users",
        "VACUUM ANALYZE bookings",
        "VACUUM ANALYZE tickets",
        "VACUUM ANALYZE audit_log",
    ] {
        sqlx::query(sql).execute(hub.db.pool()).await.unwrap();
    }
    (Actor::User { id: host, role: Role::Organizer }, many.to_string(), few.to_string())
}

#[tokio::test]
async fn a_page_is_read_in_the_order_of_an_index() {
    let (hub, _database) = test_hub().await;
    let (host, event, few) = crowded(&hub).await;
    let mut connection = hub.db.read().await.unwrap();
    let event = owned(&mut connection, host, &event, EventRight::Bookings).await.unwrap();
    for text in ["", "ordering=booked_at", "status=CONFIRMED", "status=CANCELLED", "page=3"] {
        let query = BookingQuery::from_query(text).0;
        let matching = Matching::new(&event, &query.filter);
        let page = Some(query.page);
        let plan = plan(&hub, |sql| list::push_page(sql, &matching, query.ordering, page)).await;
        assert!(uses(&plan, "bookings_event_idx"), "{text}: {plan:#}");
        assert!(touched(&plan) <= 100.0, "{text}: {plan:#}");
    }
    let query = BookingQuery::default();
    let page = Some(query.page);
    let matching = Matching::new(&event, &query.filter);
    let seats = plan(&hub, |sql| attendees::push_page(sql, &matching, None, page)).await;
    assert!(touched(&seats) <= 200.0, "{seats:#}");
    let few = owned(&mut connection, host, &few, EventRight::Bookings).await.unwrap();
    let matching = Matching::new(&few, &query.filter);
    let counts = plan(&hub, |sql| list::push_counts(sql, &matching)).await;
    assert!(uses(&counts, "bookings_event_idx") && !scans_whole(&counts, "bookings"), "{counts:#}");
}

#[tokio::test]
async fn a_search_finds_people_by_an_index() {
    let (hub, _database) = test_hub().await;
    let (host, event, _) = crowded(&hub).await;
    let mut connection = hub.db.read().await.unwrap();
    let event = owned(&mut connection, host, &event, EventRight::Bookings).await.unwrap();
    for text in ["a1b2c3", "f1b6c9d"] {
        let query = BookingQuery::from_query(&format!("search={text}")).0;
        let matching = Matching::new(&event, &query.filter);
        let page = Some(query.page);
        let plan = plan(&hub, |sql| list::push_page(sql, &matching, None, page)).await;
        for table in ["users", "bookings"] {
            assert!(!scans_whole(&plan, table), "{text}: {plan:#}");
        }
    }
}

#[tokio::test]
async fn a_history_is_read_from_its_newest_end() {
    let (hub, _database) = test_hub().await;
    let (_, _, event) = crowded(&hub).await;
    let event = event.parse().unwrap();
    for (text, index) in
        [("", "audit_log_event_idx"), ("object=event", "audit_log_event_itself_idx")]
    {
        let query = HistoryQuery::from_query(text).0;
        let between = audit::Between::default();
        let plan = plan(&hub, |sql| audit::push_page(sql, event, &query, between)).await;
        assert!(uses(&plan, index), "{text}: {plan:#}");
        assert!(touched(&plan) <= 100.0, "{text}: {plan:#}");
    }
}

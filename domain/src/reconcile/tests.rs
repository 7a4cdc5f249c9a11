//! Each check finds what was put wrong, names it, and repairs nothing.

use super::*;
use crate::bookings::tests::support::{attendee, book, event, execute, paid};
use crate::testing::{TwicePaid, late_exchange, test_hub};
use types::promotions::{PromotionInput, PromotionKind};
use types::waitlist::JoinWaitlist;

/// What a fault puts wrong, and the check that must find it.
const FAULTS: [(Check, &str); 10] = [
    (Check::Seats, "UPDATE events SET seats_confirmed = seats_confirmed + 1"),
    (Check::Waitlist, "UPDATE events SET waitlist_count = 2"),
    (Check::Stars, "UPDATE events SET stars_5 = 1, reviews_count = 1, rating_sum = 5"),
    (Check::PromoUses, "UPDATE promotions SET uses = 1"),
    (Check::Ledger, "UPDATE payments SET refunded = 0.01"),
    (
        Check::Worth,
        "UPDATE bookings SET unit_price = unit_price + 1, total_price = total_price + quantity
         WHERE status = 'CONFIRMED'",
    ),
    (Check::Sales, "UPDATE event_sales SET charged = charged + 1"),
    (
        Check::CheckIns,
        "DO $$ BEGIN
             UPDATE tickets SET checked_in_at = clock_timestamp();
             DELETE FROM check_ins;
         END $$",
    ),
    (
        Check::Books,
        "DO $$ BEGIN
             ALTER TABLE book_lines DISABLE TRIGGER book_lines_written_once;
             UPDATE book_lines SET charged = charged + 1;
         END $$",
    ),
    (Check::PlatformDays, "UPDATE platform_days SET seats = 1"),
];

/// A day on which nothing happened, as the job sums it up.
const QUIET_DAY: &str =
    "INSERT INTO platform_days (day, attendees, organizers, admins, bookings, seats,
        confirmed, cancelled, tickets, checked_in, mails_sent)
    SELECT (clock_timestamp() AT TIME ZONE 'UTC')::date - 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0";

/// Sums the ledger up, as if its lines were old.
async fn sum_up(hub: &Hub) {
    execute(hub, "UPDATE transactions SET created_at = created_at - interval '3 minutes'").await;
    assert!(crate::statistics::count_sales(hub).await.unwrap() > 0);
}

#[tokio::test]
async fn every_check_finds_its_fault_and_repairs_nothing() {
    for (check, fault) in FAULTS {
        let (hub, _database) = test_hub().await;
        let event = event(&hub).capacity(3).create(&hub).await;
        let (ada, eve) = (attendee(&hub).await, attendee(&hub).await);
        paid(&hub, ada, event, 2).await;
        sum_up(&hub).await;
        execute(&hub, QUIET_DAY).await;
        let admin = crate::testing::person(&hub, types::accounts::Role::Admin).await;
        let admin = crate::Actor::User { id: admin, role: types::accounts::Role::Admin };
        let code = PromotionInput {
            code: "TEN".into(),
            kind: PromotionKind::Percent,
            value: 10.into(),
            currency: None,
            event: None,
            ticket_types: None,
            valid_from: hub.now(),
            valid_until: hub.now() + chrono::TimeDelta::days(1),
            max_uses: None,
            max_uses_per_user: None,
            paused: None,
        };
        crate::promotions::create(&hub, admin, code).await.unwrap();
        let wait = JoinWaitlist::of(2);
        crate::waitlist::join(&hub, eve, &event.to_string(), wait, None).await.unwrap();
        assert_eq!(all(&hub).await.unwrap(), [], "nothing is wrong yet");
        // The seat that is left is not for a party of two, and the fault takes none of it.
        if check != Check::Seats {
            book(&hub, ada, event, 1).await.unwrap();
        }
        execute(&hub, fault).await;
        for _ in 0..2 {
            let found = all(&hub).await.unwrap();
            assert_eq!(found.len(), 1, "{check:?}: {found:?}");
            assert_eq!(found[0].check, check);
            assert_ne!(found[0].stored, found[0].counted);
        }
    }
}

/// A booking is worth what all its payments took; what came too late is nothing of it.
#[tokio::test]
async fn what_a_booking_is_worth_is_held_against_all_its_payments() {
    let (hub, _database) = test_hub().await;
    let it = TwicePaid::new(&hub).await;
    late_exchange(&hub, it.tickets[0], it.kinds[1]).await;
    assert_eq!(all(&hub).await.unwrap(), []);
    execute(&hub, "UPDATE transactions SET amount = amount - 0.01 WHERE amount = 30").await;
    let found = all(&hub).await.unwrap();
    let worth: Vec<_> = found.iter().filter(|it| it.check == Check::Worth).collect();
    assert_eq!(worth.len(), 1, "{found:?}");
    assert_eq!(worth[0].subject, format!("booking:{}", it.booking));
    assert_eq!((&*worth[0].stored, &*worth[0].counted), ("worth 70.00", "69.99 left"));
}

/// Whatever the sums lack, or have too much, in which currency ever.
#[tokio::test]
async fn a_sum_of_sales_is_held_against_the_lines_up_to_its_moment() {
    let (hub, _database) = test_hub().await;
    let event = event(&hub).capacity(9).create(&hub).await;
    let ada = attendee(&hub).await;
    paid(&hub, ada, event, 2).await;
    assert_eq!(all(&hub).await.unwrap(), [], "nothing is summed up, and no line is old");
    sum_up(&hub).await;
    // Lines since then are not in the sum, and need not be.
    paid(&hub, attendee(&hub).await, event, 1).await;
    assert_eq!(all(&hub).await.unwrap(), []);
    for fault in [
        "UPDATE event_sales SET refunded = 0.01",
        "INSERT INTO event_sales SELECT event_id, 'USD', 0, 1 FROM event_sales",
        "DELETE FROM event_sales",
        "UPDATE sales_counted SET until = now() + interval '1 hour'",
    ] {
        let mut tx = hub.db.pool().begin().await.unwrap();
        sqlx::query(fault).execute(&mut *tx).await.unwrap();
        let found = checks::sales_of(&mut tx, &[event.0]).await.unwrap();
        assert_eq!(found.len(), 1, "{fault}: {found:?}");
        tx.rollback().await.unwrap();
    }
    // A sum of nothing is no difference.
    execute(&hub, "INSERT INTO event_sales SELECT event_id, 'USD', 0, 0 FROM event_sales").await;
    assert_eq!(all(&hub).await.unwrap(), []);
}

#[tokio::test]
async fn a_run_is_made_once_an_hour_and_leaves_its_figures() {
    let (hub, _database) = test_hub().await;
    let event = event(&hub).create(&hub).await;
    assert_eq!(figures(&hub).await.unwrap(), []);
    assert_eq!(run_if_due(&hub).await.unwrap(), Some(Vec::new()));
    assert_eq!(run_if_due(&hub).await.unwrap(), None, "another process is at it, or was");
    execute(&hub, "UPDATE events SET seats_held = 1").await;
    execute(&hub, "UPDATE reconciliation_runs SET begun_at = begun_at - interval '1 hour'").await;
    let found = run_if_due(&hub).await.unwrap().unwrap();
    assert_eq!(found[0].subject, format!("event:{event}"));
    let figures = figures(&hub).await.unwrap();
    assert_eq!(figures.len(), Check::ALL.len());
    let wrong: Vec<_> = figures.iter().filter(|it| it.differences > 0).collect();
    assert_eq!((wrong[0].check.as_str(), wrong[0].differences, wrong.len()), ("seats", 1, 1));
}

#[tokio::test]
async fn all_pages_are_looked_at() {
    let (hub, _database) = test_hub().await;
    let first = event(&hub).create(&hub).await;
    sqlx::query(
        "INSERT INTO events (id, slug, title, organizer_id, category_id, location, start_date,
             end_date, timezone, max_capacity, price, currency, status, seats_held)
         SELECT gen_random_uuid(), 'many-' || n, title, organizer_id, category_id, location,
             start_date, end_date, timezone, max_capacity, price, currency, status, 1
         FROM events, generate_series(1, 2001) AS n WHERE id = $1",
    )
    .bind(first)
    .execute(hub.db.pool())
    .await
    .unwrap();
    assert_eq!(all(&hub).await.unwrap().len(), 2001);
    assert_eq!(crate::bookings::reconcile(&hub).await.unwrap().len(), 2001);
}

/// As if everything that was done until now had been done long ago.
const OLD_LOG: &str = "UPDATE platform_counted SET until = clock_timestamp() + interval '1 hour'";

#[tokio::test]
async fn the_sums_of_days_are_held_against_their_rows_but_for_what_is_not_yet_counted() {
    let (hub, _database) = test_hub().await;
    let event = event(&hub).capacity(9).create(&hub).await;
    let ada = attendee(&hub).await;
    let (booking, _) = paid(&hub, ada, event, 2).await;
    execute(&hub, "UPDATE bookings SET booked_at = booked_at - interval '3 days'").await;
    execute(&hub, "UPDATE transactions SET created_at = created_at - interval '3 days'").await;
    execute(&hub, "ALTER TABLE book_lines DISABLE TRIGGER book_lines_written_once").await;
    execute(&hub, "UPDATE book_lines SET at = at - interval '3 days'").await;
    assert!(crate::statistics::count_days(&hub).await.unwrap() > 2);
    assert_eq!(all(&hub).await.unwrap(), []);
    execute(&hub, OLD_LOG).await;
    assert_eq!(all(&hub).await.unwrap(), [], "nothing is new, and the sums are right");
    for fault in [
        "UPDATE platform_days SET confirmed = confirmed + 1 WHERE bookings > 0",
        "UPDATE platform_hours SET bookings = bookings + 1",
        "UPDATE platform_money_days SET refunded = 1",
        "DELETE FROM platform_money_days",
        "UPDATE bookings SET booked_at = booked_at - interval '1 day'",
    ] {
        execute(&hub, fault).await;
        let found = all(&hub).await.unwrap();
        assert!(!found.is_empty(), "{fault}");
        assert!(found.iter().all(|it| it.check == Check::PlatformDays), "{fault}: {found:?}");
        assert!(found[0].subject.starts_with("day:20"), "{found:?}");
        if fault.starts_with("UPDATE bookings") {
            let back = "UPDATE bookings SET booked_at = booked_at + interval '1 day'";
            execute(&hub, back).await;
        }
        execute(&hub, "DELETE FROM platform_days").await;
        crate::statistics::count_days(&hub).await.unwrap();
        execute(&hub, OLD_LOG).await;
        assert_eq!(all(&hub).await.unwrap(), []);
    }
    // What has just been decided is not in the sums yet, and is no fault.
    execute(&hub, "UPDATE platform_counted SET until = clock_timestamp()").await;
    crate::bookings::cancel(&hub, ada, booking, None).await.unwrap();
    assert_eq!(all(&hub).await.unwrap(), []);
    // Once it should be, it is.
    execute(&hub, OLD_LOG).await;
    assert_eq!(all(&hub).await.unwrap().len(), 1);
    execute(&hub, "UPDATE platform_counted SET until = clock_timestamp() - interval '1 hour'")
        .await;
    crate::statistics::count_days(&hub).await.unwrap();
    execute(&hub, OLD_LOG).await;
    assert_eq!(all(&hub).await.unwrap(), []);
}

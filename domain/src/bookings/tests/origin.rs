//! Where a booking came from, as the audit log tells it, however many are claimed together; and whose
//! word a payment's outcome was.

use super::support::{attendee, book, event, pay};
use crate::testing::test_hub;
use crate::{Hub, network, payments};
use futures::future::join_all;
use std::collections::{BTreeMap, BTreeSet};
use std::net::{IpAddr, Ipv4Addr};
use types::ids::BookingId;
use types::payments::{PaymentOutcome, SimulateWebhook};

const CROWD: u8 = 40;

/// The networks of the entries of one kind, by booking.
async fn networks(hub: &Hub, action: &str) -> BTreeMap<BookingId, Option<String>> {
    sqlx::query_as("SELECT booking_id, network::text FROM audit_log WHERE action = $1")
        .bind(action)
        .fetch_all(hub.db.pool())
        .await
        .unwrap()
        .into_iter()
        .collect()
}

#[tokio::test]
async fn of_a_rush_each_bookings_entry_has_its_own_network() {
    for (free, action) in [(false, "booking.held"), (true, "booking.confirmed")] {
        let (hub, _database) = test_hub().await;
        let setup = event(&hub).capacity(CROWD.into());
        let event = if free { setup.free() } else { setup }.create(&hub).await;
        let people = join_all((0..CROWD).map(|_| attendee(&hub))).await;
        // All at once, so that most of them are claimed by a batch that another request began; every
        // fourth is no request.
        let asked = people.into_iter().zip(0..).map(|(person, n)| {
            let hub = hub.clone();
            async move {
                let booking = book(&hub, person, event, 1);
                if n % 4 == 0 {
                    return (booking.await.unwrap().id, None);
                }
                let client = IpAddr::from(Ipv4Addr::new(198, 51, n, 7));
                let booking = network::serving(client, booking).await.unwrap();
                (booking.id, Some(format!("198.51.{n}.0/24")))
            }
        });
        let expected: BTreeMap<_, _> = join_all(asked).await.into_iter().collect();
        assert_eq!(networks(&hub, action).await, expected);
        let different: BTreeSet<_> = expected.values().collect();
        assert_eq!(different.len(), usize::from(CROWD) * 3 / 4 + 1);
        if free {
            let mails = networks(&hub, "mail.queued").await;
            assert!(mails.values().all(Option::is_none), "the mail is not the buyer's deed");
        }
    }
}

/// Who said it and from where, by action.
async fn said(hub: &Hub, booking: BookingId) -> BTreeMap<String, (Option<String>, Option<String>)> {
    let rows: Vec<(String, Option<String>, Option<String>)> = sqlx::query_as(
        "SELECT action, detail->>'provider', network::text FROM audit_log
         WHERE booking_id = $1 AND actor_id IS NULL AND action NOT LIKE 'mail.%'",
    )
    .bind(booking)
    .fetch_all(hub.db.pool())
    .await
    .unwrap();
    rows.into_iter().map(|(action, provider, network)| (action, (provider, network))).collect()
}

#[tokio::test]
async fn an_outcome_is_its_providers_word_from_where_it_called() {
    let (hub, _database) = test_hub().await;
    let (ada, event) = (attendee(&hub).await, event(&hub).create(&hub).await);
    let client: IpAddr = "203.0.113.77".parse().unwrap();
    let booking = book(&hub, ada, event, 1).await.unwrap();
    let payment = pay(&hub, ada, booking.id).await.unwrap();
    let input = SimulateWebhook { status: PaymentOutcome::Completed, event_id: None };
    network::serving(client, payments::simulate_webhook(&hub, ada, payment.id, input))
        .await
        .unwrap();
    let mock = (Some("mock".to_owned()), Some("203.0.113.0/24".to_owned()));
    let told = said(&hub, booking.id).await;
    let both = ["booking.confirmed", "payment.completed"];
    assert_eq!(told, both.map(|action| (action.to_owned(), mock.clone())).into());

    // A job that delivers it comes from nowhere.
    let booking = book(&hub, ada, event, 1).await.unwrap();
    let payment = pay(&hub, ada, booking.id).await.unwrap();
    payments::settle_mock(&hub, payment.id, PaymentOutcome::Failed).await.unwrap();
    let mock = (Some("mock".to_owned()), None);
    assert_eq!(said(&hub, booking.id).await, [("payment.failed".to_owned(), mock)].into());
}

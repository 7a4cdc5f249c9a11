//! Several people at once, each of whom gives everything back in the end.

use super::super::{
    Kind, adds_up, allow, attendee, buy, callback, event, exact, exchange, execute, ledger, paid,
    pay, pool, run_out, taken, taken_of_pool,
};
use super::steps::PRICES;
use crate::bookings::{cancel, cancel_ticket, get, give_up_exchange, lapse_exchange};
use crate::testing::test_hub;
use crate::{Actor, Hub};
use futures::future::join_all;
use types::ErrorCode;
use types::ids::{BookingId, EventId, TicketId, TicketTypeId};
use types::payments::PaymentOutcome;

/// Numbers that are the same in every run.
fn roll(seed: &mut u64, sides: u64) -> usize {
    *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    usize::try_from((*seed >> 33) % sides).unwrap()
}

/// What is open is paid for, well or not, in time or once it ran out; given up, or left as it is.
async fn go_on(hub: &Hub, ada: Actor, (id, ticket): (BookingId, TicketId), seed: &mut u64) {
    match roll(seed, 6) {
        0 => {}
        1 => drop(give_up_exchange(hub, ada, id, ticket).await.unwrap()),
        how => {
            let payment = pay(hub, ada, id).await.unwrap();
            if how == 2 {
                let exchange = run_out(hub, id).await;
                lapse_exchange(hub, exchange).await.unwrap();
            }
            let good = how != 3;
            let said = if good { PaymentOutcome::Completed } else { PaymentOutcome::Failed };
            callback(hub, ada, &payment, said).await;
        }
    }
}

/// Somebody who books, exchanges and gives back, again and again, and all that is left in the end.
async fn one_of_many(hub: Hub, event: EventId, kinds: [TicketTypeId; 3], mut seed: u64) {
    let ada = attendee(&hub).await;
    let mut mine: Option<BookingId> = None;
    for _ in 0..20 {
        let Some(id) = mine else {
            let items = [(kinds[roll(&mut seed, 3)], 2)];
            match buy(&hub, ada, event, &items).await {
                Ok(held) => mine = Some(paid(&hub, ada, held.id).await.id),
                Err(refusal) => assert_eq!(refusal.failure.code, ErrorCode::SoldOut),
            }
            continue;
        };
        let booking = get(&hub, ada, id).await.unwrap();
        let ticket = booking.tickets[roll(&mut seed, 2) % booking.tickets.len()].id;
        match roll(&mut seed, 7) {
            0 => {
                cancel(&hub, ada, id, None).await.unwrap();
                mine = None;
            }
            1 => {
                cancel_ticket(&hub, ada, id, ticket, None).await.unwrap();
                mine = mine.filter(|_| booking.tickets.len() > 1);
            }
            _ => {
                let to = kinds[roll(&mut seed, 3)];
                match exchange(&hub, ada, (id, ticket), to).await {
                    Ok(after) => {
                        if let Some(open) = after.exchange {
                            go_on(&hub, ada, (id, open.ticket), &mut seed).await;
                        }
                    }
                    Err(code) => assert_eq!(code, ErrorCode::SoldOut),
                }
            }
        }
    }
    if let Some(id) = mine {
        adds_up(&hub, &get(&hub, ada, id).await.unwrap()).await;
        cancel(&hub, ada, id, None).await.unwrap();
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn from_many_connections_at_once_each_level_is_exact_and_all_money_comes_back() {
    for connections in [2_u64, 8] {
        let (hub, _database) = test_hub().await;
        let event = event(&hub).capacity(12).create(&hub).await;
        execute(&hub, "UPDATE events SET max_unpaid_per_person = NULL").await;
        allow(&hub, event).await;
        let shared = pool(&hub, event, 6).await;
        let kinds = [
            Kind::of(PRICES[0]).pool(shared).quota(4).add(&hub, event).await,
            Kind::of(PRICES[1]).pool(shared).add(&hub, event).await,
            Kind::of(PRICES[2]).quota(6).early(3, 5_00).add(&hub, event).await,
        ];
        let tasks = (0..connections)
            .map(|n| tokio::spawn(one_of_many(hub.clone(), event, kinds, connections * 100 + n)));
        for done in join_all(tasks).await {
            done.unwrap();
        }
        exact(&hub).await;
        let (charged, back) = ledger(&hub).await;
        assert_eq!(charged, back, "everybody gave everything back a week ahead");
        for of in kinds {
            assert_eq!(taken(&hub, of).await, 0);
        }
        assert_eq!(taken_of_pool(&hub, shared).await, 0);
        let open: i64 =
            sqlx::query_scalar("SELECT count(*) FROM ticket_exchanges WHERE status = 'OPEN'")
                .fetch_one(hub.db.pool())
                .await
                .unwrap();
        assert_eq!(open, 0);
    }
}

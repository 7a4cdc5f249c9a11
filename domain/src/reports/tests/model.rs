//! Random histories: after whatever happens, the books are the ledger's sums and the dashboard's.

use super::{Of, lately, of};
use crate::bookings::tests::support::{attendee, callback, event, ledger, organizer, pay};
use crate::bookings::{Run, book, cancel, cancel_ticket, get, move_booking, refund_as_organizer};
use crate::statistics::dashboard;
use crate::testing::{kind, paid_exchange, test_hub, wanted};
use crate::{Actor, Hub, reconcile};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use rust_decimal::Decimal;
use types::booking_actions::{MoveBooking, RefundBooking};
use types::ids::{BookingId, EventId, TicketTypeId};
use types::payments::PaymentOutcome;

const REAL: Run = Run::Real(None);

#[derive(Clone, Copy, Debug)]
enum Deed {
    Buy {
        event: usize,
        seats: i64,
    },
    Refund {
        booking: usize,
        cents: i64,
    },
    GiveOneBack {
        booking: usize,
    },
    Cancel {
        booking: usize,
    },
    Move {
        booking: usize,
    },
    /// Its first ticket at the lower price, for the dearer kind.
    Exchange {
        booking: usize,
    },
}

fn deed() -> impl Strategy<Value = Deed> {
    prop_oneof![
        3 => (0..2_usize, 1..=3_i64).prop_map(|(event, seats)| Deed::Buy { event, seats }),
        2 => (0..6_usize, 1..3_000_i64).prop_map(|(booking, cents)| Deed::Refund { booking, cents }),
        1 => (0..6_usize).prop_map(|booking| Deed::GiveOneBack { booking }),
        1 => (0..6_usize).prop_map(|booking| Deed::Cancel { booking }),
        2 => (0..6_usize).prop_map(|booking| Deed::Move { booking }),
        2 => (0..6_usize).prop_map(|booking| Deed::Exchange { booking }),
    ]
}

/// An event with two kinds of ticket, of which the second is dearer.
#[derive(Clone, Copy)]
struct Talks {
    id: EventId,
    kinds: [TicketTypeId; 2],
}

impl Talks {
    async fn new(hub: &Hub, host: Actor) -> Self {
        let id = event(hub).capacity(60).hosted_by(hub, host).await;
        let standing = kind(hub, id, "Standing", (25, None)).await;
        Self { id, kinds: [standing, kind(hub, id, "Seated", (40, Some(50))).await] }
    }

    async fn buy(self, hub: &Hub, by: Actor, seats: i64) -> BookingId {
        let items = wanted(self.id, &[(self.kinds[0], seats)]);
        let booking = book(hub, by, items, None).await.unwrap().value.id;
        let payment = pay(hub, by, booking).await.unwrap();
        callback(hub, by, &payment, PaymentOutcome::Completed).await;
        booking
    }
}

struct Bought {
    by: Actor,
    booking: BookingId,
    event: usize,
}

/// What is refused changes nothing: the books hold it or they do not.
async fn play(hub: &Hub, host: Actor, events: [Talks; 2], deed: Deed, bought: &mut Vec<Bought>) {
    let at = |place: usize| Some(place).filter(|place| *place < bought.len());
    match deed {
        Deed::Buy { event, seats } => {
            let by = attendee(hub).await;
            let booking = events[event].buy(hub, by, seats).await;
            bought.push(Bought { by, booking, event });
        }
        Deed::Refund { booking, cents } => {
            let Some(place) = at(booking) else { return };
            let Bought { booking, event, .. } = bought[place];
            let input =
                RefundBooking { amount: Decimal::new(cents, 2), reason: "We are sorry.".into() };
            let key = events[event].id.to_string();
            let _ = refund_as_organizer(hub, host, &key, booking, input, REAL).await;
        }
        Deed::GiveOneBack { booking } => {
            let Some(place) = at(booking) else { return };
            let Bought { by, booking, .. } = bought[place];
            let tickets = get(hub, by, booking).await.unwrap().tickets;
            if let Some(ticket) = tickets.first() {
                let _ = cancel_ticket(hub, by, booking, ticket.id, None).await;
            }
        }
        Deed::Cancel { booking } => {
            let Some(place) = at(booking) else { return };
            let _ = cancel(hub, bought[place].by, bought[place].booking, None).await;
        }
        Deed::Move { booking } => {
            let Some(place) = at(booking) else { return };
            let Bought { booking, event, .. } = bought[place];
            let to = 1 - event;
            let input = MoveBooking {
                event: events[to].id.to_string(),
                reason: "Closer to them.".into(),
                ticket_type: None,
            };
            let key = events[event].id.to_string();
            if move_booking(hub, host, &key, booking, input, REAL).await.is_ok() {
                bought[place].event = to;
            }
        }
        Deed::Exchange { booking } => {
            let Some(place) = at(booking) else { return };
            let Bought { by, booking, event } = bought[place];
            let [standing, seated] = events[event].kinds;
            let tickets = get(hub, by, booking).await.unwrap().tickets;
            if let Some(ticket) = tickets.iter().find(|it| it.ticket_type == Some(standing)) {
                paid_exchange(hub, ticket.id, seated).await;
            }
        }
    }
}

async fn check(hub: &Hub, host: Actor, events: [Talks; 2], before: (i64, i64)) {
    let wanted = lately(hub);
    let all = of(hub, host, Of::All, &wanted).await;
    let (charged, refunded) = ledger(hub).await;
    let cents = |amount| Decimal::new(amount, 2);
    let sums = all.totals.first().map_or_else(Default::default, |it| (it.charged, it.refunds));
    assert_eq!(sums, (cents(charged - before.0), cents(refunded - before.1)));
    for event in events {
        let key = event.id.to_string();
        let books = of(hub, host, Of::Event(&key), &wanted).await;
        let days = |of: fn(&types::reports::BookSum) -> Decimal| -> Decimal {
            books.days.iter().flat_map(|day| &day.sums).map(of).sum()
        };
        let total = books.totals.first().copied();
        assert_eq!(days(|it| it.net), total.map_or(Decimal::ZERO, |it| it.net));
        assert_eq!(days(|it| it.gross), total.map_or(Decimal::ZERO, |it| it.gross));
        let figures = dashboard(hub, host, &key, None).await.unwrap().figures;
        let shown = figures.revenue.first().map(|it| (it.gross - it.discounts, it.refunds, it.net));
        let told = total.map(|it| (it.charged, it.refunds, it.net));
        assert_eq!(told.unwrap_or_default(), shown.unwrap_or_default());
    }
    assert_eq!(reconcile::all(hub).await.unwrap(), []);
}

#[test]
fn whatever_happens_the_books_are_the_ledgers_sums_and_the_dashboards() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let (hub, database) = runtime.block_on(test_hub());
    let mut runner =
        TestRunner::new(Config { cases: 12, failure_persistence: None, ..Config::default() });
    let histories = proptest::collection::vec(deed(), 1..14);
    let result = runner.run(&histories, |deeds| {
        runtime.block_on(async {
            let host = organizer(&hub).await;
            let events = [Talks::new(&hub, host).await, Talks::new(&hub, host).await];
            let (before, mut bought) = (ledger(&hub).await, Vec::new());
            for deed in deeds {
                play(&hub, host, events, deed, &mut bought).await;
            }
            check(&hub, host, events, before).await;
        });
        Ok(())
    });
    runtime.block_on(hub.db.pool().close());
    drop(database);
    result.unwrap();
}

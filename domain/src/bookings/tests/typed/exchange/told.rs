//! Who looks on is told that what is left of the types has changed, although the event's seats have not.

use super::{Kind, allow, event, exchange, has};
use crate::Actor;
use crate::live::{announce, listen, watch_event};
use crate::testing::test_hub;
use tokio_util::sync::CancellationToken;

#[tokio::test]
async fn an_exchange_is_told_to_who_looks_on() {
    let (hub, _database) = test_hub().await;
    let event = event(&hub).create(&hub).await;
    let balcony = Kind::of(0).quota(3).add(&hub, event).await;
    let stalls = Kind::of(0).quota(3).add(&hub, event).await;
    allow(&hub, event).await;
    let (ada, booking) = has(&hub, event, &[(balcony, 1)]).await;
    let stop = CancellationToken::new();
    tokio::spawn(listen(hub.clone(), stop.clone()));
    tokio::spawn(announce(hub.clone(), stop.clone()));
    let mut watch = watch_event(&hub, Actor::Anonymous, &event.to_string()).await.unwrap();
    let before = watch.next().await.unwrap();
    exchange(&hub, ada, (booking.id, booking.tickets[0].id), stalls).await.unwrap();
    let mut after = watch.next().await.unwrap();
    while after.kinds == before.kinds {
        after = watch.next().await.unwrap();
    }
    assert_eq!(after.counts, before.counts);
    stop.cancel();
}

//! Looking on at figures.

use crate::bookings::tests::support::{attendee, book};
use crate::statistics::{watch_figures, watch_summary};
use crate::testing::{EventBuilder, person, test_hub};
use crate::{Actor, Hub, live};
use std::time::Duration;
use tokio::time::{Instant, timeout};
use tokio_util::sync::CancellationToken;
use types::accounts::Role;
use types::{ErrorCode, Failure};

fn hear(hub: &Hub) -> CancellationToken {
    let stop = CancellationToken::new();
    tokio::spawn(live::listen(hub.clone(), stop.clone()));
    tokio::spawn(live::announce(hub.clone(), stop.clone()));
    stop
}

#[tokio::test]
async fn a_rush_is_told_in_few_messages_and_the_last_is_right() {
    let (hub, _database) = test_hub().await;
    let stop = hear(&hub);
    let host = person(&hub, Role::Organizer).await;
    let event = EventBuilder { capacity: 100, ..EventBuilder::new(&hub) }.insert(&hub, host).await;
    let host = Actor::User { id: host, role: Role::Organizer };
    let mut watch = watch_figures(&hub, host, &event.to_string()).await.unwrap();
    assert!(watch.wait().await);
    assert_eq!(watch.load(host).await.unwrap().unwrap().seats.confirmed, 0);
    let began = Instant::now();
    for _ in 0..30 {
        book(&hub, attendee(&hub).await, event, 1).await.unwrap();
    }
    let (mut told, mut messages) = (0, 0);
    while told < 30 {
        assert!(timeout(Duration::from_secs(10), watch.wait()).await.unwrap());
        if let Some(figures) = watch.load(host).await.unwrap() {
            assert!(figures.seats.confirmed > told);
            told = figures.seats.confirmed;
            messages += 1;
        }
    }
    assert!(messages <= began.elapsed().as_secs() + 1, "{messages} in {:?}", began.elapsed());
    // Another event's bookings are no news here.
    let other = EventBuilder::new(&hub).insert(&hub, host.user_id().unwrap()).await;
    book(&hub, attendee(&hub).await, other, 1).await.unwrap();
    let news = async {
        loop {
            assert!(watch.wait().await);
            if let Some(figures) = watch.load(host).await.unwrap() {
                return figures;
            }
        }
    };
    assert!(timeout(Duration::from_secs(2), news).await.is_err());
    stop.cancel();
    assert!(!watch.wait().await);
}

#[tokio::test]
async fn who_loses_the_right_is_told_nothing_more() {
    let (hub, _database) = test_hub().await;
    let _stop = hear(&hub);
    let host = person(&hub, Role::Organizer).await;
    let event = EventBuilder::new(&hub).insert(&hub, host).await;
    let host = Actor::User { id: host, role: Role::Organizer };
    let mut watch = watch_figures(&hub, host, &event.to_string()).await.unwrap();
    let mut summary = watch_summary(&hub, host).await.unwrap();
    assert!(watch.load(host).await.unwrap().is_some());
    assert!(summary.load(host).await.unwrap().is_some());
    let demoted = Actor::User { id: host.user_id().unwrap(), role: Role::Attendee };
    let denied = watch.load(demoted).await.unwrap_err();
    assert_eq!(Failure::from(denied).code, ErrorCode::Forbidden);
    let denied = summary.load(demoted).await.unwrap_err();
    assert_eq!(Failure::from(denied).code, ErrorCode::Forbidden);
    let denied = watch_figures(&hub, attendee(&hub).await, &event.to_string()).await.unwrap_err();
    assert_eq!(Failure::from(denied).code, ErrorCode::Forbidden);
}

#[tokio::test]
async fn the_summary_names_the_events_that_changed() {
    let (hub, _database) = test_hub().await;
    let _stop = hear(&hub);
    let host = person(&hub, Role::Organizer).await;
    let event = EventBuilder::new(&hub).insert(&hub, host).await;
    let foreign = EventBuilder::new(&hub).insert(&hub, person(&hub, Role::Organizer).await).await;
    let host = Actor::User { id: host, role: Role::Organizer };
    let mut watch = watch_summary(&hub, host).await.unwrap();
    assert!(watch.wait().await);
    assert_eq!(watch.load(host).await.unwrap().unwrap().summary.seats_sold, 0);
    book(&hub, attendee(&hub).await, foreign, 1).await.unwrap();
    book(&hub, attendee(&hub).await, event, 2).await.unwrap();
    loop {
        assert!(watch.wait().await);
        // The hearing may have begun after the watch: then anything may have changed first.
        let Some(told) = watch.load(host).await.unwrap() else { continue };
        if told.summary.seats_sold == 2 {
            assert!(told.changed.is_none_or(|changed| changed == [event]));
            break;
        }
    }
}

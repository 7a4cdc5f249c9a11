//! What a person's private calendar is made of.

use super::support::{attendee, event, paid};
use crate::bookings::for_calendar;
use crate::testing::test_hub;
use chrono::TimeDelta;

#[tokio::test]
async fn each_booking_comes_with_its_own_tickets_and_the_soonest_event_first() {
    let (hub, _database) = test_hub().await;
    let ada = attendee(&hub).await;
    let mut expected = Vec::new();
    for (days, seats) in [(9, 3), (2, 1), (5, 2)] {
        let event = event(&hub).starts_in(&hub, TimeDelta::days(days)).create(&hub).await;
        let (booking, _) = paid(&hub, ada, event, seats).await;
        expected.push((days, booking, event, usize::try_from(seats).unwrap()));
    }
    expected.sort_unstable_by_key(|(days, ..)| *days);
    let found = for_calendar(&hub, ada.user_id().unwrap()).await.unwrap();
    let found: Vec<_> = found.iter().map(|it| (it.id, it.event, it.tickets.len())).collect();
    let expected: Vec<_> =
        expected.into_iter().map(|(_, booking, event, seats)| (booking, event, seats)).collect();
    assert_eq!(found, expected);
}

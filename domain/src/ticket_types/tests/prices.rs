//! An event costs what is on sale.

use super::support::{World, of};
use crate::bookings::tests::support::event;
use crate::events::{self, patch};
use crate::ticket_types::{create, refresh_due};
use chrono::TimeDelta;
use types::Locale;
use types::events::EventPatch;
use types::ticket_types::{Offering, PriceStep, TicketTypePatch};

fn both(low: &str, high: &str) -> (String, Option<String>) {
    (low.to_owned(), Some(high.to_owned()))
}

#[tokio::test]
async fn an_event_costs_the_lowest_and_the_highest_of_what_is_on_sale() {
    let world = World::new().await;
    world.make(of("Adult", 30)).await;
    let student = world.make(of("Student", 15)).await;
    let mut hidden = of("Friend", 5);
    hidden.hidden = true;
    world.make(hidden).await;
    let mut later = of("Late", 90);
    later.sale_from = Some(world.hub.now() + TimeDelta::days(1));
    world.make(later).await;
    let mut early = of("Early", 40);
    early.price_steps = vec![PriceStep { price: 20.into(), until: None, first: Some(1) }];
    world.make(early).await;
    assert_eq!(world.prices().await, both("15.00", "30.00"));
    let pause = TicketTypePatch { offering: Some(Offering::Paused), ..TicketTypePatch::default() };
    world.change(student.id, pause).await.unwrap();
    assert_eq!(world.prices().await, both("20.00", "30.00"));
}

#[tokio::test]
async fn where_nothing_is_on_sale_it_costs_what_is_not_archived() {
    let world = World::new().await;
    let mut later = of("Late", 90);
    later.sale_from = Some(world.hub.now() + TimeDelta::days(1));
    world.make(later).await;
    let mut archived = of("Old", 5);
    archived.offering = Offering::Archived;
    world.make(archived).await;
    assert_eq!(world.prices().await, both("90.00", "90.00"));
}

#[tokio::test]
async fn the_price_follows_the_clock_and_is_told() {
    let world = World::new().await;
    let mut early = of("Adult", 30);
    let until = Some(world.hub.now() + TimeDelta::days(1));
    early.price_steps = vec![PriceStep { price: 20.into(), until, first: None }];
    world.make(early).await;
    assert_eq!(world.prices().await, both("20.00", "20.00"));
    assert_eq!(refresh_due(&world.hub).await.unwrap(), 0);
    world.run("UPDATE ticket_price_steps SET until = clock_timestamp()").await;
    assert_eq!(refresh_due(&world.hub).await.unwrap(), 1);
    assert_eq!(world.prices().await, both("30.00", "30.00"));
    assert_eq!(refresh_due(&world.hub).await.unwrap(), 0);
}

#[tokio::test]
async fn a_price_that_is_sent_for_an_event_with_types_changes_nothing() {
    let world = World::new().await;
    world.make(of("Adult", 30)).await;
    let wish = EventPatch { price: Some(1.into()), ..EventPatch::default() };
    let shown = patch(&world.hub, world.olga, &world.key(), wish, Locale::En).await.unwrap().event;
    let told = (shown.price.to_string(), shown.price_max.to_string(), shown.ticket_types.len());
    assert_eq!(told, ("30.00".into(), "30.00".into(), 1));
    let shown = events::get(&world.hub, world.olga, &world.key(), Locale::En).await.unwrap().event;
    assert_eq!(shown.price.to_string(), "30.00");
}

#[tokio::test]
async fn what_a_hidden_type_costs_is_not_told() {
    let world = World::new().await;
    let before = world.prices().await;
    let mut hidden = of("Friend", 5);
    hidden.hidden = true;
    world.make(hidden).await;
    assert_eq!(world.prices().await, before);
    let mut later = of("Late", 90);
    later.sale_from = Some(world.hub.now() + TimeDelta::days(1));
    let later = world.make(later).await;
    assert_eq!(world.prices().await, both("90.00", "90.00"));
    let gone = TicketTypePatch { offering: Some(Offering::Archived), ..TicketTypePatch::default() };
    world.change(later.id, gone).await.unwrap();
    assert_eq!(world.prices().await, both("90.00", "90.00"));
}

#[tokio::test]
async fn a_price_that_cannot_be_set_keeps_no_other_from_it() {
    let world = World::new().await;
    let until = Some(world.hub.now() + TimeDelta::days(1));
    let second = event(&world.hub).hosted_by(&world.hub, world.olga).await;
    for (key, price) in [(world.key(), 77), (second.to_string(), 66)] {
        let mut early = of("Adult", price);
        early.price_steps = vec![PriceStep { price: 20.into(), until, first: None }];
        create(&world.hub, world.olga, &key, early, None).await.unwrap();
    }
    world.run("UPDATE ticket_price_steps SET until = clock_timestamp()").await;
    world.run("ALTER TABLE events ADD CONSTRAINT never CHECK (price <> 77)").await;
    let refused = refresh_due(&world.hub).await.unwrap_err();
    assert_eq!((refused.done, refused.failed), (1, 1));
    assert_eq!(world.prices().await, both("20.00", "20.00"));
    world.run("ALTER TABLE events DROP CONSTRAINT never").await;
    assert_eq!(refresh_due(&world.hub).await.unwrap(), 1);
    assert_eq!(world.prices().await, both("77.00", "77.00"));
}

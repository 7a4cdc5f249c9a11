//! The catalogue finds an event by each price that is on sale.

use super::support::{World, of};
use crate::Actor;
use crate::events::list;
use types::Locale;
use types::events::EventQuery;
use types::ticket_types::{Offering, PriceStep, TicketTypePatch};

impl World {
    /// Which of these ranges of prices the event is found by.
    async fn found(&self, ranges: &[(Option<i64>, Option<i64>)]) -> Vec<bool> {
        let mut found = Vec::new();
        for (least, most) in ranges {
            let query = EventQuery {
                price_min: least.map(Into::into),
                price_max: most.map(Into::into),
                ..EventQuery::default()
            };
            let page = list(&self.hub, Actor::Anonymous, &query, Locale::En).await.unwrap();
            assert_eq!(
                page.count,
                i64::try_from(page.results.len()).unwrap(),
                "{least:?} {most:?}"
            );
            found.push(page.count == 1);
        }
        found
    }
}

#[tokio::test]
async fn an_event_is_found_by_any_price_that_is_on_sale() {
    let world = World::new().await;
    let ranges = [
        (Some(50), None),
        (Some(101), None),
        (None, Some(9)),
        (None, Some(10)),
        (Some(10), Some(10)),
        (Some(60), Some(100)),
        (Some(11), Some(99)),
        (Some(31), Some(59)),
    ];
    world.make(of("Student", 10)).await;
    world.make(of("Patron", 100)).await;
    let mut hidden = of("Friend", 45);
    hidden.hidden = true;
    world.make(hidden).await;
    let mut adult = of("Adult", 60);
    adult.offering = Offering::Paused;
    let adult = world.make(adult).await;
    let without = [true, false, false, true, true, true, false, false];
    assert_eq!(world.found(&ranges).await, without);

    let sold = TicketTypePatch { offering: Some(Offering::ForSale), ..TicketTypePatch::default() };
    world.change(adult.id, sold).await.unwrap();
    assert_eq!(world.found(&ranges).await, [true, false, false, true, true, true, true, false]);
    // A step that applies is the price.
    let step = PriceStep { price: 40.into(), until: None, first: Some(1) };
    let early = TicketTypePatch { price_steps: Some(vec![step]), ..TicketTypePatch::default() };
    world.change(adult.id, early).await.unwrap();
    assert_eq!(world.found(&[(Some(31), Some(59)), (Some(60), Some(99))]).await, [true, false]);
}

#[tokio::test]
async fn what_is_not_on_sale_yet_is_found_by_what_it_will_cost() {
    let world = World::new().await;
    for (name, price) in [("Student", 10), ("Adult", 60), ("Patron", 100)] {
        let mut later = of(name, price);
        later.offering = Offering::Paused;
        world.make(later).await;
    }
    assert_eq!(world.found(&[(Some(50), Some(70)), (Some(70), Some(90))]).await, [true, false]);
}

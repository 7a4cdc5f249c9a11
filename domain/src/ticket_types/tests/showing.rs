//! What the public is told.

use super::support::{World, of};
use crate::bookings::tests::support::{attendee, book};
use crate::events::{duplicate, plan_duplicate};
use crate::ticket_types::{list, public};
use crate::{Actor, Hub};
use chrono::TimeDelta;
use types::effects::{DateKind, DuplicateEvent};
use types::ids::EventId;
use types::ticket_types::{Offering, PriceStep, SaleState, TicketType};
use types::{ErrorCode, Failure, Locale};

async fn seen(hub: &Hub, event: EventId) -> Vec<TicketType> {
    public(hub, Actor::Anonymous, &event.to_string()).await.unwrap()
}

#[tokio::test]
async fn an_event_with_one_kind_of_ticket_has_no_types() {
    let world = World::new().await;
    assert!(seen(&world.hub, world.event).await.is_empty());
}

#[tokio::test]
async fn the_public_sees_what_can_be_had_now_or_later_and_what_is_left() {
    let world = World::new().await;
    let ada = attendee(&world.hub).await;
    book(&world.hub, ada, world.event, 4).await.unwrap();
    let mut adult = of("Adult", 30);
    adult.quota = Some(9);
    adult.price_steps = vec![
        PriceStep { price: 10.into(), until: None, first: Some(4) },
        PriceStep { price: 20.into(), until: None, first: Some(5) },
    ];
    world.make(adult).await;
    let pool = world.pool(3).await;
    let mut student = of("Student", 15);
    student.pool = Some(pool);
    student.quota = Some(5);
    world.make(student).await;
    let mut later = of("Late", 90);
    later.sale_from = Some(world.hub.now() + TimeDelta::days(1));
    world.make(later).await;
    let mut over = of("Early", 9);
    over.sale_until = Some(world.hub.now() - TimeDelta::days(1));
    world.make(over).await;
    let mut none = of("Box", 50);
    none.quota = Some(0);
    world.make(none).await;
    for (name, hide, offering) in
        [("Friend", true, Offering::ForSale), ("Old", false, Offering::Archived)]
    {
        let mut unseen = of(name, 5);
        (unseen.hidden, unseen.offering) = (hide, offering);
        world.make(unseen).await;
    }
    let shown: Vec<_> = seen(&world.hub, world.event)
        .await
        .into_iter()
        .map(|it| (it.name, it.price.to_string(), it.seats_available, it.state))
        .collect();
    let line =
        |name: &str, price: &str, left, state| (name.to_owned(), price.to_owned(), left, state);
    assert_eq!(
        shown,
        [
            line("Adult", "20.00", 5, SaleState::OnSale),
            line("Student", "15.00", 3, SaleState::OnSale),
            line("Late", "90.00", 6, SaleState::NotYet),
            line("Early", "9.00", 6, SaleState::Ended),
            line("Box", "50.00", 0, SaleState::SoldOut),
        ]
    );
    assert_eq!(world.list().await.types.len(), 7);
    let refused = list(&world.hub, ada, &world.key()).await.unwrap_err();
    assert_eq!(Failure::from(refused).code, ErrorCode::Forbidden);
}

#[tokio::test]
async fn types_come_along_with_a_copy_and_their_dates_move() {
    let world = World::new().await;
    let pool = world.pool(8).await;
    let mut adult = of("Adult", 30);
    let until = world.hub.now() + TimeDelta::days(2);
    adult.pool = Some(pool);
    adult.sale_until = Some(until);
    adult.price_steps = vec![PriceStep { price: 20.into(), until: Some(until), first: Some(4) }];
    world.make(adult).await;
    let mut old = of("Old", 5);
    old.offering = Offering::Archived;
    world.make(old).await;
    let start_date = world.hub.now() + TimeDelta::days(7 + 14);
    let wish = || DuplicateEvent { start_date, title: None, include: Vec::new() };
    let plan = plan_duplicate(&world.hub, world.olga, &world.key(), wish()).await.unwrap();
    let own: Vec<_> = plan.dates.iter().skip(2).map(|it| (it.kind, &*it.name)).collect();
    let (ends, holds) = (DateKind::TicketTypeUntil, DateKind::PriceUntil);
    assert_eq!(own, [(ends, "Adult"), (holds, "Adult")]);
    let copy = duplicate(&world.hub, world.olga, &world.key(), wish(), Locale::En).await.unwrap();
    assert_eq!(copy.event.ticket_types.len(), 1);
    assert_eq!(copy.event.price.to_string(), "20.00");
    let listed = list(&world.hub, world.olga, &copy.event.id.to_string()).await.unwrap();
    assert_eq!((listed.types.len(), listed.pools.len()), (1, 1));
    assert_eq!(listed.types[0].pool, Some(listed.pools[0].id));
    assert_ne!(listed.pools[0].id, pool);
    assert!(listed.types[0].sale_until.unwrap() > until + TimeDelta::days(13));
}

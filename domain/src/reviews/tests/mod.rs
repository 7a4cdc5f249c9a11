mod counting;
mod replying;
mod reporting;
mod writing;

use crate::testing::{EventBuilder, TestDatabase, attendance, person, test_hub};
use crate::{Actor, Hub, reviews};
use chrono::TimeDelta;
use types::accounts::Role;
use types::ids::{EventId, UserId};
use types::reviews::{Review, ReviewInput};

/// An event that ended two hours ago.
pub(crate) struct Stage {
    pub(crate) hub: Hub,
    pub(crate) organizer: UserId,
    pub(crate) event: EventId,
    _db: TestDatabase,
}

pub(crate) async fn stage() -> Stage {
    let (hub, db) = test_hub().await;
    let organizer = person(&hub, Role::Organizer).await;
    let start_date = hub.now() - TimeDelta::hours(5);
    let event = EventBuilder {
        start_date,
        end_date: start_date + TimeDelta::hours(3),
        capacity: 100,
        ..EventBuilder::new(&hub)
    }
    .insert(&hub, organizer)
    .await;
    Stage { hub, organizer, event, _db: db }
}

impl Stage {
    pub(crate) async fn guest(&self) -> Actor {
        let id = person(&self.hub, Role::Attendee).await;
        attendance(&self.hub, self.event, id, true).await;
        Actor::User { id, role: Role::Attendee }
    }

    pub(crate) async fn admin(&self) -> Actor {
        Actor::User { id: person(&self.hub, Role::Admin).await, role: Role::Admin }
    }

    pub(crate) async fn write(&self, by: Actor, rating: i64) -> Result<Review, crate::Error> {
        reviews::create(&self.hub, by, &self.event.to_string(), stars(rating)).await
    }

    /// From one star to five, as the event has it.
    pub(crate) async fn stars(&self) -> [i32; 5] {
        let summary =
            reviews::summary(&self.hub, Actor::Anonymous, &self.event.to_string()).await.unwrap();
        let all = summary.stars.all();
        assert_eq!(all.iter().sum::<i32>(), summary.count);
        all
    }

    pub(crate) async fn in_balance(&self) {
        assert_eq!(reviews::reconcile(&self.hub).await.unwrap(), []);
    }
}

fn stars(rating: i64) -> ReviewInput {
    ReviewInput { rating, comment: "It was what it was.".into() }
}

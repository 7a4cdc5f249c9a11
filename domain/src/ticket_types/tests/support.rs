//! What these tests say often.

use crate::bookings::tests::support::{event, organizer};
use crate::testing::{TestDatabase, test_hub};
use crate::ticket_types::{change, create, create_pool, list};
use crate::{Actor, Error, Hub};
use rust_decimal::Decimal;
use types::Failure;
use types::ids::{EventId, TicketPoolId, TicketTypeId};
use types::ticket_types::{
    TicketPoolInput, TicketTypeDetails, TicketTypeInput, TicketTypePatch, TicketTypes,
};

/// An organizer with an event a week from now, for ten people at 25.00 EUR.
pub(super) struct World {
    pub(super) hub: Hub,
    pub(super) olga: Actor,
    pub(super) event: EventId,
    _database: TestDatabase,
}

pub(super) fn of(name: &str, price: i64) -> TicketTypeInput {
    TicketTypeInput {
        name: name.to_owned(),
        price: Decimal::new(price * 100, 2),
        ..TicketTypeInput::default()
    }
}

impl World {
    pub(super) async fn new() -> Self {
        let (hub, database) = test_hub().await;
        let olga = organizer(&hub).await;
        let event = event(&hub).hosted_by(&hub, olga).await;
        Self { hub, olga, event, _database: database }
    }

    pub(super) fn key(&self) -> String {
        self.event.to_string()
    }

    pub(super) async fn tried(&self, input: TicketTypeInput) -> Result<TicketTypeDetails, Failure> {
        let made = create(&self.hub, self.olga, &self.key(), input, None).await;
        made.map(|answer| answer.value).map_err(|refusal| refusal.failure)
    }

    pub(super) async fn make(&self, input: TicketTypeInput) -> TicketTypeDetails {
        self.tried(input).await.unwrap()
    }

    pub(super) async fn change(
        &self,
        id: TicketTypeId,
        patch: TicketTypePatch,
    ) -> Result<TicketTypeDetails, Error> {
        change(&self.hub, self.olga, &self.key(), id, patch).await
    }

    pub(super) async fn pool(&self, quota: i64) -> TicketPoolId {
        let input = TicketPoolInput { name: "Hall".into(), quota, position: None };
        create_pool(&self.hub, self.olga, &self.key(), input, None).await.unwrap().value.id
    }

    pub(super) async fn list(&self) -> TicketTypes {
        list(&self.hub, self.olga, &self.key()).await.unwrap()
    }

    pub(super) async fn names(&self) -> Vec<String> {
        self.list().await.types.into_iter().map(|it| it.name).collect()
    }

    /// The lowest and the highest price on the event's row.
    pub(super) async fn prices(&self) -> (String, Option<String>) {
        sqlx::query_as("SELECT price::text, price_max::text FROM events WHERE id = $1")
            .bind(self.event)
            .fetch_one(self.hub.db.pool())
            .await
            .unwrap()
    }

    /// What the counters of a type and of all pools say.
    pub(super) async fn taken(&self, id: TicketTypeId) -> (i32, i32) {
        sqlx::query_as(
            "SELECT taken, (SELECT coalesce(sum(taken), 0)::int FROM ticket_pools)
             FROM ticket_types WHERE id = $1",
        )
        .bind(id)
        .fetch_one(self.hub.db.pool())
        .await
        .unwrap()
    }

    pub(super) async fn run(&self, sql: &'static str) {
        sqlx::query(sql).execute(self.hub.db.pool()).await.unwrap();
    }
}

pub(super) fn failure(error: Error) -> Failure {
    error.into()
}

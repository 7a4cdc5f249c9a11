//! A database that vanished without a word keeps nobody waiting for longer than the deadlines, and
//! what it leaves behind is in nobody's way.

use crate::accounts::{Bearer, identify_bearer};
use crate::bookings::book;
use crate::db::{Db, Deadlines};
use crate::testing::{EventBuilder, TestDatabase, Wire, logged_in, person, test_hub};
use crate::{Actor, Hub, Settings};
use futures::FutureExt as _;
use futures::future::{BoxFuture, join_all};
use std::time::Duration;
use types::ErrorCode;
use types::accounts::Role;
use types::bookings::BookInput;
use types::ids::{EventId, UserId};

struct Stage {
    hub: Hub,
    wire: Wire,
    buyer: UserId,
    bearer: Bearer,
    event: EventId,
    _database: TestDatabase,
}

/// A hub whose database is at the other end of a wire, with short deadlines.
async fn stage() -> Stage {
    let short = Duration::from_millis(400);
    stage_with(Deadlines::new(short, short)).await
}

async fn stage_with(deadlines: Deadlines) -> Stage {
    let (near, database) = test_hub().await;
    let host = person(&near, Role::Organizer).await;
    let event = EventBuilder { price: 25.into(), ..EventBuilder::new(&near) };
    let event = event.insert(&near, host).await;
    let buyer = person(&near, Role::Attendee).await;
    let bearer = logged_in(&near, buyer).await;
    let wire = Wire::to(&database).await;
    let db = Db::connect_within(wire.url(), 4, deadlines).await.unwrap();
    let hub = Hub::new(db, Settings::clone(&near.settings));
    Stage { hub, wire, buyer, bearer, event, _database: database }
}

type Asked = BoxFuture<'static, Option<ErrorCode>>;

impl Stage {
    fn book(&self) -> Asked {
        let (hub, event) = (self.hub.clone(), self.event);
        let actor = Actor::User { id: self.buyer, role: Role::Attendee };
        let input = BookInput::of(event, 1);
        async move { book(&hub, actor, input, None).await.err().map(|it| it.failure.code) }.boxed()
    }

    fn identify(&self) -> Asked {
        let (hub, bearer) = (self.hub.clone(), self.bearer);
        async move { identify_bearer(&hub, bearer).await.err().map(|it| it.code) }.boxed()
    }

    fn write(&self) -> Asked {
        let db = self.hub.db.clone();
        async move {
            let written: Result<(), sqlx::Error> = db
                .write(|tx| {
                    Box::pin(async move {
                        sqlx::query("UPDATE users SET bio = 'x'").execute(tx).await.map(drop)
                    })
                })
                .await;
            written.err().map(|error| crate::failure::from_database(&error).code)
        }
        .boxed()
    }

    /// Everything that goes through a lane or the pool, several times at once.
    async fn ask(&self) -> Vec<Option<ErrorCode>> {
        let each = (0..3).flat_map(|_| [self.book(), self.identify(), self.write()]);
        let answers = join_all(each);
        let patience = Duration::from_mins(1);
        tokio::time::timeout(patience, answers).await.expect("everybody gets an answer")
    }
}

#[tokio::test]
async fn a_database_that_vanished_keeps_nobody_waiting() {
    let stage = stage().await;
    assert_eq!(stage.ask().await, [None; 9]);
    stage.wire.cut();
    for _ in 0..2 {
        assert_eq!(stage.ask().await, [Some(ErrorCode::Unavailable); 9]);
    }
    assert!(!stage.hub.hangs(), "nothing is under way any more");
    stage.wire.mend();
    assert_eq!(stage.ask().await, [None; 9], "on new connections");
}

#[tokio::test]
async fn a_lane_that_hangs_can_be_told() {
    let (short, long) = (Duration::from_millis(100), Duration::from_mins(1));
    let stage = stage_with(Deadlines::new(short, long)).await;
    assert_eq!(stage.identify().await, None);
    assert!(!stage.hub.hangs());
    stage.wire.cut();
    let asked = tokio::spawn(stage.identify());
    let hanging = async {
        while !stage.hub.hangs() {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(Duration::from_secs(20), hanging).await.expect("somebody can tell");
    assert!(!asked.is_finished());
}

#[tokio::test]
async fn what_takes_as_long_as_it_takes_is_not_cut_off() {
    let stage = stage().await;
    let slow = |db: Db| async move {
        db.write(|tx| {
            Box::pin(async move { sqlx::query("SELECT pg_sleep(1)").execute(tx).await.map(drop) })
        })
        .await
    };
    let unhurried: Result<(), sqlx::Error> = slow(stage.hub.db.unhurried()).await;
    unhurried.unwrap();
    let error = slow(stage.hub.db.clone()).await.unwrap_err();
    assert_eq!(crate::failure::from_database(&error).code, ErrorCode::Unavailable);
}

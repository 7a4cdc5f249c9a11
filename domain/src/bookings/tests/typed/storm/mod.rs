//! Everything at once: people who book, pay, lapse, give back, exchange, wait, take or decline offers, and a
//! team that changes quotas, pools, what is on sale and how large the event is, moves bookings away and
//! invites guests, from several connections. At every moment each counter is the sum of its rows; once all is
//! quiet, nobody waits who fits, and every seat that is free can be had.
//!
//! One deed more is a file beside [`people`] with a method of `Person`, or beside [`team`] with one of
//! [`Place`], and its line where they choose what to do.

mod exchanges;
mod people;
mod quiet;
mod team;
mod watch;

use super::support::{Kind, allow, event, execute, organizer, pool};
use crate::testing::test_hub;
use crate::{Actor, Hub};
use futures::future::join_all;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use types::ids::{EventId, TicketPoolId, TicketTypeId};

const KINDS: usize = 3;
/// What each of them does.
const DEEDS: usize = 16;

/// Where it rages.
#[derive(Clone)]
struct Place {
    hub: Hub,
    host: Actor,
    event: EventId,
    /// With one kind of ticket; bookings are moved there.
    elsewhere: EventId,
    pool: TicketPoolId,
    kinds: [TicketTypeId; KINDS],
}

impl Place {
    async fn new(hub: &Hub) -> Self {
        let host = organizer(hub).await;
        let elsewhere = event(hub).capacity(500).hosted_by(hub, host).await;
        let event = event(hub).capacity(14).hosted_by(hub, host).await;
        allow(hub, event).await;
        execute(hub, "UPDATE events SET max_unpaid_per_person = NULL").await;
        let pool = pool(hub, event, 8).await;
        let kinds = [
            Kind::of(16_65).pool(pool).quota(4).add(hub, event).await,
            Kind::of(9_99).pool(pool).early(3, 5_00).add(hub, event).await,
            Kind::of(0).add(hub, event).await,
        ];
        Self { hub: hub.clone(), host, event, elsewhere, pool, kinds }
    }

    fn key(&self) -> String {
        self.event.to_string()
    }
}

/// Numbers that are the same in every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }

    fn below(&mut self, sides: usize) -> usize {
        usize::try_from(self.roll(sides.try_into().unwrap())).unwrap()
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn whatever_many_do_at_once_each_level_is_exact_at_every_moment() {
    for people in [2_u64, 5, 8] {
        let (hub, _database) = test_hub().await;
        let place = Place::new(&hub).await;
        let over = Arc::new(AtomicBool::new(false));
        let watcher = tokio::spawn(watch::until(over.clone(), place.clone()));
        let mut tasks: Vec<_> = (0..people)
            .map(|n| tokio::spawn(people::person(place.clone(), Dice(people * 100 + n))))
            .collect();
        tasks.push(tokio::spawn(team::team(place.clone(), Dice(people))));
        let done = join_all(tasks).await;
        over.store(true, Ordering::SeqCst);
        assert!(watcher.await.unwrap() > 0, "nobody looked");
        for done in done {
            done.unwrap();
        }
        quiet::check(&place).await;
    }
}

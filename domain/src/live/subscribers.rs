//! The broker: subscriptions of this process to events and people.

use super::counts::EventNow;
use super::wire::news;
use crate::db::Change;
use crate::network;
use std::collections::{HashMap, HashSet};
use std::hash::Hash;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::sync::{Notify, broadcast, watch};
use types::ids::{EventId, UserId};
use types::live::LiveNews;

/// Streams in one process: each is a connection, and other requests need some too.
const SLOTS_MAX: usize = 2_000;
/// A school or an office may share one address.
const SLOTS_AN_ADDRESS: usize = 200;
const SLOTS_A_PERSON: usize = 20;
/// Changes that somebody who hears of all events may be behind.
const ALL_EVENTS_BACKLOG: usize = 1_024;
/// A subscriber that is further behind is told that anything may have changed.
const BACKLOG_MAX: usize = 32;

pub(super) type Now = Option<EventNow>;

/// One a process; see the module.
#[derive(Debug)]
pub struct Broker {
    state: Mutex<State>,
    stale: Notify,
}

#[derive(Debug, Default)]
struct State {
    closed: bool,
    events: HashMap<EventId, Topic<watch::Sender<Now>>>,
    people: HashMap<UserId, Topic<broadcast::Sender<LiveNews>>>,
    /// Every event that changes; none where any may have. Made for the first who listens.
    all_events: Option<broadcast::Sender<Option<EventId>>>,
    /// Events whose counts have to be loaded.
    stale: HashSet<EventId>,
    taken: usize,
    taken_by_address: HashMap<IpAddr, usize>,
    taken_by_person: HashMap<UserId, usize>,
}

#[derive(Debug)]
struct Topic<S> {
    sender: S,
    listeners: usize,
}

impl Default for Broker {
    fn default() -> Self {
        Self { state: Mutex::default(), stale: Notify::new() }
    }
}

impl Broker {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A slot for one stream, given back when it is dropped; none where this address, this person
    /// or the process has too many.
    pub fn admit(self: &Arc<Self>, address: IpAddr, person: Option<UserId>) -> Option<StreamSlot> {
        let address = network::of(address);
        let mut state = self.state();
        let of_address = state.taken_by_address.get(&address).copied().unwrap_or_default();
        let of_person = person.and_then(|id| state.taken_by_person.get(&id).copied());
        if state.taken >= SLOTS_MAX
            || of_address >= SLOTS_AN_ADDRESS
            || of_person.unwrap_or_default() >= SLOTS_A_PERSON
        {
            return None;
        }
        state.taken += 1;
        *state.taken_by_address.entry(address).or_default() += 1;
        if let Some(person) = person {
            *state.taken_by_person.entry(person).or_default() += 1;
        }
        Some(StreamSlot { live: Arc::clone(self), address, person })
    }

    /// How many slots are taken.
    pub fn taken(&self) -> usize {
        self.state().taken
    }

    /// How many events and people have subscribers.
    pub fn topics(&self) -> (usize, usize) {
        let state = self.state();
        (state.events.len(), state.people.len())
    }

    /// Closes every subscription; a new one is sent the present counts and closed.
    pub fn close(&self) {
        let mut state = self.state();
        state.closed = true;
        state.events.clear();
        state.people.clear();
        state.all_events = None;
        state.stale.clear();
    }

    pub(super) fn subscribe_event(&self, event: EventId) -> watch::Receiver<Now> {
        let mut state = self.state();
        if state.closed {
            return watch::channel(None).1;
        }
        let topic = state
            .events
            .entry(event)
            .or_insert_with(|| Topic { sender: watch::channel(None).0, listeners: 0 });
        topic.listeners += 1;
        topic.sender.subscribe()
    }

    pub(super) fn unsubscribe_event(&self, event: EventId) {
        unsubscribe(&mut self.state().events, &event);
    }

    pub(super) fn subscribe_person(&self, person: UserId) -> broadcast::Receiver<LiveNews> {
        let mut state = self.state();
        if state.closed {
            return broadcast::channel(1).1;
        }
        let topic = state
            .people
            .entry(person)
            .or_insert_with(|| Topic { sender: broadcast::channel(BACKLOG_MAX).0, listeners: 0 });
        topic.listeners += 1;
        topic.sender.subscribe()
    }

    pub(super) fn unsubscribe_person(&self, person: UserId) {
        unsubscribe(&mut self.state().people, &person);
    }

    /// Every event that changes from now on; none where any may have.
    pub(crate) fn subscribe_all_events(&self) -> broadcast::Receiver<Option<EventId>> {
        let mut state = self.state();
        if state.closed {
            return broadcast::channel(1).1;
        }
        let sender =
            state.all_events.get_or_insert_with(|| broadcast::channel(ALL_EVENTS_BACKLOG).0);
        sender.subscribe()
    }

    /// Takes the counts that a new subscriber has loaded, unless newer ones are known.
    pub(super) fn seed(&self, event: EventId, now: EventNow) {
        if let Some(topic) = self.state().events.get(&event) {
            topic.sender.send_if_modified(|known| {
                let unknown = known.is_none();
                if unknown {
                    *known = Some(now);
                }
                unknown
            });
        }
    }

    pub(super) fn changed(&self, changes: &[Change]) {
        let mut state = self.state();
        for change in changes {
            if let (Some(event), Some(all)) = (change.event, &state.all_events) {
                // No receiver: nobody listens at the moment.
                let _ = all.send(Some(event));
            }
            if let Some(event) = change.event.filter(|event| state.events.contains_key(event)) {
                state.stale.insert(event);
            }
            if let Some(topic) = change.user.and_then(|user| state.people.get(&user)) {
                // No receiver: the subscriber is just leaving.
                let _ = topic.sender.send(news(*change));
            }
        }
        let some = !state.stale.is_empty();
        drop(state);
        if some {
            self.stale.notify_one();
        }
    }

    pub(super) fn everything_changed(&self) {
        let state = self.state();
        for topic in state.people.values() {
            let _ = topic.sender.send(LiveNews::default());
        }
        if let Some(all) = &state.all_events {
            let _ = all.send(None);
        }
        let all: Vec<EventId> = state.events.keys().copied().collect();
        drop(state);
        self.mark_stale(all);
    }

    pub(super) fn mark_stale(&self, events: Vec<EventId>) {
        self.state().stale.extend(events);
        self.stale.notify_one();
    }

    /// Waits for events whose counts have to be loaded.
    pub(super) async fn stale(&self) -> Vec<EventId> {
        loop {
            let events: Vec<EventId> = self.state().stale.drain().collect();
            if !events.is_empty() {
                return events;
            }
            self.stale.notified().await;
        }
    }

    /// Publishes loaded counts to the subscribers for whom they are new. The subscriptions to an
    /// event that was deleted are closed.
    pub(super) fn publish(&self, asked: &[EventId], loaded: &[(EventId, EventNow)]) {
        let mut state = self.state();
        let loaded: HashMap<_, _> = loaded.iter().copied().collect();
        for event in asked {
            let Some(now) = loaded.get(event) else {
                state.events.remove(event);
                continue;
            };
            if let Some(topic) = state.events.get(event) {
                topic.sender.send_if_modified(|known| known.replace(*now) != Some(*now));
            }
        }
    }
}

fn unsubscribe<K: Hash + Eq, S>(topics: &mut HashMap<K, Topic<S>>, key: &K) {
    let Some(topic) = topics.get_mut(key) else { return };
    topic.listeners -= 1;
    if topic.listeners == 0 {
        topics.remove(key);
    }
}

/// A slot for one stream.
#[derive(Debug)]
pub struct StreamSlot {
    live: Arc<Broker>,
    address: IpAddr,
    person: Option<UserId>,
}

impl Drop for StreamSlot {
    fn drop(&mut self) {
        let mut state = self.live.state();
        state.taken -= 1;
        give_back(&mut state.taken_by_address, &self.address);
        if let Some(person) = self.person {
            give_back(&mut state.taken_by_person, &person);
        }
    }
}

fn give_back<K: Hash + Eq>(taken: &mut HashMap<K, usize>, key: &K) {
    let Some(count) = taken.get_mut(key) else { return };
    *count -= 1;
    if *count == 0 {
        taken.remove(key);
    }
}

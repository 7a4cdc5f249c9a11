//! What a session takes while it lasts: its room, and whoever speaks.

use crate::ids::UserId;
use crate::sessions::speakers;
use crate::text::lower;
use chrono::{DateTime, Utc};

/// Compared however rooms and names are spelled.
#[derive(Clone, Debug)]
pub struct Occupancy {
    start: DateTime<Utc>,
    end: DateTime<Utc>,
    room: String,
    account: Option<UserId>,
    speakers: Vec<String>,
}

/// What two sessions occupancy at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Overlap {
    Room,
    /// A speaker, as the first of the two spells the name.
    Speaker(String),
}

impl Occupancy {
    pub fn new(
        room: &str,
        (start, end): (DateTime<Utc>, DateTime<Utc>),
        account: Option<UserId>,
        names: Option<&str>,
    ) -> Self {
        let speakers = names.map(|names| speakers(names).map(str::to_owned).collect());
        let speakers = speakers.unwrap_or_default();
        Self { start, end, room: lower(room), account, speakers }
    }

    pub const fn times(&self) -> (DateTime<Utc>, DateTime<Utc>) {
        (self.start, self.end)
    }

    /// The room first. A room is free from one session to the next: they may touch.
    pub fn shared_with(&self, other: &Self) -> Vec<Overlap> {
        if self.start >= other.end || other.start >= self.end {
            return Vec::new();
        }
        let room = (self.room == other.room).then_some(Overlap::Room);
        let speaker = self.speaker_of(other).map(Overlap::Speaker);
        room.into_iter().chain(speaker).collect()
    }

    fn speaker_of(&self, other: &Self) -> Option<String> {
        let theirs: Vec<String> = other.speakers.iter().map(|name| lower(name)).collect();
        let named = self.speakers.iter().find(|name| theirs.contains(&lower(name)));
        let same_account = self.account.is_some() && self.account == other.account;
        named.cloned().or_else(|| same_account.then(|| self.speakers.join(", ")))
    }
}

//! What the demo events say.

mod culture;
mod leisure;
mod past;
mod russian;
mod russian_more;
mod technology;

/// A demo event, placed in time by days from today.
#[derive(Clone, Copy, Debug)]
pub(super) struct Demo {
    pub title: &'static str,
    /// The slug of one of the default categories.
    pub category: &'static str,
    pub location: &'static str,
    pub venue: Option<&'static str>,
    pub zone: &'static str,
    /// Days from today, in the event's own calendar.
    pub day: i64,
    /// The hour and minute on the wall.
    pub at: (u32, u32),
    pub minutes: i64,
    pub seats: i32,
    /// Seats that are booked.
    pub taken: i32,
    /// In cents.
    pub price: i64,
    pub currency: &'static str,
    pub online: bool,
    /// Which of the organizers; 0 is the demo account.
    pub by: usize,
    pub status: &'static str,
    pub text: &'static str,
}

/// What most of them have in common.
const USUAL: Demo = Demo {
    title: "",
    category: "community",
    location: "Berlin, Germany",
    venue: None,
    zone: "Europe/Berlin",
    day: 1,
    at: (19, 0),
    minutes: 120,
    seats: 60,
    taken: 20,
    price: 0,
    currency: "EUR",
    online: false,
    by: 0,
    status: "PUBLISHED",
    text: "",
};

/// The event with a whole agenda.
pub(super) const CONFERENCE: &str = "Systems & Sunlight 2027";

pub(super) fn all() -> impl Iterator<Item = &'static Demo> {
    technology::EVENTS
        .iter()
        .chain(culture::EVENTS)
        .chain(leisure::EVENTS)
        .chain(russian::EVENTS)
        .chain(russian_more::EVENTS)
        .chain(past::EVENTS)
}

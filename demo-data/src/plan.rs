//! Everything that will be stored, worked out before anything is.

use super::Report;
use super::agenda::{ROOMS, SESSIONS, TRACKS};
use super::people::{REVIEWS_EN, REVIEWS_RU};
use super::texts::{self, CONFERENCE, Demo};
use chrono::{DateTime, NaiveTime, TimeDelta, TimeZone as _, Utc};
use domain::events::{language_of, parse_zone, slugify};
use domain::ids::new_id;
use rust_decimal::Decimal;
use std::collections::{HashMap, HashSet};
use types::Locale;
use uuid::Uuid;

/// A person of the demo.
#[derive(Clone, Debug)]
pub(super) struct Person {
    pub id: Uuid,
    pub name: String,
}

#[derive(Clone, Debug)]
pub(super) struct Cast {
    /// The demo account, then the others in their order.
    pub organizers: Vec<Person>,
    /// The demo account, then the others.
    pub attendees: Vec<Person>,
}

#[derive(Debug)]
pub(super) struct EventPlan {
    pub id: Uuid,
    pub key: String,
    pub slug: String,
    pub demo: Demo,
    pub language: Locale,
    pub organizer: Uuid,
    pub category: Uuid,
    pub start: DateTime<Utc>,
    pub end: DateTime<Utc>,
    pub created: DateTime<Utc>,
    pub taken: i32,
    /// It has ended.
    pub over: bool,
}

#[derive(Debug)]
pub(super) struct BookingPlan {
    pub id: Uuid,
    pub event: Uuid,
    pub user: Uuid,
    pub name: String,
    pub quantity: i32,
    pub price: Decimal,
    pub currency: &'static str,
    pub booked: DateTime<Utc>,
    /// When its people came in, and who let them.
    pub checked_in: Option<(DateTime<Utc>, Uuid)>,
}

#[derive(Debug)]
pub(super) struct ReviewPlan {
    pub event: Uuid,
    pub user: Uuid,
    pub rating: i32,
    pub comment: &'static str,
    pub at: DateTime<Utc>,
}

#[derive(Debug)]
pub(super) struct SessionPlan {
    pub event: Uuid,
    pub title: &'static str,
    pub description: &'static str,
    pub speaker: &'static str,
    pub room: &'static str,
    pub track: Option<&'static str>,
    pub start: DateTime<Utc>,
    pub end: DateTime<Utc>,
}

#[derive(Debug)]
pub(super) struct CertificatePlan {
    pub event: Uuid,
    pub user: Uuid,
    pub name: String,
    pub at: DateTime<Utc>,
}

#[derive(Debug, Default)]
pub(super) struct Plan {
    pub events: Vec<EventPlan>,
    pub sessions: Vec<SessionPlan>,
    pub bookings: Vec<BookingPlan>,
    pub reviews: Vec<ReviewPlan>,
    pub certificates: Vec<CertificatePlan>,
}

impl Plan {
    pub(super) fn report(&self) -> Report {
        let tickets: i32 = self.bookings.iter().map(|booking| booking.quantity).sum();
        Report {
            events: self.events.len(),
            sessions: self.sessions.len(),
            bookings: self.bookings.len(),
            tickets: usize::try_from(tickets).unwrap_or_default(),
            reviews: self.reviews.len(),
            certificates: self.certificates.len(),
        }
    }
}

/// Events the demo attendee has booked: one free, one paid, two that are over.
const BOOKED_BY_DEMO: [&str; 4] = [
    "Rust and Coffee: Hack Morning",
    "Lantern Jazz: Quartet by Candlelight",
    "Autumn Build Night",
    "Cello and Tape",
];
/// The one of them that the demo attendee has a certificate for.
const CERTIFIED: &str = "Cello and Tape";
/// The one of them that still waits for the demo attendee's review.
const UNREVIEWED: &str = "Autumn Build Night";

pub(super) fn plan(
    cast: &Cast,
    categories: &HashMap<String, Uuid>,
    known: &HashSet<String>,
    now: DateTime<Utc>,
) -> Plan {
    let mut plan = Plan::default();
    for (number, demo) in texts::all().enumerate() {
        let key = format!("demo:{}", slugify(demo.title));
        if known.contains(&key) {
            continue;
        }
        let number = u64::try_from(number).unwrap_or_default();
        let event = event(demo, key, cast, categories, now);
        let first = plan.bookings.len();
        book(&mut plan.bookings, &event, cast, number, now);
        if event.over {
            let guests = &plan.bookings[first..];
            review(&mut plan.reviews, &event, guests, cast, number, now);
            certify(&mut plan.certificates, &event, guests, number);
        }
        if demo.title == CONFERENCE {
            plan.sessions.extend(sessions(&event));
        }
        plan.events.push(event);
    }
    plan
}

fn event(
    demo: &Demo,
    key: String,
    cast: &Cast,
    categories: &HashMap<String, Uuid>,
    now: DateTime<Utc>,
) -> EventPlan {
    let start = wall(demo, now);
    let end = start + TimeDelta::minutes(demo.minutes);
    EventPlan {
        id: new_id(),
        slug: slugify(demo.title),
        key,
        demo: *demo,
        language: language_of(demo.text),
        organizer: cast.organizers[demo.by % cast.organizers.len()].id,
        category: categories.get(demo.category).copied().unwrap_or_default(),
        start,
        end,
        created: start.min(now) - TimeDelta::days(40),
        taken: if demo.status == "PUBLISHED" { demo.taken } else { 0 },
        over: end <= now,
    }
}

/// The demo's day and hour on the wall of its zone; an hour later where the clock leaps over it.
fn wall(demo: &Demo, now: DateTime<Utc>) -> DateTime<Utc> {
    let zone = parse_zone(demo.zone).unwrap_or(chrono_tz::Tz::UTC);
    let day = now.with_timezone(&zone).date_naive() + TimeDelta::days(demo.day);
    let time = NaiveTime::from_hms_opt(demo.at.0, demo.at.1, 0).unwrap_or_default();
    let wall = day.and_time(time);
    zone.from_local_datetime(&wall)
        .earliest()
        .or_else(|| zone.from_local_datetime(&(wall + TimeDelta::hours(1))).earliest())
        .map_or_else(|| wall.and_utc(), |time| time.to_utc())
}

fn book(
    bookings: &mut Vec<BookingPlan>,
    event: &EventPlan,
    cast: &Cast,
    number: u64,
    now: DateTime<Utc>,
) {
    const PARTIES: [i32; 10] = [2, 1, 1, 3, 2, 1, 4, 1, 2, 1];
    let mut left = event.taken;
    let mut turn = 0_u64;
    let others = &cast.attendees[1..];
    while left > 0 {
        let mixed = mix(number, turn);
        let demo_turn = turn == 0 && BOOKED_BY_DEMO.contains(&event.demo.title);
        let person = if demo_turn {
            &cast.attendees[0]
        } else {
            &others[index(number * 7 + turn, others.len())]
        };
        let quantity = PARTIES[index(mixed, PARTIES.len())].min(left);
        let before = TimeDelta::hours(20 + i64::try_from(mixed % 600).unwrap_or_default());
        let came = event.end <= now && !mixed.is_multiple_of(8);
        bookings.push(BookingPlan {
            id: new_id(),
            event: event.id,
            user: person.id,
            name: person.name.clone(),
            quantity,
            price: Decimal::new(event.demo.price, 2),
            currency: event.demo.currency,
            booked: event.start.min(now) - before,
            checked_in: came.then(|| {
                let minutes = i64::try_from(mixed % 40).unwrap_or_default();
                (event.start + TimeDelta::minutes(minutes - 25), event.organizer)
            }),
        });
        left -= quantity;
        turn += 1;
    }
}

fn review(
    reviews: &mut Vec<ReviewPlan>,
    event: &EventPlan,
    guests: &[BookingPlan],
    cast: &Cast,
    number: u64,
    now: DateTime<Utc>,
) {
    let texts: &[(i32, &str)] =
        if event.language == Locale::Ru { &REVIEWS_RU } else { &REVIEWS_EN };
    let silent = (event.demo.title == UNREVIEWED).then(|| cast.attendees[0].id);
    let mut seen: HashSet<Uuid> = silent.into_iter().collect();
    let wanted = 5 + index(mix(number, 99), 9);
    let authors = guests.iter().filter(|guest| seen.insert(guest.user)).take(wanted);
    for (turn, guest) in authors.enumerate() {
        let turn = u64::try_from(turn).unwrap_or_default();
        let (rating, comment) = texts[index(number + turn, texts.len())];
        let hours = i64::try_from(3 + mix(number, turn) % 60).unwrap_or_default();
        reviews.push(ReviewPlan {
            event: event.id,
            user: guest.user,
            rating,
            comment,
            at: (event.end + TimeDelta::hours(hours)).min(now),
        });
    }
}

/// Every third past event gave certificates to those who came; the demo attendee has one.
fn certify(
    certificates: &mut Vec<CertificatePlan>,
    event: &EventPlan,
    guests: &[BookingPlan],
    number: u64,
) {
    let demo = event.demo.title == CERTIFIED;
    if !demo && !number.is_multiple_of(3) {
        return;
    }
    let mut seen = HashSet::new();
    let came = guests.iter().filter(|guest| demo || guest.checked_in.is_some());
    certificates.extend(came.filter(|guest| seen.insert(guest.user)).map(|guest| {
        CertificatePlan {
            event: event.id,
            user: guest.user,
            name: guest.name.clone(),
            at: event.end,
        }
    }));
}

fn sessions(event: &EventPlan) -> impl Iterator<Item = SessionPlan> {
    let (id, begin) = (event.id, event.start);
    SESSIONS.iter().zip(TRACKS).map(move |(&session, track)| {
        let (room, from, minutes, title, speaker, description) = session;
        let start = begin + TimeDelta::minutes(from);
        let end = start + TimeDelta::minutes(minutes);
        SessionPlan { event: id, title, description, speaker, room: ROOMS[room], track, start, end }
    })
}

/// Well-mixed and always the same, so that every demo looks alike.
fn mix(a: u64, b: u64) -> u64 {
    let mut x = (a << 32 | b).wrapping_add(0x9e37_79b9_7f4a_7c15);
    x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^ (x >> 31)
}

fn index(number: u64, length: usize) -> usize {
    let length = u64::try_from(length.max(1)).unwrap_or(1);
    usize::try_from(number % length).unwrap_or_default()
}

//! Every calendar that goes out, read by an independent program, over the nights the clocks change.

use crate::mail;
use crate::testing::calendar_reader::read;
use crate::testing::{Client, TestApp};
use axum::body::Body;
use axum::http::{Method, Request, header};
use chrono::{DateTime, Utc};
use domain::Actor;
use domain::mail::Draft;
use domain::notifications::MailKind;
use domain::testing::category;
use serde_json::{Value, json};
use types::Locale;

/// A place, and a night there: the start and the end of the event, of its session, and where both
/// move to.
struct Night {
    zone: &'static str,
    event: [&'static str; 2],
    session: [&'static str; 2],
    later: [&'static str; 2],
    session_later: [&'static str; 2],
}

const NIGHTS: [Night; 4] = [
    Night {
        zone: "Europe/Berlin",
        event: ["2027-10-30T20:00:00Z", "2027-10-31T05:00:00Z"],
        session: ["2027-10-31T00:30:00Z", "2027-10-31T02:30:00Z"],
        later: ["2027-11-06T21:00:00Z", "2027-11-07T05:00:00Z"],
        session_later: ["2027-11-07T01:30:00Z", "2027-11-07T02:30:00Z"],
    },
    Night {
        zone: "Europe/Berlin",
        event: ["2027-03-27T21:00:00Z", "2027-03-28T04:00:00Z"],
        session: ["2027-03-28T00:30:00Z", "2027-03-28T04:00:00Z"],
        later: ["2027-04-03T20:00:00Z", "2027-04-04T04:00:00Z"],
        session_later: ["2027-04-03T23:30:00Z", "2027-04-04T04:00:00Z"],
    },
    Night {
        zone: "America/New_York",
        event: ["2027-11-07T02:00:00Z", "2027-11-07T11:00:00Z"],
        session: ["2027-11-07T04:30:00Z", "2027-11-07T08:00:00Z"],
        later: ["2027-11-14T03:00:00Z", "2027-11-14T11:00:00Z"],
        session_later: ["2027-11-14T05:30:00Z", "2027-11-14T08:00:00Z"],
    },
    Night {
        zone: "America/New_York",
        event: ["2027-03-14T03:00:00Z", "2027-03-14T10:00:00Z"],
        session: ["2027-03-14T06:30:00Z", "2027-03-14T09:00:00Z"],
        later: ["2027-03-21T02:00:00Z", "2027-03-21T10:00:00Z"],
        session_later: ["2027-03-21T05:30:00Z", "2027-03-21T09:00:00Z"],
    },
];

const TITLE: &str =
    "Night; of, \\ all: \"clocks\" 🕰 王小明 and more words than fit on one line of 75 bytes";
const VENUE: &str = "Hall 2; left, \\ below";
const MEETING: &str = "https://meet.test/a,b;c?x=1";

/// An event with a session, and who books it.
struct World<'a> {
    app: &'a TestApp,
    host: Client,
    guest: Client,
    slug: String,
    id: String,
    session: String,
    booking: String,
    feed: String,
}

impl<'a> World<'a> {
    async fn new(app: &'a TestApp, night: &Night) -> Self {
        let (host, guest) = (app.organizer().await, app.attendee().await);
        category(&app.hub, "rust").await;
        let made = host
            .post(
                "/api/events/",
                json!({
                    "title": TITLE, "category": "rust", "location": "Köln, Germany", "venue": VENUE,
                    "description": "# Come\n\n**All** of you, [see](https://a.test/x).\u{2028}END:VEVENT\n\n- tea",
                    "online_meeting_url": MEETING, "start_date": night.event[0],
                    "end_date": night.event[1], "timezone": night.zone, "max_capacity": 10,
                    "price": "0", "currency": "EUR", "status": "PUBLISHED",
                }),
            )
            .await;
        assert_eq!(made.status, 201, "{}", made.text());
        let (slug, id) = (text(&made.json()["slug"]), text(&made.json()["id"]));
        let session = json!({
            "title": "Half past two, twice", "description": "One\r\nBEGIN:VALARM", "room": "Attic, 3",
            "speaker_name": "Grace; Hopper", "capacity": 5, "start_time": night.session[0],
            "end_time": night.session[1],
        });
        let session = host.post(&format!("/api/events/{id}/sessions/"), session).await;
        assert_eq!(session.status, 201, "{}", session.text());
        let session = text(&session.json()["id"]);
        let pick = format!("/api/events/{id}/sessions/{session}/pick/");
        assert_eq!(guest.put(&pick, json!({})).await.status, 204);
        let feed = guest.post("/api/users/me/calendar/", json!({})).await.json();
        let feed = text(&feed["url"]);
        let feed = feed[feed.find("/calendar/").unwrap()..].to_owned();
        let mut world = Self { app, host, guest, slug, id, session, booking: String::new(), feed };
        world.booking = world.book().await;
        world
    }

    async fn book(&self) -> String {
        let booked =
            self.guest.post("/api/bookings/", json!({ "event": self.id, "quantity": 1 })).await;
        assert_eq!(booked.status, 201, "{}", booked.text());
        text(&booked.json()["id"])
    }

    /// What a browser downloads, with the guest's cookie.
    async fn page(&self, path: &str) -> String {
        let cookie = format!("access={}", self.guest.tokens().access);
        let request = Request::builder().method(Method::GET).uri(path);
        let request = request.header(header::COOKIE, cookie).header(header::ACCEPT, "*/*");
        let reply = self.guest.send(request.body(Body::empty()).unwrap()).await;
        assert_eq!(reply.status, 200, "{path}: {}", reply.text());
        assert_eq!(reply.header("content-type"), "text/calendar; charset=utf-8", "{path}");
        reply.text()
    }

    /// The calendar in a message about the booking, with the method of its type.
    async fn mailed(&self, kind: MailKind) -> (String, String) {
        let user = self.guest.user();
        let actor = Actor::User { id: user.id, role: user.role };
        let booking = self.booking.parse().unwrap();
        let details = domain::bookings::confirmed_details(&self.app.hub, actor, booking).await;
        let draft = Draft {
            id: domain::ids::new_id(),
            kind,
            recipient: "ada@example.org".into(),
            locale: Locale::En,
            name: Some("Ada".into()),
            timezone: None,
            booking: Some(details.unwrap()),
            data: json!({}),
            message: None,
        };
        let mail = mail::render(&draft.addressed(true).unwrap(), "https://hub.test").unwrap();
        let file = mail
            .attachments
            .iter()
            .find(|file| file.content_type.starts_with("text/calendar"))
            .unwrap();
        let method = file.content_type.split("method=").nth(1).unwrap().to_owned();
        (String::from_utf8(file.content.clone()).unwrap(), method)
    }

    /// Every way by which the event's own entry reaches the guest; then those of its session.
    async fn all(&self) -> (Vec<Value>, Vec<Value>) {
        let Self { id, slug, .. } = self;
        let api = async |client: &Client, path: String| {
            let reply = client.get(&path).await;
            assert_eq!(reply.status, 200, "{path}: {}", reply.text());
            reply.text()
        };
        let (mailed, method) = self.mailed(MailKind::BookingConfirmed).await;
        let files = [
            api(&self.guest, format!("/api/events/{id}/calendar.ics")).await,
            api(&self.guest, format!("/api/events/calendar.ics?organizer={}", self.host.user().id))
                .await,
            api(&self.app.anonymous(), self.feed.clone()).await,
            self.page(&format!("/bookings/{}/calendar.ics", self.booking)).await,
            mailed,
            api(&self.app.anonymous(), format!("/api/events/{id}/calendar.ics")).await,
            api(&self.guest, format!("/api/events/{id}/agenda.ics")).await,
            api(&self.guest, format!("/api/events/{id}/agenda.ics?picks=true")).await,
            self.page(&format!("/events/{slug}/agenda.ics")).await,
            self.page(&format!("/events/{slug}/picks.ics")).await,
        ];
        let calendars = read(&files);
        for (index, calendar) in calendars.iter().enumerate() {
            let named = calendar["method"].as_str();
            assert_eq!(named, (index == 4).then_some(method.as_str()), "file {index}");
            assert_eq!(calendar["events"].as_array().unwrap().len(), 1, "file {index}");
        }
        let mut entries: Vec<Value> =
            calendars.into_iter().map(|calendar| calendar["events"][0].clone()).collect();
        let sessions = entries.split_off(6);
        (entries, sessions)
    }
}

fn text(value: &Value) -> String {
    value.as_str().unwrap().to_owned()
}

fn at(value: &Value) -> DateTime<Utc> {
    value.as_str().unwrap().parse().unwrap()
}

/// That all say the same of the one entry, and its number and its time.
fn one<'a>(entries: &'a [Value], times: [&str; 2], name: &str) -> (i64, DateTime<Utc>, &'a Value) {
    let first = &entries[0];
    for entry in entries {
        for field in
            ["UID", "SEQUENCE", "DTSTAMP", "LAST-MODIFIED", "LOCATION", "STATUS", "SUMMARY"]
        {
            assert_eq!(entry[field], first[field], "{name} {field}");
        }
        assert_eq!([&entry["DTSTART"], &entry["DTEND"]], times, "{name}");
        assert_eq!(entry["DTSTAMP"], entry["LAST-MODIFIED"], "{name}");
    }
    (first["SEQUENCE"].as_i64().unwrap(), at(&first["DTSTAMP"]), first)
}

#[tokio::test]
async fn every_calendar_says_the_same_over_both_changes_of_the_clocks() {
    for night in NIGHTS {
        let app = TestApp::new().await;
        let world = World::new(&app, &night).await;
        let (events, sessions) = world.all().await;
        let (number, stamp, entry) = one(&events, night.event, night.zone);
        let uid = format!("{}@event-hub", world.id);
        assert_eq!((&entry["UID"], &entry["SUMMARY"]), (&json!(uid), &json!(TITLE)));
        assert_eq!(entry["LOCATION"], json!(format!("{VENUE}, Köln, Germany")));
        // Who takes part learns where to meet online, beside the place; nobody else does.
        for (index, entry) in events.iter().enumerate() {
            let told = entry["DESCRIPTION"].as_str().unwrap();
            let knows = index != 5;
            assert_eq!(entry["CONFERENCE"].as_str(), knows.then_some(MEETING), "{index}");
            assert_eq!(told.contains(MEETING), knows, "{told}");
        }
        let told = "Come\n\nAll of you, see (https://a.test/x). END:VEVENT\n\n- tea";
        assert!(events[0]["DESCRIPTION"].as_str().unwrap().starts_with(told), "{}", events[0]);
        let (session_number, session_stamp, entry) = one(&sessions, night.session, night.zone);
        assert_eq!(entry["LOCATION"], json!(format!("Attic, 3, {VENUE}")));
        assert!(
            entry["DESCRIPTION"]
                .as_str()
                .unwrap()
                .starts_with("Grace; Hopper\n\nOne\nBEGIN:VALARM")
        );
        // Nothing changed: the same again.
        assert_eq!(world.all().await, (events.clone(), sessions.clone()));

        // A session in another room: its entry only.
        let path = format!("/api/events/{}/sessions/{}/", world.id, world.session);
        let mut session = world.host.get(&path).await.json();
        for field in ["id", "event", "revision"] {
            session.as_object_mut().unwrap().remove(field);
        }
        session["room"] = json!("Cellar");
        assert_eq!(world.host.put(&path, session).await.status, 200);
        let (events, sessions) = world.all().await;
        let same = one(&events, night.event, night.zone);
        assert_eq!((same.0, same.1), (number, stamp));
        let moved = one(&sessions, night.session, night.zone);
        assert!(moved.0 > session_number && moved.1 > session_stamp, "{moved:?}");
        assert_eq!(moved.2["LOCATION"], json!(format!("Cellar, {VENUE}")));
        let (session_number, session_stamp) = (moved.0, moved.1);

        // A week later by the wall clock: both.
        let later = json!({ "start_date": night.later[0], "end_date": night.later[1] });
        let path = format!("/api/events/{}/", world.id);
        assert_eq!(world.host.patch(&path, later).await.status, 200);
        let (events, sessions) = world.all().await;
        let moved = one(&events, night.later, night.zone);
        assert!(moved.0 > number && moved.1 > stamp, "{moved:?}");
        let number = moved.0;
        let moved = one(&sessions, night.session_later, night.zone);
        assert!(moved.0 > session_number && moved.1 > session_stamp, "{moved:?}");

        // Cancelled: the mail takes the entry away, what is subscribed to says so.
        let reason = json!({ "reason": "Flooded" });
        assert_eq!(world.host.post(&format!("{path}cancel/"), reason).await.status, 200);
        let (mailed, method) = world.mailed(MailKind::EventCancelled).await;
        let files = [
            world.guest.get(&format!("{path}calendar.ics")).await.text(),
            world.guest.get(&format!("{path}agenda.ics")).await.text(),
            app.anonymous().get(&world.feed).await.text(),
            mailed,
        ];
        let calendars = read(&files);
        assert_eq!((method.as_str(), calendars[3]["method"].as_str()), ("CANCEL", Some("CANCEL")));
        for index in [0, 2, 3] {
            let entry = &calendars[index]["events"][0];
            assert_eq!((&entry["STATUS"], &entry["UID"]), (&json!("CANCELLED"), &json!(uid)));
            assert!(entry["SEQUENCE"].as_i64().unwrap() > number, "{entry}");
        }
        assert_eq!(calendars[1]["events"][0]["STATUS"], "CANCELLED");
    }
}

#[tokio::test]
async fn who_gives_up_a_booking_and_books_anew_gets_an_entry_that_replaces_the_one_before() {
    let app = TestApp::new().await;
    let mut world = World::new(&app, &NIGHTS[0]).await;
    let sequence = async |world: &World<'_>| {
        let (mailed, _) = world.mailed(MailKind::BookingConfirmed).await;
        read(&[mailed])[0]["events"][0]["SEQUENCE"].as_i64().unwrap()
    };
    let first = sequence(&world).await;
    // Of two bookings one goes: the entry stays, and belongs to the other.
    let before = std::mem::take(&mut world.booking);
    world.booking = world.book().await;
    let second = sequence(&world).await;
    assert!(second > first);
    let cancelled = world.guest.post(&format!("/api/bookings/{before}/cancel/"), json!({})).await;
    assert_eq!(cancelled.status, 200, "{}", cancelled.text());
    assert_eq!(world.mailed(MailKind::BookingConfirmed).await.1, "PUBLISH");
    let third = sequence(&world).await;
    assert!(third > second);
    let path = format!("/api/bookings/{}/cancel/", world.booking);
    assert_eq!(world.guest.post(&path, json!({})).await.status, 200);
    world.booking = world.book().await;
    assert!(sequence(&world).await > third + 1);
}

//! What people write stays text: hostile text in every field, and every page and document that
//! could show it opened by everybody. A page that the list lacks fails the test.

mod poison;

use super::access::people::{People, Person};
use super::access::world::World;
use crate::routes::{self, Kind};
use crate::testing::markup::scan;
use crate::testing::{Client, Reply, TestApp};
use axum::body::Body;
use axum::http::{Request, header};
use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use std::collections::BTreeSet;

/// Each route with what is asked for in its place; `{evil}` is hostile text in the address.
pub(super) const PAGES: &[(&str, &[&str])] = &[
    ("/", &["/", "/?lang={evil}"]),
    (
        "/events",
        &[
            "/events",
            "/events?search={evil}",
            "/events?location={evil}",
            "/events?category={evil}",
            "/events?price_min={evil}&page={evil}&start_after={evil}",
            "/events?{evil}={evil}",
        ],
    ),
    (
        "/events/{slug}",
        &[
            "/events/{event}",
            "/events/{draft}",
            "/events/{past}",
            "/events/{waited}",
            "/events/{reviewed}",
            "/events/{cancelled}",
            "/events/{reviewed}?reviews={evil}",
            "/events/{event}?promo={evil}",
            "/events/{evil}",
        ],
    ),
    (
        "/events/{slug}/review",
        &["/events/{past}/review", "/events/{reviewed}/review?rating={evil}"],
    ),
    (
        "/events/{slug}/reviews/{id}/report",
        &["/events/{reviewed}/reviews/{review}/report", "/events/{evil}/reviews/{evil}/report"],
    ),
    ("/login", &["/login?next={evil}"]),
    ("/login/code", &["/login/code?next={evil}"]),
    ("/register", &["/register?next={evil}"]),
    ("/forgot-password", &["/forgot-password?email={evil}"]),
    ("/reset-password", &["/reset-password?token={evil}"]),
    ("/verify-email", &["/verify-email", "/verify-email?token={evil}"]),
    ("/bookings", &["/bookings", "/bookings?page={evil}"]),
    (
        "/bookings/{id}",
        &["/bookings/{booking}", "/bookings/{confirmed}", "/bookings/{gone}", "/bookings/{evil}"],
    ),
    ("/notifications", &["/notifications"]),
    ("/people/{id}", &["/people/{organizer}", "/people/{owner}", "/people/{evil}"]),
    ("/certificates", &["/certificates"]),
    ("/certificates/{number}", &["/certificates/{certificate}", "/certificates/{evil}"]),
    ("/account", &["/account", "/account?avatar={evil}"]),
    (
        "/admin/events",
        &[
            "/admin/events",
            "/admin/events?search={evil}&phase={evil}&hidden={evil}&organizer={evil}",
            "/admin/events?event={event}",
        ],
    ),
    (
        "/admin/reviews",
        &[
            "/admin/reviews",
            "/admin/reviews?state=visible&review={review}",
            "/admin/reviews?state={evil}&page={evil}&review={evil}",
        ],
    ),
    (
        "/admin/categories",
        &["/admin/categories", "/admin/categories?edit=new", "/admin/categories?edit={category}"],
    ),
    (
        "/admin/events/organizers",
        &["/admin/events/organizers", "/admin/events/organizers?page={evil}"],
    ),
    (
        "/admin/promotions",
        &[
            "/admin/promotions",
            "/admin/promotions?page={evil}",
            "/admin/promotions?edit=new",
            "/admin/promotions?edit={evil}",
        ],
    ),
    ("/admin/venues", &["/admin/venues", "/admin/venues?search={evil}&used={evil}"]),
    ("/admin", &["/admin", "/admin?from={evil}&to={evil}&timezone={evil}"]),
    ("/admin/people", &["/admin/people", "/admin/people?search={evil}&role={evil}&page={evil}"]),
    ("/admin/people/{id}", &["/admin/people/{organizer}", "/admin/people/{evil}"]),
    ("/account/security", &["/account/security?{evil}={evil}"]),
    (
        "/admin/audit",
        &[
            "/admin/audit",
            "/admin/audit?actor={evil}&object={evil}&from={evil}",
            "/admin/audit?action={evil}",
        ],
    ),
    ("/admin/health", &["/admin/health"]),
    ("/admin/jobs", &["/admin/jobs", "/admin/jobs?state={evil}&page={evil}&give-up={evil}"]),
    ("/admin/mail", &["/admin/mail", "/admin/mail?state={evil}&search={evil}"]),
    ("/admin/payments", &["/admin/payments", "/admin/payments?page={evil}"]),
    ("/organize", &["/organize", "/organize?phase={evil}&page={evil}", "/organize?phase=past"]),
    ("/organize/keys", &["/organize/keys"]),
    ("/organize/search", &["/organize/search", "/organize/search?q={evil}"]),
    (
        "/organize/events/{slug}",
        &[
            "/organize/events/{event}",
            "/organize/events/{hidden}",
            "/organize/events/{draft}",
            "/organize/events/{event}?link={evil}&compare={evil}",
            "/organize/events/{event}?compare={past}",
            "/organize/events/{evil}",
        ],
    ),
    ("/organize/events/new", &["/organize/events/new?title={evil}"]),
    (
        "/organize/events/{slug}/edit",
        &["/organize/events/{event}/edit", "/organize/events/{draft}/edit?{evil}={evil}"],
    ),
    (
        "/organize/events/{slug}/agenda/import",
        &[
            "/organize/events/{event}/agenda/import?refused={evil}",
            "/organize/events/{event}/agenda/import?file={evil}&capacity={evil}",
            "/organize/events/{event}/agenda/import?added={evil}&changed=1&removed=1&refused_count=1",
        ],
    ),
    ("/organize/events/{slug}/preview", &["/organize/events/{event}/preview?width={evil}"]),
    (
        "/organize/events/{slug}/preview/page",
        &["/organize/events/{event}/preview/page", "/organize/events/{draft}/preview/page?{evil}"],
    ),
    ("/organize/events/{slug}/picture", &["/organize/events/{event}/picture?url={evil}"]),
    ("/organize/events/{slug}/duplicate", &["/organize/events/{event}/duplicate?start={evil}"]),
    (
        "/organize/events/{slug}/cancel",
        &["/organize/events/{event}/cancel", "/organize/events/{cancelled}/cancel?reason={evil}"],
    ),
    ("/organize/team", &["/organize/team?{evil}={evil}"]),
    (
        "/organize/events/{slug}/team",
        &["/organize/events/{event}/team", "/organize/events/{evil}/team"],
    ),
    ("/invitations/{key}", &["/invitations/{token}", "/invitations/{evil}"]),
    ("/organize/venues", &["/organize/venues?page={evil}"]),
    ("/organize/venues/{id}", &["/organize/venues/{venue}", "/organize/venues/{evil}"]),
    (
        "/organize/events/{slug}/bookings",
        &[
            "/organize/events/{free}/bookings",
            "/organize/events/{free}/bookings?search={evil}&status={evil}&promo_code={evil}",
            "/organize/events/{evil}/bookings",
        ],
    ),
    (
        "/organize/events/{slug}/bookings/{id}",
        &[
            "/organize/events/{free}/bookings/{confirmed}",
            "/organize/events/{free}/bookings/{confirmed}?do=cancel&refund={evil}",
            "/organize/events/{free}/bookings/{confirmed}?do=refund&amount={evil}",
            "/organize/events/{free}/bookings/{confirmed}?do=move&to={evil}",
            "/organize/events/{free}/bookings/{confirmed}?do=rename&ticket={ticket}",
            "/organize/events/{free}/bookings/{evil}?do={evil}",
        ],
    ),
    (
        "/organize/events/{slug}/attendees",
        &[
            "/organize/events/{free}/attendees",
            "/organize/events/{free}/attendees?search={evil}&checked_in={evil}",
        ],
    ),
    (
        "/organize/events/{slug}/guests",
        &[
            "/organize/events/{free}/guests",
            "/organize/events/{free}/guests?file={evil}&invited={evil}",
            "/organize/events/{free}/guests?list={evil}&name={evil}",
        ],
    ),
    (
        "/organize/events/{slug}/messages",
        &["/organize/events/{free}/messages", "/organize/events/{free}/messages?page={evil}"],
    ),
    (
        "/organize/events/{slug}/messages/new",
        &[
            "/organize/events/{free}/messages/new?status=CONFIRMED",
            "/organize/events/{free}/messages/new?edit={message}&search={evil}",
            "/organize/events/{evil}/messages/new?edit={evil}",
        ],
    ),
    (
        "/organize/events/{slug}/messages/{id}",
        &[
            "/organize/events/{free}/messages/{message}",
            "/organize/events/{free}/messages/{message}?delivery={evil}&page={evil}",
            "/organize/events/{free}/messages/{evil}",
        ],
    ),
    (
        "/organize/events/{slug}/history",
        &[
            "/organize/events/{free}/history",
            "/organize/events/{free}/history?object={evil}&from={evil}&page={evil}",
        ],
    ),
    (
        "/organize/events/{slug}/waitlist",
        &[
            "/organize/events/{waited}/waitlist",
            "/organize/events/{full}/waitlist?offer={entry}",
            "/organize/events/{waited}/waitlist?state={evil}&page={evil}&log={evil}&offer={evil}",
        ],
    ),
    (
        "/organize/events/{slug}/certificates",
        &[
            "/organize/events/{reviewed}/certificates?revoke={certificate}",
            "/organize/events/{reviewed}/certificates?revoke={evil}&page={evil}",
            "/organize/events/{past}/certificates",
        ],
    ),
    (
        "/organize/events/{slug}/agenda",
        &[
            "/organize/events/{event}/agenda",
            "/organize/events/{event}/agenda?day={evil}&room={evil}&room=Attic",
        ],
    ),
    ("/organize/events/{slug}/agenda/paste", &["/organize/events/{event}/agenda/paste?{evil}"]),
    (
        "/organize/events/{slug}/agenda/{session}",
        &[
            "/organize/events/{event}/agenda/{session}",
            "/organize/events/{event}/agenda/new",
            "/organize/events/{event}/agenda/{evil}",
        ],
    ),
    (
        "/organize/events/{slug}/tickets",
        &[
            "/organize/events/{event}/tickets?edit=new",
            "/organize/events/{event}/tickets?pool=new",
            "/organize/events/{booked}/tickets?edit={evil}&pool={evil}",
        ],
    ),
    (
        "/organize/events/{slug}/promotions",
        &[
            "/organize/events/{booked}/promotions?edit={promotion}",
            "/organize/events/{booked}/promotions?edit=new",
            "/organize/events/{event}/promotions?edit={evil}",
        ],
    ),
    (
        "/organize/events/{slug}/report",
        &[
            "/organize/events/{free}/report",
            "/organize/events/{event}/report?from={evil}&to={evil}&currency={evil}&kind={evil}",
            "/organize/events/{event}/report?from=2026-02-01&to=2026-01-01",
            "/organize/events/{evil}/report",
        ],
    ),
    (
        "/organize/report",
        &["/organize/report", "/organize/report?timezone={evil}&page={evil}&{evil}={evil}"],
    ),
    (
        "/organize/events/{slug}/reviews",
        &[
            "/organize/events/{reviewed}/reviews",
            "/organize/events/{reviewed}/reviews?reply={review}",
            "/organize/events/{reviewed}/reviews?state={evil}&page={evil}&reply={evil}",
        ],
    ),
    (
        "/door/{slug}",
        &[
            "/door/{door}",
            "/door/{door}?search={evil}&list={evil}&gate={evil}&direction={evil}&scan={evil}",
            "/door/{evil}",
        ],
    ),
    ("/imprint", &["/imprint?{evil}"]),
    ("/privacy", &["/privacy"]),
    ("/terms", &["/terms"]),
];

/// What the router has beside the app's own pages.
const DOCUMENTS: &[(&str, &str)] = &[
    ("/admin/figures.csv", "/admin/figures.csv?from={evil}"),
    ("/account/export.json", "/account/export.json"),
    ("/admin/audit.csv", "/admin/audit.csv?object={evil}"),
    ("/bookings/{id}/calendar.ics", "/bookings/{confirmed}/calendar.ics"),
    ("/bookings/{id}/tickets", "/bookings/{confirmed}/tickets"),
    ("/bookings/{id}/tickets.pdf", "/bookings/{confirmed}/tickets.pdf"),
    ("/calendar/{file}", "/calendar/{feed}.ics"),
    ("/certificates/{number}/certificate.pdf", "/certificates/{certificate}/certificate.pdf"),
    ("/events/{slug}/agenda.ics", "/events/{event}/agenda.ics"),
    ("/events/{slug}/picks.ics", "/events/{event}/picks.ics"),
    ("/events/{slug}/schedule.json", "/events/{event}/schedule.json"),
    ("/events/{slug}/qr.png", "/events/{event}/qr.png?via={evil}"),
    ("/events/{slug}/qr.svg", "/events/{event}/qr.svg?via={evil}"),
    ("/guest/{secret}", "/guest/{evil}"),
    ("/guest/{secret}/calendar.ics", "/guest/{evil}/calendar.ics"),
    ("/guest/{secret}/ticket.pdf", "/guest/{evil}/ticket.pdf"),
    ("/notifications/messages/{id}", "/notifications/messages/{message}"),
    ("/unsubscribe/{secret}", "/unsubscribe/{evil}"),
    ("/media/avatars/{folder}/{file}", "/media/avatars/{evil}/{evil}"),
    ("/media/pictures/{folder}/{file}", "/media/pictures/{evil}/{evil}"),
    ("/dev/mail", "/dev/mail"),
    ("/dev/mail/{id}/attachments/{name}", "/dev/mail/{mail}/attachments/{evil}"),
    // The message itself is HTML that we made.
    ("/dev/mail/{id}/html", "/dev/mail/{evil}/html"),
    ("/door.css", "/door.css"),
    ("/door.js", "/door.js"),
    ("/organize/events/{slug}/report.csv", "/organize/events/{event}/report.csv"),
    ("/organize/events/{slug}/report.json", "/organize/events/{event}/report.json"),
    ("/organize/events/{slug}/report.xlsx", "/organize/events/{event}/report.xlsx"),
    ("/organize/report.csv", "/organize/report.csv"),
    ("/organize/report.json", "/organize/report.json"),
    ("/organize/report.xlsx", "/organize/report.xlsx"),
    ("/organize/events/{slug}/attendees.csv", "/organize/events/{event}/attendees.csv"),
    ("/organize/events/{slug}/attendees.json", "/organize/events/{event}/attendees.json"),
    ("/organize/events/{slug}/attendees.xlsx", "/organize/events/{event}/attendees.xlsx"),
    (
        "/organize/events/{slug}/certificates/preview.pdf",
        "/organize/events/{reviewed}/certificates/preview.pdf",
    ),
    ("/organize/events/{slug}/bookings.csv", "/organize/events/{event}/bookings.csv"),
    ("/organize/events/{slug}/bookings.json", "/organize/events/{event}/bookings.json"),
    ("/organize/events/{slug}/bookings.xlsx", "/organize/events/{event}/bookings.xlsx"),
    ("/robots.txt", "/robots.txt"),
    ("/share/{file}", "/share/{event}.png"),
    ("/sitemap.xml", "/sitemap.xml"),
    ("/sitemaps/{file}", "/sitemaps/events-1.xml"),
    ("/sw.js", "/sw.js"),
    ("/ticket.css", "/ticket.css"),
    // Below the API.
    ("", "/api/events/{event}/calendar.ics"),
    ("", "/api/events/calendar.ics"),
    ("", "/api/events/{event}/attendees/?format=csv"),
    ("", "/api/events/{event}/bookings/?format=csv"),
    ("", "/nothing/{evil}"),
];

/// Columns that some page shows for certain; the test would prove nothing if it did not see them.
const SHOWN: &[&str] = &[
    "categories.name",
    "certificates.attendee_name",
    "events.cancel_reason",
    "events.description",
    "events.hide_answer",
    "events.hide_reason",
    "events.image",
    "events.location",
    "events.title",
    "mail_messages.subject",
    "reviews.comment",
    "reviews.reply",
    "sessions.description",
    "sessions.room",
    "sessions.speaker_name",
    "sessions.title",
    "tickets.attendee_name",
    "users.bio",
    "users.display_name",
    "users.email",
    "venues.name",
];

const EVIL: &str = "\"'--></title></script></textarea><zq zq=1>";

fn filled(world: &World, more: &[(&str, String)], path: &str) -> String {
    let evil: String = url::form_urlencoded::byte_serialize(EVIL.as_bytes()).collect();
    let path = more.iter().fold(path.to_owned(), |path, (name, value)| path.replace(name, value));
    world.fill(&path).replace("{evil}", &evil.replace('+', "%20"))
}

#[tokio::test]
async fn every_page_and_document_is_on_the_list() {
    let routes: BTreeSet<String> = crate::site::pages::routes()
        .iter()
        .map(|route| route.path().to_owned())
        .filter(|path| !path.starts_with("/fn/"))
        .collect();
    let listed: BTreeSet<String> = PAGES.iter().map(|(route, _)| (*route).to_owned()).collect();
    assert_eq!(routes, listed, "say in PAGES what is to be opened");
    let files = routes::all().filter(|route| route.kind == Kind::File && route.method == "GET");
    let files: BTreeSet<&str> = files.map(|route| route.pattern).collect();
    let listed: BTreeSet<&str> =
        DOCUMENTS.iter().map(|(route, _)| *route).filter(|route| !route.is_empty()).collect();
    assert_eq!(files, listed, "say in DOCUMENTS what is to be opened");
}

/// As a browser asks, with what the last form left behind.
async fn open(client: &Client, person: Person, path: &str) -> Reply {
    let flash = serde_json::json!({
        "form": "update-me", "typed": [["display_name", EVIL], ["bio", EVIL], ["email", EVIL]],
        "undo": { "action": EVIL, "fields": [[EVIL, EVIL]] }, "message": "review_deleted",
    });
    let flash = BASE64_URL_SAFE_NO_PAD.encode(flash.to_string());
    let mut cookie = format!("flash={flash}");
    if person != Person::Anonymous {
        cookie = format!("{cookie}; access={}", client.tokens().access);
    }
    let request = Request::get(path)
        .header(header::COOKIE, cookie)
        .header(header::ACCEPT, "text/html")
        .body(Body::empty());
    client.send(request.unwrap()).await
}

/// Every problem of one answer; what it shows goes to `shown`.
fn problems(reply: &Reply, shown: &mut String) -> Vec<String> {
    let mut problems = Vec::new();
    if reply.status >= 500 {
        problems.push(format!("status {}", reply.status));
    }
    for (name, value) in &reply.headers {
        let value = String::from_utf8_lossy(value.as_bytes()).to_lowercase();
        if value.contains("<zq") || value.contains("zq=1") {
            problems.push(format!("{name}: {value}"));
        }
    }
    let kind = reply.header("content-type").to_owned();
    let text = reply.text();
    if kind.starts_with("text/html") {
        for found in scan(&text) {
            problems.extend(found.broken_out);
            for data in found.json_ld {
                if let Err(error) = serde_json::from_str::<serde_json::Value>(&data) {
                    problems.push(format!("JSON-LD: {error}: {data}"));
                }
            }
            *shown += &found.shown;
        }
    } else if kind.starts_with("text/calendar") {
        problems.extend(calendar(&text));
    } else if kind.starts_with("application/xml") && text.to_lowercase().contains("<zq") {
        problems.push("an element of XML".into());
    } else if kind.starts_with("text/csv") {
        let rows = text.replace("\"\"", "").split('"').step_by(2).collect::<String>();
        // Outside of quotes there is nothing that people wrote.
        if rows.to_lowercase().contains("zq") {
            problems.push(format!("a cell of CSV: {rows}"));
        }
    }
    problems
}

/// Lines that no property of ours begins.
fn calendar(text: &str) -> Vec<String> {
    let unfolded = text.replace("\r\n ", "").replace("\r\n\t", "");
    let lines = unfolded.split("\r\n").filter(|line| !line.is_empty());
    lines
        .filter(|line| {
            let name = line.split([':', ';']).next().unwrap_or_default();
            let ours = name.chars().all(|c| c.is_ascii_uppercase() || c == '-' || c == '_');
            !ours || name.contains("ZQ") || line.contains(['\r', '\n'])
        })
        .map(str::to_owned)
        .collect()
}

/// Makes what the world lacks: a venue, a cancelled event and booking, a calendar address.
async fn furnish(app: &TestApp, people: &People, world: &World) -> Vec<(&'static str, String)> {
    let (owner, organizer) = (people.get(Person::Owner), people.get(Person::Organizer));
    let pool = app.hub.db.pool();
    let venue = "INSERT INTO venues (id, organizer_id, name) VALUES ($1, $2, 'Hall')";
    let id = domain::ids::new_id();
    sqlx::query(venue).bind(id).bind(organizer.user().id.0).execute(pool).await.unwrap();
    sqlx::query("UPDATE events SET venue_id = $1").bind(id).execute(pool).await.unwrap();
    let cancelled = world.fill("/api/events/{waited}/cancel/");
    let cancelled = organizer.post(&cancelled, serde_json::json!({ "reason": "Rain" })).await;
    assert_eq!(cancelled.status, 200, "{}", cancelled.text());
    let event = world.fill("{event}");
    let booked = serde_json::json!({ "event": event, "quantity": 1 });
    let gone = owner.post("/api/bookings/", booked).await.json()["id"].clone();
    let gone = gone.as_str().unwrap().to_owned();
    owner.post(&format!("/api/bookings/{gone}/cancel/"), serde_json::json!({})).await;
    let feed = owner.post("/api/users/me/calendar/", serde_json::json!({})).await.json();
    let feed = feed["url"].as_str().unwrap().rsplit('/').next().unwrap().replace(".ics", "");
    let reply = serde_json::json!({ "text": "Thank you" });
    let reply = organizer.post(&world.fill("/api/reviews/{review}/reply/"), reply).await;
    assert_eq!(reply.status, 200, "{}", reply.text());
    let reviewed: uuid::Uuid =
        sqlx::query_scalar("SELECT event_id FROM reviews").fetch_one(pool).await.unwrap();
    owner.put(&world.fill("/api/events/{event}/sessions/{session}/pick/"), "".into()).await;
    sqlx::query("UPDATE mail_messages SET status = 'SENT', sent_at = now(), subject = 'x'")
        .execute(pool)
        .await
        .unwrap();
    vec![
        ("{cancelled}", world.fill("{waited}")),
        ("{gone}", gone),
        ("{feed}", feed),
        ("{reviewed}", reviewed.to_string()),
        ("{owner}", owner.user().id.to_string()),
    ]
}

#[tokio::test]
async fn what_people_write_is_no_markup_on_any_page_or_document() {
    let app = TestApp::new().await;
    let people = People::new(&app).await;
    let world = World::new(&app, &people).await;
    let more = furnish(&app, &people, &world).await;
    let poisoned = poison::everything(&app).await;
    let pages = PAGES.iter().flat_map(|(_, paths)| paths.iter().copied());
    let paths: Vec<&str> = pages.chain(DOCUMENTS.iter().map(|(_, path)| *path)).collect();
    let (mut wrong, mut shown) = (Vec::new(), String::new());
    for template in paths {
        for person in [Person::Anonymous, Person::Owner, Person::Organizer, Person::Admin] {
            let path = filled(&world, &more, template);
            let reply = open(people.get(person), person, &path).await;
            for problem in problems(&reply, &mut shown) {
                wrong.push(format!("{template} by {person:?}: {problem}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{} places:\n{}", wrong.len(), wrong.join("\n"));
    let shown = shown.to_lowercase();
    let seen: BTreeSet<&str> = poisoned
        .iter()
        .filter(|text| shown.contains(&text.sign))
        .map(|text| text.column.as_str())
        .collect();
    let unseen: Vec<_> = SHOWN.iter().filter(|column| !seen.contains(*column)).collect();
    assert!(unseen.is_empty(), "no page shows {unseen:?}, only {seen:?}");
}

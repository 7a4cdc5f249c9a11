//! What a search engine and a link preview read.

use crate::testing::TestApp;
use chrono::{DateTime, TimeDelta};
use domain::testing::EventBuilder;
use rust_decimal::Decimal;
use serde_json::{Value, json};

/// The content of every tag of that name, as written.
fn meta(html: &str, key: &str) -> Vec<String> {
    let start = format!("{key}\" content=\"");
    html.split(&start).skip(1).map(|rest| rest.split('"').next().unwrap().to_owned()).collect()
}

fn json_ld(html: &str) -> Value {
    let start = "<script type=\"application/ld+json\"";
    let script = html.split(start).nth(1).expect("there is JSON-LD");
    let data = script.split_once('>').unwrap().1.split("</script>").next().unwrap();
    serde_json::from_str(data).unwrap()
}

async fn slug(app: &TestApp, event: types::ids::EventId) -> String {
    sqlx::query_scalar("SELECT slug FROM events WHERE id = $1")
        .bind(event.0)
        .fetch_one(app.hub.db.pool())
        .await
        .unwrap()
}

#[tokio::test]
async fn an_events_page_describes_it_to_people_and_machines() {
    let app = TestApp::new().await;
    let host = app.organizer().await;
    let event = EventBuilder {
        title: "Jazz & \"Tea\" </script>".into(),
        description: "An **evening** with tea.".into(),
        price: Decimal::new(12_50, 2),
        ..EventBuilder::new(&app.hub)
    };
    let event = event.insert(&app.hub, host.user().id).await;
    let slug = slug(&app, event).await;
    let reply = app.anonymous().get(&format!("/events/{slug}")).await;
    assert_eq!(reply.status, 200);
    let html = reply.text();
    let head = html.split("</head>").next().unwrap();
    let base = &app.hub.settings.base_url;
    let url = format!("{base}/events/{slug}");
    assert!(head.contains(&format!("<link rel=\"canonical\" href=\"{url}\">")));
    for tag in ["og:title", "twitter:title"] {
        assert_eq!(meta(head, tag), ["Jazz &amp; &quot;Tea&quot; &lt;/script&gt;"]);
    }
    assert!(meta(head, "og:description")[0].contains("An evening with tea."));
    let picture = meta(head, "og:image").remove(0);
    let drawn = app.anonymous().get(picture.strip_prefix(base.as_str()).unwrap()).await;
    assert_eq!((drawn.status, drawn.header("content-type")), (200, "image/png"));

    let data = json_ld(head);
    for (key, value) in [
        ("@context", json!("https://schema.org")),
        ("@type", json!("Event")),
        ("name", json!("Jazz & \"Tea\" </script>")),
        ("url", json!(url)),
        ("eventStatus", json!("https://schema.org/EventScheduled")),
        ("eventAttendanceMode", json!("https://schema.org/OfflineEventAttendanceMode")),
    ] {
        assert_eq!(data[key], value, "{key}");
    }
    assert_eq!(data["location"]["@type"], "Place");
    assert_eq!(data["location"]["address"], "Berlin, Germany");
    assert_eq!(data["organizer"]["name"], host.user().display_name);
    assert_eq!(data["image"], json!([picture]));
    let offer = &data["offers"];
    assert_eq!(offer["price"], "12.50");
    assert_eq!(offer["priceCurrency"], "EUR");
    assert_eq!(offer["availability"], "https://schema.org/InStock");
    let start: DateTime<chrono::FixedOffset> = data["startDate"].as_str().unwrap().parse().unwrap();
    let end: DateTime<chrono::FixedOffset> = data["endDate"].as_str().unwrap().parse().unwrap();
    assert_eq!(end - start, TimeDelta::hours(3));
    assert!([3600, 7200].contains(&start.offset().local_minus_utc()), "Berlin's, not UTC: {start}");

    sqlx::query("UPDATE events SET seats_confirmed = max_capacity WHERE id = $1")
        .bind(event.0)
        .execute(app.hub.db.pool())
        .await
        .unwrap();
    // The response cache keeps the first address for a moment, and no change was announced.
    let html = app.anonymous().get(&format!("/events/{slug}?again")).await.text();
    assert_eq!(json_ld(&html)["offers"]["availability"], "https://schema.org/SoldOut");
}

#[tokio::test]
async fn an_event_with_ticket_types_says_its_lowest_and_highest_price() {
    let app = TestApp::new().await;
    let host = app.organizer().await;
    let event = EventBuilder::new(&app.hub).insert(&app.hub, host.user().id).await;
    let slug = slug(&app, event).await;
    for (name, price) in [("Student", "10.00"), ("Adult", "40.00")] {
        let path = format!("/api/events/{event}/ticket-types/");
        let made = host.post(&path, json!({ "name": name, "price": price })).await;
        assert_eq!(made.status, 201, "{}", made.text());
    }
    let html = app.anonymous().get(&format!("/events/{slug}")).await.text();
    let data = json_ld(&html);
    assert_eq!(data["isAccessibleForFree"], false);
    let offers = &data["offers"];
    assert_eq!(offers["@type"], "AggregateOffer");
    assert_eq!((&offers["lowPrice"], &offers["highPrice"]), (&json!("10.00"), &json!("40.00")));
    assert_eq!(offers["offerCount"], 2);
    let each: Vec<_> =
        offers["offers"].as_array().unwrap().iter().map(|it| (&it["name"], &it["price"])).collect();
    assert_eq!(each, [(&json!("Student"), &json!("10.00")), (&json!("Adult"), &json!("40.00"))]);
    // Lists, whose cards are the same everywhere.
    let path = format!("/people/{}", host.user().id);
    for (path, range) in [
        ("/events?again", "€10\u{a0}– €40"),
        ("/events?again&lang=ru", "10\u{a0}€\u{a0}– 40\u{a0}€"),
        (path.as_str(), "€10\u{a0}– €40"),
    ] {
        let html = app.anonymous().get(path).await.text();
        assert!(html.contains(range), "{path}");
    }
}

#[tokio::test]
async fn an_online_event_keeps_its_address_and_a_cancelled_one_says_so() {
    let app = TestApp::new().await;
    let host = app.organizer().await.user().id;
    let online_meeting_url = Some("https://meet.test/secret".to_owned());
    let location = "Online".to_owned();
    let online = EventBuilder { online_meeting_url, location, ..EventBuilder::new(&app.hub) };
    let online = slug(&app, online.insert(&app.hub, host).await).await;
    let html = app.anonymous().get(&format!("/events/{online}")).await.text();
    let data = json_ld(&html);
    assert_eq!(data["eventAttendanceMode"], "https://schema.org/OnlineEventAttendanceMode");
    assert_eq!(data["location"]["@type"], "VirtualLocation");
    assert!(!html.contains("meet.test"));
    let cancelled = EventBuilder { status: "CANCELLED", ..EventBuilder::new(&app.hub) };
    let cancelled = slug(&app, cancelled.insert(&app.hub, host).await).await;
    let data = json_ld(&app.anonymous().get(&format!("/events/{cancelled}")).await.text());
    assert_eq!(data["eventStatus"], "https://schema.org/EventCancelled");
}

#[tokio::test]
async fn a_hybrid_event_is_online_and_at_its_place_with_a_venue_or_without() {
    let app = TestApp::new().await;
    let host = app.organizer().await;
    let online_meeting_url = Some("https://meet.test/secret".to_owned());
    let hybrid = EventBuilder { online_meeting_url, ..EventBuilder::new(&app.hub) };
    let id = hybrid.insert(&app.hub, host.user().id).await;
    let path = format!("/events/{}", slug(&app, id).await);
    for venue in [None, Some("c-base")] {
        let changed = host.patch(&format!("/api/events/{id}/"), json!({ "venue": venue })).await;
        assert_eq!(changed.status, 200);
        let html = app.anonymous().get(&path).await.text();
        let data = json_ld(&html);
        assert_eq!(data["eventAttendanceMode"], "https://schema.org/MixedEventAttendanceMode");
        assert_eq!(data["location"][0]["@type"], "Place");
        assert_eq!(data["location"][0]["name"], venue.unwrap_or("Berlin, Germany"));
        assert_eq!(data["location"][1]["@type"], "VirtualLocation");
        let body = html.split("</head>").nth(1).unwrap();
        let place = match venue {
            Some(venue) => format!("{venue}, Berlin, Germany"),
            None => "Berlin, Germany".to_owned(),
        };
        assert!(body.contains(&format!(">{place}<")), "the page says {place}");
    }
}

#[tokio::test]
async fn what_is_gone_for_good_is_not_merely_missing() {
    let app = TestApp::new().await;
    let host = app.organizer().await;
    let deleted = EventBuilder::new(&app.hub).insert(&app.hub, host.user().id).await;
    let deleted_slug = slug(&app, deleted).await;
    assert_eq!(host.delete(&format!("/api/events/{deleted}/")).await.status, 204);
    let start_date = app.hub.now() - TimeDelta::days(60);
    let old = EventBuilder {
        status: "CANCELLED",
        start_date,
        end_date: start_date + TimeDelta::hours(2),
        ..EventBuilder::new(&app.hub)
    };
    let old = slug(&app, old.insert(&app.hub, host.user().id).await).await;
    for (path, status) in [(&*deleted_slug, 410), (&*old, 410), ("never-was", 404)] {
        let reply = app.anonymous().get(&format!("/events/{path}")).await;
        assert_eq!(reply.status, status, "{path}");
        assert!(reply.text().contains("<html lang=\"en\""), "{path}");
    }
    // The API's contract knows only "not found".
    assert_eq!(host.get(&format!("/api/events/{deleted}/")).await.status, 404);
}

#[tokio::test]
async fn the_sitemap_leads_to_every_public_page_and_to_no_other() {
    let app = TestApp::new().await;
    let host = app.organizer().await.user().id;
    let event = EventBuilder::new(&app.hub).insert(&app.hub, host).await;
    let draft = EventBuilder { status: "DRAFT", ..EventBuilder::new(&app.hub) };
    let draft = slug(&app, draft.insert(&app.hub, host).await).await;
    let event = slug(&app, event).await;
    let base = &app.hub.settings.base_url;
    let robots = app.anonymous().get("/robots.txt").await.text();
    assert!(robots.contains(&format!("Sitemap: {base}/sitemap.xml")));
    let mut found = String::new();
    let index = app.anonymous().get("/sitemap.xml").await.text();
    for part in index.split("<loc>").skip(1) {
        let address = part.split("</loc>").next().unwrap();
        let reply = app.anonymous().get(address.strip_prefix(base.as_str()).unwrap()).await;
        assert_eq!(reply.status, 200, "{address}");
        assert!(reply.header("content-type").starts_with("application/xml"));
        found += &reply.text();
    }
    for path in ["/", "/events", "/events?category=rust", &format!("/events/{event}")] {
        assert!(found.contains(&format!("<loc>{base}{path}</loc>")), "{path}");
    }
    assert!(!found.contains(&draft));
    for nothing in ["events-2.xml", "events-0.xml", "events--1.xml", "events-x.xml", "pages"] {
        assert_eq!(app.anonymous().get(&format!("/sitemaps/{nothing}")).await.status, 404);
    }
    for nothing in ["x.png", "00000000-0000-0000-0000-000000000000.png", "site"] {
        assert_eq!(app.anonymous().get(&format!("/share/{nothing}")).await.status, 404);
    }
}

#[tokio::test]
async fn a_page_has_an_address_in_each_language() {
    let app = TestApp::new().await;
    let russian = app.anonymous().get("/?lang=ru").await;
    let html = russian.text();
    assert!(html.contains("<html lang=\"ru\""));
    let base = &app.hub.settings.base_url;
    assert!(html.contains(&format!("<link rel=\"canonical\" href=\"{base}/?lang=ru\">")));
    assert_eq!(json_ld(&html)["@type"], "WebSite");
    assert!(app.anonymous().get("/?lang=xx").await.text().contains("<html lang=\"en\""));
    let filtered = app.anonymous().get("/events?search=x").await.text();
    assert_eq!(meta(&filtered, "robots"), ["noindex, follow"]);
    assert!(!filtered.contains("rel=\"canonical\""));
    assert_eq!(app.anonymous().get("/login").await.header("x-robots-tag"), "noindex");
}

//! A ticket type that is hidden is nowhere to be seen: neither its name, nor its id, nor its price, in whatever
//! anybody who has no code for it may look at.

use super::super::markup::PAGES;
use super::people::{People, Person};
use super::table::rows;
use super::world::World;
use crate::routes;
use crate::testing::{Client, TestApp};
use axum::http::Method;

const NAME: &str = "Zirkelfreund";
const PRICE: &str = "73.19";
/// Everything in the world that is an event which everybody sees.
const EVENTS: &[&str] =
    &["{event}", "{free}", "{booked}", "{full}", "{waited}", "{slug}", "{door}"];

/// Adds the hidden type beside the one of the world that everybody sees.
async fn hide_one(app: &TestApp, world: &World) -> String {
    let id = domain::ids::new_id();
    sqlx::query(
        "INSERT INTO ticket_types (id, event_id, name, description, price, hidden, position)
         VALUES ($1, $2::uuid, $3, $3, $4::numeric, true, 1)",
    )
    .bind(id)
    .bind(world.fill("{typed}"))
    .bind(NAME)
    .bind(PRICE)
    .execute(app.hub.db.pool())
    .await
    .unwrap();
    id.to_string()
}

async fn told(client: &Client, path: &str, id: &str) -> Option<String> {
    let reply = client.get(path).await;
    let text = reply.text();
    let told = [NAME, id, PRICE, "73,19"].into_iter().find(|word| text.contains(word));
    told.map(|word| format!("{path} ({}) tells {word}", reply.status))
}

#[tokio::test]
async fn a_hidden_type_is_told_of_by_no_public_page_and_no_answer() {
    let app = TestApp::new().await;
    let people = People::new(&app).await;
    let world = World::new(&app, &people).await;
    let id = hide_one(&app, &world).await;
    let as_typed = |template: &str| {
        let typed = EVENTS.iter().fold(template.to_owned(), |text, it| text.replace(it, "{typed}"));
        world.fill(&typed)
    };
    let public = rows().filter(|row| {
        let route = routes::of_path(&row.method.parse().unwrap(), row.path).unwrap();
        row.method == "GET"
            && !row.path.ends_with("/live/")
            && row.expected[0] < 300
            && !format!("{:?}", route.kind).contains("Probe")
    });
    let answers = public.map(|row| as_typed(row.at));
    let pages = PAGES.iter().filter(|(pattern, _)| {
        let route = routes::of_path(&Method::GET, pattern).unwrap();
        route.access == routes::Access::Public
    });
    let pages = pages.flat_map(|(_, paths)| paths.iter().map(|path| as_typed(path)));
    let asked: Vec<String> = answers.chain(pages).collect();
    assert!(asked.len() > 60, "{} are not all", asked.len());
    let mut wrong = Vec::new();
    for path in &asked {
        for client in [&app.anonymous(), people.get(Person::OtherAttendee)] {
            wrong.extend(told(client, path, &id).await);
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");

    // The same eyes see it once somebody has a code that opens it.
    let event = world.fill("{typed}");
    let body = serde_json::json!({ "code": "OPEN-SESAME", "kind": "PERCENT", "value": "0",
        "event": event, "ticket_types": [id], "valid_from": "2026-01-01T00:00:00Z",
        "valid_until": "2099-01-01T00:00:00Z" });
    let made = people.get(Person::Organizer).post("/api/promotions/", body).await;
    assert_eq!(made.status, 201, "{}", made.text());
    let quote = format!("/api/events/{event}/quote/");
    let with = |code: &str| serde_json::json!({ "promo_code": code });
    let opened = app.anonymous().post(&quote, with("open-sesame")).await;
    assert!(opened.text().contains(NAME), "{}", opened.text());
    let page = app.anonymous().get(&format!("/events/{event}?promo=OPEN-SESAME")).await;
    assert!(page.text().contains(NAME), "the page of who follows the link");
    let closed = app.anonymous().post(&quote, with("NO-SUCH")).await;
    assert_eq!((closed.status, closed.code()), (422, "invalid_promo_code".to_owned()));
    assert!(!closed.text().contains(NAME));
    let items = serde_json::json!({ "items": [{ "ticket_type": id, "quantity": 1 }] });
    let refused = app.anonymous().post(&quote, items).await;
    assert!(refused.status == 422 && !refused.text().contains(NAME), "{}", refused.text());
}

//! The door through the API: lists, exits, undoing, and asking again.

use super::live::{Stream, live_app, with_cookie};
use crate::testing::{Client, TestApp};
use axum::body::Body;
use axum::http::Request;
use domain::ids::new_id;
use domain::testing::{EventBuilder, kind};
use serde_json::{Value, json};

async fn door(app: &TestApp, organizer: &Client) -> (String, Vec<Value>) {
    let ada = app.attendee().await;
    let event = EventBuilder::new(&app.hub).insert(&app.hub, organizer.user().id).await;
    let booking = ada.post("/api/bookings/", json!({ "event": event, "quantity": 2 })).await;
    let codes = booking.json()["tickets"].as_array().unwrap().clone();
    (format!("/api/events/{event}/"), codes.iter().map(|it| it["code"].clone()).collect())
}

#[tokio::test]
async fn a_scan_has_a_gate_and_a_repeated_one_the_first_answer() {
    let app = TestApp::new().await;
    let organizer = app.organizer().await;
    let (event, codes) = door(&app, &organizer).await;
    let scan = format!("{event}check-in/");
    let first = json!({ "code": codes[0], "id": new_id(), "gate": "North", "device": "phone 3" });
    let seen = organizer.post(&scan, first.clone()).await;
    assert_eq!(seen.status, 200, "{}", seen.text());
    let again = organizer.post(&scan, first.clone()).await;
    assert_eq!((again.status, again.json()), (200, seen.json()));
    let other = organizer.post(&scan, json!({ "code": codes[0], "id": new_id() })).await;
    assert_eq!((other.status, other.code().as_str()), (409, "already_checked_in"));
    assert_eq!(other.json()["gate"], "North");
    assert_eq!(other.header("content-type"), "application/problem+json");
    let mut reused = first;
    reused["code"] = codes[1].clone();
    let reused = organizer.post(&scan, reused).await;
    assert_eq!((reused.status, reused.code().as_str()), (422, "idempotency_key_reused"));
    let unknown = organizer.post(&scan, json!({ "code": "nobody's" })).await;
    assert_eq!((unknown.status, unknown.code().as_str()), (404, "not_found"));
    let out = json!({ "code": codes[1], "direction": "out" });
    let out = organizer.post(&scan, out).await;
    assert_eq!((out.status, out.code().as_str()), (409, "not_checked_in"));
    let list = organizer.get(&format!("{event}check-ins/?admitted=false")).await.json();
    let reasons: Vec<_> = list["results"].as_array().unwrap().iter().collect();
    let reasons: Vec<_> = reasons.into_iter().map(|it| it["refusal"].clone()).collect();
    assert_eq!(reasons, ["not_in", "unknown", "already_in"]);
    assert!(!list.to_string().contains('@'), "no addresses at the door: {list}");
    assert!(!list.to_string().contains(codes[0].as_str().unwrap()), "and no codes");
}

#[tokio::test]
async fn a_list_for_other_kinds_of_ticket_names_that_of_the_one_it_refuses() {
    let app = TestApp::new().await;
    let organizer = app.organizer().await;
    let event = EventBuilder::new(&app.hub).insert(&app.hub, organizer.user().id).await;
    let mut kinds = Vec::new();
    for name in ["VIP", "Adult"] {
        kinds.push(kind(&app.hub, event, name, (0, None)).await);
    }
    let items = json!([{ "ticket_type": kinds[1], "quantity": 1 }]);
    let ada = app.attendee().await;
    let booked = ada.post("/api/bookings/", json!({ "event": event, "items": items })).await;
    let code = booked.json()["tickets"][0]["code"].clone();
    let path = format!("/api/events/{event}/");
    let lounge = json!({ "name": "Lounge", "ticket_types": [kinds[0]] });
    let made = organizer.post(&format!("{path}check-in-lists/"), lounge).await;
    assert_eq!((made.status, &made.json()["ticket_types"]), (201, &json!([kinds[0]])));
    let list = made.json()["id"].clone();
    let scan = json!({ "code": code, "list": list });
    let refused = organizer.post(&format!("{path}check-in/"), scan).await;
    assert_eq!((refused.status, refused.code().as_str()), (409, "ticket_type_refused"));
    assert_eq!(refused.json()["ticket_type_name"], "Adult");
    assert_eq!(refused.json()["ticket_type"], json!(kinds[1]));
    assert_eq!(refused.header("content-type"), "application/problem+json");
    // Whoever renames it without a word about its kinds leaves them as they are.
    let address = format!("{path}check-in-lists/{}/", list.as_str().unwrap());
    let renamed = organizer.put(&address, json!({ "name": "VIP lounge" })).await;
    assert_eq!(renamed.json()["ticket_types"], json!([kinds[0]]));
    let odd = json!({ "name": "VIP lounge", "ticket_types": [new_id()] });
    let odd = organizer.put(&address, odd).await;
    assert_eq!(odd.json()["errors"]["ticket_types"][0]["code"], "not_found");
}

#[tokio::test]
async fn a_list_counts_apart_and_a_scan_is_undone() {
    let app = TestApp::new().await;
    let organizer = app.organizer().await;
    let (event, codes) = door(&app, &organizer).await;
    let lists = format!("{event}check-in-lists/");
    let made = organizer.post(&lists, json!({ "name": "Workshop" })).await;
    assert_eq!(made.status, 201, "{}", made.text());
    let id = made.json()["id"].clone();
    assert!(made.header("location").ends_with(&format!("{}/", id.as_str().unwrap())));
    let taken = organizer.post(&lists, json!({ "name": "workshop" })).await;
    assert_eq!(taken.json()["errors"]["name"][0]["code"], "taken");
    let address = format!("{lists}{}/", id.as_str().unwrap());
    assert_eq!(organizer.put(&address, json!({ "name": "Dinner" })).await.status, 200);
    assert_eq!(
        organizer.get(&lists).await.json(),
        json!([{ "id": id, "name": "Dinner", "ticket_types": [] }])
    );
    let scan = format!("{event}check-in/");
    for list in [Value::Null, id.clone()] {
        let seen = organizer.post(&scan, json!({ "code": codes[0], "list": list })).await;
        assert_eq!(seen.status, 200, "{}", seen.text());
    }
    let odd = organizer.post(&scan, json!({ "code": codes[0], "list": new_id() })).await;
    assert_eq!(odd.json()["errors"]["list"][0]["code"], "not_found");
    let of_list = format!("{event}check-ins/?list={}", id.as_str().unwrap());
    let listed = organizer.get(&of_list).await.json();
    assert_eq!(
        (&listed["count"], &listed["results"][0]["list"]["name"]),
        (&json!(1), &json!("Dinner"))
    );
    let check_in = listed["results"][0]["id"].as_str().unwrap().to_owned();
    let undo = format!("{event}check-ins/{check_in}/undo/");
    let undone = organizer.post(&undo, json!({})).await;
    assert_eq!(undone.status, 200, "{}", undone.text());
    assert!(undone.json()["undone_at"].is_string());
    let seen = organizer.post(&scan, json!({ "code": codes[0], "list": id })).await;
    assert_eq!(seen.status, 200, "it is free again");
    for query in ["list=x", "admitted=perhaps", "page=0"] {
        let odd = organizer.get(&format!("{event}check-ins/?{query}")).await;
        assert_eq!(odd.status, 422, "{query}");
    }
}

#[tokio::test]
async fn only_the_page_of_a_door_may_use_the_camera() {
    let app = TestApp::new().await;
    let organizer = app.organizer().await;
    let (event, _) = door(&app, &organizer).await;
    let id = event.trim_start_matches("/api/events/").trim_end_matches('/').to_owned();
    let page = async |path: String| {
        let request = Request::get(path)
            .header("accept", "text/html")
            .header("cookie", format!("access={}", organizer.tokens().access));
        let reply = app.anonymous().send(request.body(Body::empty()).unwrap()).await;
        (reply.status, reply.header("permissions-policy").to_owned())
    };
    let (status, policy) = page(format!("/door/{id}")).await;
    assert_eq!(status, 200);
    assert!(policy.contains("camera=(self)") && policy.contains("microphone=()"), "{policy}");
    for path in [format!("/organize/events/{id}"), "/".to_owned()] {
        let (_, policy) = page(path).await;
        assert!(policy.contains("camera=()"), "{policy}");
    }
}

#[tokio::test]
async fn a_door_hears_of_scans_at_others_and_no_more_once_it_may_not() {
    let (app, _stop) = live_app().await;
    let organizer = app.organizer().await;
    let (event, codes) = door(&app, &organizer).await;
    let path = format!("{event}check-ins/live/");
    let mut stream = Stream::open(&app, with_cookie(&organizer, &path)).await;
    let figures = |told: Option<(String, Value)>| told.unwrap().1["lists"][0].clone();
    let first = figures(stream.next().await);
    assert_eq!((&first["inside"], &first["expected"]), (&json!(0), &json!(2)));
    let scan = format!("{event}check-in/");
    assert_eq!(organizer.post(&scan, json!({ "code": codes[0] })).await.status, 200);
    let now = figures(stream.next().await);
    assert_eq!(
        (&now["inside"], &now["expected"], &now["entered"]),
        (&json!(1), &json!(1), &json!(1))
    );
    let other = app.organizer().await;
    sqlx::query("UPDATE events SET organizer_id = $1")
        .bind(other.user().id.0)
        .execute(app.hub.db.pool())
        .await
        .unwrap();
    assert_eq!(other.post(&scan, json!({ "code": codes[1] })).await.status, 200);
    assert!(stream.next().await.is_none(), "it is somebody else's event now");
}

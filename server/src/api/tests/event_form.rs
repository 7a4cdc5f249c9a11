//! The form of an event as a browser without JavaScript sends it: with all its rows, the empty ones too.

use crate::testing::{Client, Reply, TestApp};
use axum::body::Body;
use axum::http::{Request, header};
use domain::testing::category;
use types::event_form::{TYPE_COLUMNS, TYPE_ROWS};

const NEW: &str = "/organize/events/new";

/// A new event with these rows, name and price of each.
fn fields(key: &str, rows: &[(&str, &str)]) -> Vec<(String, String)> {
    let form = |name: &str, value: &str| (format!("form[{name}]"), value.to_owned());
    let mut fields = vec![
        ("event".to_owned(), String::new()),
        ("key".to_owned(), key.to_owned()),
        form("title", "Rust by the river"),
        form("timezone", "Europe/Berlin"),
        form("currency", "EUR"),
    ];
    for row in 0..TYPE_ROWS {
        let (name, price) = rows.get(row).copied().unwrap_or_default();
        for (column, value) in TYPE_COLUMNS.into_iter().zip([name, price, ""]) {
            fields.push((format!("form[ticket_types][{row}][{column}]"), value.to_owned()));
        }
    }
    fields
}

async fn send(client: &Client, fields: &[(String, String)]) -> (String, String) {
    let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
    let request = Request::post("/fn/save-event-form")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header(header::ACCEPT, "text/html")
        .header(header::REFERER, format!("http://localhost:3000{NEW}"))
        .header(header::COOKIE, format!("access={}", client.tokens().access))
        .body(Body::from(body));
    let reply = client.send(request.unwrap()).await;
    assert_eq!(reply.status, 302, "{}", reply.text());
    let flash = reply.headers.get_all(header::SET_COOKIE).iter().find_map(|set| {
        let set = set.to_str().ok()?.split(';').next()?;
        set.starts_with("flash=").then(|| set.to_owned())
    });
    (reply.header("location").to_owned(), flash.unwrap_or_default())
}

async fn open(client: &Client, page: &str, flash: &str) -> Reply {
    let request = Request::get(page)
        .header(header::ACCEPT, "text/html")
        .header(header::COOKIE, format!("access={}; {flash}", client.tokens().access))
        .body(Body::empty());
    client.send(request.unwrap()).await
}

/// The value of the input with this id.
fn value_of(html: &str, id: &str) -> Option<String> {
    let input = html.split("<input").find(|it| it.contains(&format!("id=\"{id}\"")))?;
    let value = input.split('>').next()?.split_once("value=\"")?.1;
    value.split_once('"').map(|(value, _)| value.to_owned())
}

async fn names(client: &Client, slug: &str) -> Vec<String> {
    let types = client.get(&format!("/api/events/{slug}/ticket-types/")).await.json();
    let types = types["types"].as_array().unwrap().iter();
    types.map(|it| it["name"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn rows_that_are_refused_come_back_and_those_that_are_sent_twice_are_made_once() {
    let app = TestApp::new().await;
    let organizer = app.organizer().await;
    category(&app.hub, "rust").await;
    let rows = [("Adult \"& co\"", "25"), ("", ""), ("", ""), ("Student", "much")];
    let (page, flash) = send(&organizer, &fields("first", &rows)).await;
    assert_eq!(page, "/organize/events/rust-by-the-river/edit");
    let html = open(&organizer, &page, &flash).await.text();
    let shown =
        |row: usize, column: &str| value_of(&html, &format!("ticket_types[{row}][{column}]"));
    assert_eq!(shown(0, "name").as_deref(), Some("Adult &quot;&amp; co&quot;"));
    assert_eq!(shown(3, "name").as_deref(), Some("Student"));
    assert_eq!(shown(3, "price").as_deref(), Some("much"));
    assert!(html.contains("id=\"ticket_types[3][price]-error\""), "{html}");
    assert!(!html.contains("id=\"ticket_types[0][price]-error\""), "{html}");
    assert_eq!(names(&organizer, "rust-by-the-river").await, [""; 0]);

    let rows = [("Adult", "25"), ("Student", "10")];
    let both = [
        send(&organizer, &fields("second", &rows)).await,
        send(&organizer, &fields("second", &rows)).await,
    ];
    for (page, _) in &both {
        assert_eq!(page, "/organize/events/rust-by-the-river-2/edit");
    }
    assert_eq!(names(&organizer, "rust-by-the-river-2").await, ["Adult", "Student"]);
    let html = open(&organizer, &both[1].0, &both[1].1).await.text();
    assert_eq!(value_of(&html, "ticket_types[0][name]").as_deref().unwrap_or_default(), "");
}

//! Plain forms that are refused: what was typed comes back, however long it is.

use crate::testing::{Client, Reply, TestApp};
use axum::body::Body;
use axum::http::{Request, header};
use domain::testing::{EventBuilder, category};

/// As long as a cookie cannot hold, and in a script that takes two bytes a letter.
fn long() -> String {
    "Приходите пораньше. ".repeat(450).trim().to_owned()
}

fn cookie(client: &Client) -> String {
    format!("access={}", client.tokens().access)
}

/// What a browser without JavaScript keeps of the answer to a form that stands on this page.
async fn refused(client: &Client, form: &str, page: &str, fields: &[(&str, &str)]) -> String {
    let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
    let request = Request::post(form)
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header(header::ACCEPT, "text/html")
        .header(header::REFERER, format!("http://localhost:3000{page}"))
        .header(header::COOKIE, cookie(client))
        .body(Body::from(body));
    let reply = client.send(request.unwrap()).await;
    assert_eq!((reply.status, reply.header("location")), (302, page), "{}", reply.text());
    let set = reply.headers.get_all(header::SET_COOKIE).iter();
    let set: Vec<_> = set.map(|it| it.to_str().unwrap().split(';').next().unwrap()).collect();
    let [flash] = set.iter().filter(|it| it.starts_with("flash=")).collect::<Vec<_>>()[..] else {
        panic!("one flash: {set:?}")
    };
    assert!(flash.len() < 4_000, "{} bytes", flash.len());
    (*flash).to_owned()
}

async fn open(client: &Client, page: &str, flash: &str) -> Reply {
    let request = Request::get(page)
        .header(header::ACCEPT, "text/html")
        .header(header::COOKIE, format!("{}; {flash}", cookie(client)))
        .body(Body::empty());
    client.send(request.unwrap()).await
}

async fn kept(app: &TestApp) -> i64 {
    let count = sqlx::query_scalar("SELECT count(*) FROM refused_forms");
    count.fetch_one(app.hub.db.pool()).await.unwrap()
}

#[tokio::test]
async fn what_no_cookie_holds_comes_back_once_and_to_its_writer_alone() {
    let app = TestApp::new().await;
    let organizer = app.organizer().await;
    category(&app.hub, "rust").await;
    let event = EventBuilder::new(&app.hub).insert(&app.hub, organizer.user().id).await;
    let event = event.to_string();
    let agenda = format!("/organize/events/{event}/agenda");
    let text = long();
    for (form, page, field) in [
        ("/fn/organize-write-message", format!("/organize/events/{event}/messages/new"), "body"),
        ("/fn/organize-save-session", format!("{agenda}/new"), "description"),
        ("/fn/save-venue", "/organize/venues".to_owned(), "notes"),
    ] {
        let fields = [("slug", &*event), (field, &*text)];
        let flash = refused(&organizer, form, &page, &fields).await;
        assert_eq!(kept(&app).await, 1, "{form}");
        let stranger = open(&app.organizer().await, "/organize", &flash).await;
        assert!(!stranger.text().contains(&text), "{form}");
        // Nothing but a page that is shown takes it.
        open(&organizer, "/fn/me", &flash).await;
        let shown = open(&organizer, &page, &flash).await;
        assert_eq!(shown.status, 200, "{form}: {}", shown.text());
        let (html, id) = (shown.text(), format!("id=\"{field}\""));
        let areas = html.split("<textarea").filter_map(|it| it.split("</textarea>").next());
        let areas: Vec<_> = areas.filter(|area| area.contains(&id)).collect();
        assert!(areas.last().is_some_and(|area| area.contains(&text)), "{form}");
        assert_eq!(kept(&app).await, 0, "{form}");
        let again = open(&organizer, &page, &flash).await;
        assert!(!again.text().contains(&text), "{form}");
    }
}

#[tokio::test]
async fn what_is_too_long_to_be_kept_is_refused_all_the_same() {
    let app = TestApp::new().await;
    let organizer = app.organizer().await;
    let text = "x".repeat(domain::refused_forms::CONTENT_MAX);
    let fields = [("name", ""), ("address", "Quay 1"), ("notes", &*text)];
    let page = "/organize/venues";
    let flash = refused(&organizer, "/fn/save-venue", page, &fields).await;
    assert_eq!(kept(&app).await, 0);
    let shown = open(&organizer, page, &flash).await.text();
    assert!(shown.contains("value=\"Quay 1\"") && shown.contains("id=\"name-error\""), "{shown}");
}

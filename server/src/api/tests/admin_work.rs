//! What admins read and download, field by field: the log and the figures as files, the checks, a test
//! mail, one session of somebody.

use crate::testing::{Client, Reply, TestApp};
use axum::body::Body;
use axum::http::{Request, header};
use chrono::DateTime;
use domain::testing::{EventBuilder, logged_in};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// The lines of a CSV by the names of their columns, read as a spreadsheet does.
fn table(text: &str) -> Vec<BTreeMap<String, String>> {
    let text = text.strip_prefix('\u{feff}').expect("a spreadsheet sees that it is UTF-8");
    let (mut lines, mut cells, mut cell) = (Vec::new(), Vec::new(), String::new());
    let (mut quoted, mut chars) = (false, text.chars().peekable());
    while let Some(c) = chars.next() {
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => {
                chars.next();
                cell.push('"');
            }
            '"' => quoted = !quoted,
            ',' if !quoted => cells.push(std::mem::take(&mut cell)),
            '\r' if !quoted => {}
            '\n' if !quoted => {
                cells.push(std::mem::take(&mut cell));
                lines.push(std::mem::take(&mut cells));
            }
            c => cell.push(c),
        }
    }
    let head = lines.remove(0);
    let named = |line: Vec<String>| {
        assert_eq!(line.len(), head.len(), "{line:?}");
        head.iter().cloned().zip(line).collect()
    };
    lines.into_iter().map(named).collect()
}

/// What the app's pages link to, as a browser asks for it.
async fn fetched(client: &Client, path: &str) -> Reply {
    if path.starts_with("/api/") {
        return client.get(path).await;
    }
    let request = Request::get(path)
        .header(header::COOKIE, format!("access={}", client.tokens().access))
        .header(header::ACCEPT, "application/json")
        .body(Body::empty());
    client.send(request.unwrap()).await
}

async fn download(client: &Client, path: &str) -> String {
    let reply = fetched(client, path).await;
    assert_eq!(reply.status, 200, "{path}: {}", reply.text());
    assert_eq!(reply.header(header::CONTENT_TYPE.as_str()), "text/csv; charset=utf-8");
    assert!(reply.header("content-disposition").starts_with("attachment; filename="));
    reply.text()
}

async fn set(app: &TestApp, sql: &'static str, id: uuid::Uuid, text: &str) {
    sqlx::query(sql).bind(id).bind(text).execute(app.hub.db.pool()).await.unwrap();
}

const NAME: &str = "=HYPERLINK(\"https://evil.test\",\"Ada\")";
const REASON: &str = "@SUM(1+1)*cmd|' /C calc'!A0, \"as\nasked\"";

#[tokio::test]
async fn the_log_as_a_file_has_every_field_and_no_formula() {
    let app = TestApp::new().await;
    let (olga, admin) = (app.organizer().await, app.admin().await);
    let event = EventBuilder::new(&app.hub).insert(&app.hub, olga.user().id).await;
    let (root, rename) = (admin.user().id, "UPDATE users SET display_name = $2 WHERE id = $1");
    set(&app, rename, root.0, NAME).await;
    let hide = format!("/api/admin/events/{event}/hide/");
    let hidden = admin.post(&hide, json!({ "reason": REASON })).await;
    assert_eq!(hidden.status, 200, "{}", hidden.text());
    let query = format!("object=event:{event}&action=event.hidden");
    let files =
        [format!("/admin/audit.csv?{query}"), format!("/api/admin/audit/?format=csv&{query}")];
    for path in files {
        let text = download(&admin, &path).await;
        for cell in ["\n=", ",=", "\"=", "\n@", ",@", "\"@", "\n+", ",+", ",-"] {
            assert!(!text.contains(cell), "{cell:?} begins a formula: {text}");
        }
        let lines = table(&text);
        assert_eq!(lines.len(), 1, "{text}");
        let line = |name: &str| lines[0][name].as_str();
        assert_eq!((line("actor"), line("actor_id")), (&*format!("'{NAME}"), &*root.to_string()));
        assert_eq!((line("action"), line("object")), ("event.hidden", "event"));
        assert_eq!((line("object_id"), line("event")), (&*event.to_string(), &*event.to_string()));
        assert_eq!((line("booking"), line("detail")), ("", ""));
        assert_eq!(line("reason"), format!("'{REASON}"));
        assert!(DateTime::parse_from_rfc3339(line("at")).is_ok(), "{}", line("at"));
        let network = line("network");
        assert!(network.ends_with("/24") || network.ends_with("/48"), "{network}");
        let changes = line("changes");
        assert!(changes.is_empty() || serde_json::from_str::<Value>(changes).is_ok(), "{changes}");
        assert_eq!(lines[0].len(), 12);
    }
    // A change is JSON in its cell.
    let user = format!("/api/admin/users/{}/", olga.user().id);
    assert_eq!(admin.patch(&user, json!({ "role": "attendee" })).await.status, 200);
    let path = format!("/admin/audit.csv?object=user:{}", olga.user().id);
    let lines = table(&download(&admin, &path).await);
    let changes: Value = serde_json::from_str(&lines[0]["changes"]).unwrap();
    assert_eq!(changes, json!({ "role": ["organizer", "attendee"] }));
    assert_eq!(fetched(&olga, &path).await.status, 403);
}

async fn paid(app: &TestApp, ada: &Client, price: i64, quantity: i32) {
    let host = app.organizer().await.user().id;
    let event = EventBuilder { price: price.into(), ..EventBuilder::new(&app.hub) };
    let event = event.insert(&app.hub, host).await;
    let booking = ada.post("/api/bookings/", json!({ "event": event, "quantity": quantity })).await;
    let pay = json!({ "booking": booking.json()["id"], "payment_method": "MOCK_PAYPAL" });
    let payment = ada.post("/api/payments/", pay).await.json();
    let settle = format!("/api/payments/{}/simulate-webhook/", payment["id"].as_str().unwrap());
    let reply = ada.post(&settle, json!({ "status": "COMPLETED" })).await;
    assert_eq!(reply.status, 200, "{}", reply.text());
}

#[tokio::test]
async fn the_figures_as_a_file_are_those_of_the_api() {
    let app = TestApp::new().await;
    let (ada, admin) = (app.attendee().await, app.admin().await);
    paid(&app, &ada, 20, 3).await;
    paid(&app, &ada, 5, 1).await;
    let today = app.hub.now().date_naive().to_string();
    let lines = table(&download(&admin, "/admin/figures.csv").await);
    let line = |cells: [&str; 7]| {
        let names = ["date", "bookings", "seats", "confirmed", "currency", "revenue", "refunds"];
        names.into_iter().map(str::to_owned).zip(cells.map(str::to_owned)).collect()
    };
    let expected: [BTreeMap<_, _>; 2] = [
        line([&today, "2", "4", "2", "", "", ""]),
        line([&today, "", "", "", "EUR", "65.00", "0.00"]),
    ];
    assert_eq!(lines, expected);
    let told = admin.get("/api/stats/?timezone=Asia/Kolkata").await.json();
    assert_eq!(told["bookings_per_day"][0]["seats"], 4);
    assert_eq!(told["period"]["money"][0]["revenue"], "65.00");
    assert_eq!(
        (&told["hours_timezone"], &told["hours"][0]["minute"]),
        (&json!("Asia/Kolkata"), &json!(30))
    );
    let wrong = admin.get("/api/stats/?timezone=Mars/Olympus").await;
    assert_eq!(wrong.json()["errors"]["timezone"][0]["code"], "invalid", "{}", wrong.text());
    // A period in which nothing happened is a file of its head alone.
    let empty = download(&admin, "/admin/figures.csv?from=2020-01-01&to=2020-01-31").await;
    assert!(table(&empty).is_empty(), "{empty}");
}

/// What a check says, by its name.
async fn checks(admin: &Client) -> BTreeMap<String, Value> {
    let all = admin.get("/api/admin/health/").await.json();
    let named = all.as_array().unwrap().iter().map(|check| {
        let fields: BTreeSet<_> = check.as_object().unwrap().keys().map(String::as_str).collect();
        assert_eq!(fields, ["check", "detail", "ok", "warning"].into(), "{check}");
        assert!(check["ok"].is_boolean() && check["warning"].is_boolean(), "{check}");
        assert!(check["ok"] == true || check["warning"] == false, "{check}: it cannot be both");
        (check["check"].as_str().unwrap().to_owned(), check.clone())
    });
    named.collect()
}

#[tokio::test]
async fn every_check_says_what_it_found_and_no_secret() {
    let app = TestApp::new().await;
    let admin = app.admin().await;
    paid(&app, &app.attendee().await, 20, 1).await;
    let found = checks(&admin).await;
    for name in [
        "version",
        "settings",
        "database",
        "database size",
        "slow statements",
        "migrations",
        "clock",
        "queue",
        "dead jobs",
        "dead letters",
        "reconcilers",
        "mail server",
        "mail test",
        "storage",
        "disk space",
    ] {
        let check = found.get(name).unwrap_or_else(|| panic!("no check of {name}"));
        assert!(!check["detail"].as_str().unwrap().is_empty(), "{check}");
    }
    let detail = |name: &str| found[name]["detail"].as_str().unwrap().to_owned();
    assert_eq!(detail("version"), env!("CARGO_PKG_VERSION"));
    assert!(detail("database").starts_with("PostgreSQL "), "{}", detail("database"));
    assert_eq!(detail("reconcilers"), "every counter says what the rows say");
    assert_eq!((detail("dead jobs"), detail("dead letters")), ("none".into(), "none".into()));
    assert_eq!(detail("mail test"), "none was sent yet");
    let settings = detail("settings");
    for (name, value) in [("DATABASE_URL", "set, covered"), ("SMTP_URL", "set, covered")] {
        let told = settings.split("; ").find_map(|it| it.strip_prefix(&format!("{name}: ")[..]));
        assert!(told.is_some_and(|told| told == value || told == "not set"), "{settings}");
    }
    let all = serde_json::to_string(&found).unwrap();
    for secret in ["postgres://", "smtp://", "smtps://", "password="] {
        assert!(!all.contains(secret), "{secret}: {all}");
    }
}

#[tokio::test]
async fn a_test_mail_goes_to_the_admin_and_the_checks_tell_what_was_said() {
    let app = TestApp::new().await;
    let (admin, olga) = (app.admin().await, app.organizer().await);
    checks(&admin).await;
    let sent = admin.post("/api/admin/health/mail/", json!({})).await;
    assert_eq!(sent.status, 200, "{}", sent.text());
    let sent = sent.json();
    assert_eq!((&sent["check"], &sent["ok"]), (&json!("mail test"), &json!(true)));
    assert!(sent["detail"].as_str().unwrap().starts_with("kept as the file "), "{sent}");
    // What was found a moment ago is not kept over it.
    let told = checks(&admin).await["mail test"]["detail"].as_str().unwrap().to_owned();
    assert!(told.starts_with("taken on ") && told.contains("kept as the file"), "{told}");
    let file = sent["detail"].as_str().unwrap().strip_prefix("kept as the file ").unwrap();
    let mail = std::fs::read_to_string(file).unwrap();
    assert!(mail.contains(&format!("To: {}", admin.user().email)), "{mail}");
    assert!(mail.contains("Subject: A test mail"), "{mail}");
    let entry = admin.get("/api/admin/audit/?action=mail.tested").await.json();
    assert_eq!(entry["results"][0]["actor"]["id"], json!(admin.user().id));
    assert_eq!(entry["results"][0]["detail"]["accepted"], "true");
    assert_eq!(olga.post("/api/admin/health/mail/", json!({})).await.status, 403);
    for _ in 0..4 {
        assert_eq!(admin.post("/api/admin/health/mail/", json!({})).await.status, 200);
    }
    let many = admin.post("/api/admin/health/mail/", json!({})).await;
    assert_eq!((many.status, many.code().as_str()), (429, "too_many_requests"));
    assert!(many.header("retry-after").parse::<u32>().unwrap() > 60);
}

#[tokio::test]
async fn an_admin_ends_one_session_of_somebody() {
    let app = TestApp::new().await;
    let (admin, ada) = (app.admin().await, app.attendee().await);
    let other = logged_in(&app.hub, ada.user().id).await.session();
    let page = format!("/api/admin/users/{}/", ada.user().id);
    let sessions = async || {
        let page = admin.get(&page).await.json();
        let ids = page["sessions"].as_array().unwrap().iter().map(|it| it["id"].clone());
        ids.collect::<Vec<_>>()
    };
    assert_eq!(sessions().await.len(), 2);
    let end = format!("{page}sessions/{other}/");
    assert_eq!(ada.delete(&end).await.status, 403);
    for _ in 0..2 {
        assert_eq!(admin.delete(&end).await.status, 204, "once more changes nothing");
    }
    assert!(!sessions().await.contains(&json!(other)));
    assert_eq!(ada.get("/api/users/me/").await.status, 200, "the other one goes on");
    let stranger = app.attendee().await.user().id;
    let strange = format!("/api/admin/users/{stranger}/sessions/{other}/");
    assert_eq!(admin.delete(&strange).await.status, 404);
    let log = admin.get("/api/admin/audit/?action=user.session_ended").await.json();
    assert_eq!(
        (&log["count"], &log["results"][0]["object"]["id"]),
        (&json!(1), &json!(ada.user().id))
    );
}

/// A form as the app's own code sends it.
async fn sent(client: &Client, path: &str, body: String) -> Reply {
    let request = Request::post(path)
        .header(header::COOKIE, format!("access={}", client.tokens().access))
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header(header::ACCEPT, "application/json")
        .body(Body::from(body));
    client.send(request.unwrap()).await
}

#[tokio::test]
async fn a_code_of_the_whole_platform_is_made_and_paused_by_the_form() {
    let app = TestApp::new().await;
    let (admin, olga) = (app.admin().await, app.organizer().await);
    let save = "/fn/organize-save-promotion";
    let form = |value: &str, currency: &str| {
        format!(
            "slug=&id=&code=ALL10&kind=FIXED&value={value}&currency={currency}\
             &valid_from=2026-01-01T00%3A00&valid_until=2099-01-01T00%3A00&max_uses=9"
        )
    };
    assert_eq!(sent(&olga, save, form("5", "EUR")).await.status, 403);
    let wrong = sent(&admin, save, form("5", "XXX")).await;
    assert!(wrong.text().contains("currency"), "{}", wrong.text());
    for _ in 0..2 {
        let made = sent(&admin, save, form("5", "eur")).await;
        assert_eq!(made.status, 200, "a second click is told of the first: {}", made.text());
    }
    let list = admin.get("/api/admin/promotions/").await.json();
    let code = &list["results"][0];
    assert_eq!((&list["count"], &code["code"]), (&json!(1), &json!("ALL10")));
    assert_eq!((&code["currency"], &code["event"]), (&json!("EUR"), &json!(null)));
    assert_eq!(code["max_uses"], 9);
    let pause = format!("slug=&promotion={}&paused=true", code["id"].as_str().unwrap());
    assert_eq!(sent(&olga, "/fn/organize-pause-promotion", pause.clone()).await.status, 404);
    assert_eq!(sent(&admin, "/fn/organize-pause-promotion", pause).await.status, 200);
    let list = admin.get("/api/admin/promotions/").await.json();
    assert!(list["results"][0]["paused_at"].is_string());
}

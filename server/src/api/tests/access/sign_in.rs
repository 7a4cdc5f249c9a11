//! Who may do what with sessions and second factors: everybody with their own.

use super::people::{People, Person};
use super::table::Body::{Form, Json, None as Nothing};
use super::table::{Row, all, its_owner, logged_in, row, rows};
use super::world::World;
use crate::state::WebSettings;
use crate::testing::TestApp;

const SESSIONS: &str = "/api/users/me/sessions/";
const TOTP: &str = "/api/users/me/totp/";

pub(super) const ROWS: &[Row] = &[
    row("GET", SESSIONS, SESSIONS, Nothing, logged_in(200)),
    row("DELETE", SESSIONS, SESSIONS, Nothing, logged_in(204)),
    row(
        "DELETE",
        "/api/users/me/sessions/{id}/",
        "/api/users/me/sessions/{login}/",
        Nothing,
        its_owner(204),
    ),
    row("GET", TOTP, TOTP, Nothing, logged_in(200)),
    row("POST", TOTP, TOTP, Json(r#"{"password": "correct horse battery"}"#), logged_in(200)),
    row(
        "POST",
        "/api/users/me/totp/confirm/",
        "/api/users/me/totp/confirm/",
        Json(r#"{"code": "000000"}"#),
        logged_in(409),
    ),
    row(
        "DELETE",
        TOTP,
        TOTP,
        Json(r#"{"password": "correct horse battery", "code": "000000"}"#),
        logged_in(204),
    ),
    row("GET", "/fn/security", "/fn/security", Nothing, logged_in(200)),
    row("POST", "/fn/end-session", "/fn/end-session", Form("id={login}"), its_owner(200)),
    row("POST", "/fn/end-other-sessions", "/fn/end-other-sessions", Form(""), logged_in(200)),
    row(
        "POST",
        "/fn/start-second-factor",
        "/fn/start-second-factor",
        Form("password=correct+horse+battery"),
        logged_in(200),
    ),
    row(
        "POST",
        "/fn/confirm-second-factor",
        "/fn/confirm-second-factor",
        Form("code=000000"),
        logged_in(409),
    ),
    row(
        "POST",
        "/fn/stop-second-factor",
        "/fn/stop-second-factor",
        Form("password=correct+horse+battery&code=000000"),
        logged_in(200),
    ),
    row("POST", "/fn/login-code", "/fn/login-code", Form("code=000000"), all(401)),
];

/// What an admin may do who has to set up a second factor first.
const FOR_THE_UNPROVEN: &[&str] = &[
    "GET /api/users/me/",
    "POST /api/auth/logout/",
    "GET /api/users/me/sessions/",
    "DELETE /api/users/me/sessions/",
    "DELETE /api/users/me/sessions/{id}/",
    "GET /api/users/me/totp/",
    "POST /api/users/me/totp/",
    "POST /api/users/me/totp/confirm/",
    "DELETE /api/users/me/totp/",
    "GET /fn/security",
    "POST /fn/end-session",
    "POST /fn/end-other-sessions",
    "POST /fn/start-second-factor",
    "POST /fn/confirm-second-factor",
    "POST /fn/stop-second-factor",
];

/// Every entrance of the table that is closed to strangers, asked by an admin without a second factor.
#[tokio::test]
async fn an_admin_who_needs_a_second_factor_can_do_nothing_but_set_it_up() {
    let app = TestApp::with(|settings| settings.admin_second_factor = true, WebSettings::default());
    let app = app.await;
    let people = People::new(&app).await;
    let world = World::new(&app, &people).await;
    let (mut wrong, mut asked) = (Vec::new(), 0);
    for row in rows().filter(|row| row.expected[0] == 401) {
        if row.expected.iter().all(|status| *status == 401) {
            continue;
        }
        let reply = people.send(Person::Admin, row, &world).await;
        asked += 1;
        // A form that saves itself keeps what was typed: its refusal is an answer.
        let closed = reply.status == 403 || reply.text().contains("second_factor_setup_required");
        if closed == FOR_THE_UNPROVEN.contains(&row.entrance().as_str()) {
            wrong.push(format!("{}: {} {}", row.entrance(), reply.status, reply.text()));
        }
    }
    assert!(asked > 150, "only {asked} were asked");
    assert!(wrong.is_empty(), "{} differ:\n{}", wrong.len(), wrong.join("\n"));
}

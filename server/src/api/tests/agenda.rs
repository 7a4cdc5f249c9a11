//! An event's sessions in people's own calendars.

use crate::testing::TestApp;
use chrono::TimeDelta;
use domain::testing::EventBuilder;
use serde_json::json;

/// Unfolded lines, without the escapes of commas.
fn lines(ics: &str) -> Vec<String> {
    ics.replace("\r\n ", "").replace("\\,", ",").split("\r\n").map(str::to_owned).collect()
}

#[tokio::test]
async fn the_agenda_is_a_calendar_of_all_sessions_or_of_those_one_picked() {
    let app = TestApp::new().await;
    let (host, ada) = (app.organizer().await, app.attendee().await);
    let event = EventBuilder::new(&app.hub);
    let start = event.start_date;
    let event = event.insert(&app.hub, host.user().id).await;
    let mut ids = Vec::new();
    for (hour, title) in ["Ownership", "Lifetimes"].into_iter().enumerate() {
        let begins = start + TimeDelta::hours(i64::try_from(hour).unwrap());
        let session = json!({
            "title": title, "description": "From the beginning.", "room": "Hall 2",
            "speaker_name": "Grace Hopper", "capacity": 50,
            "start_time": begins, "end_time": begins + TimeDelta::minutes(45),
        });
        let made = host.post(&format!("/api/events/{event}/sessions/"), session).await;
        assert_eq!(made.status, 201, "{}", made.text());
        ids.push(made.json()["id"].as_str().unwrap().to_owned());
    }

    let path = format!("/api/events/{event}/agenda.ics");
    let all = app.anonymous().get(&path).await;
    assert_eq!((all.status, all.header("content-type")), (200, "text/calendar; charset=utf-8"));
    let all = lines(&all.text());
    let count = |lines: &[String], wanted: &str| lines.iter().filter(|l| *l == wanted).count();
    assert_eq!(count(&all, "BEGIN:VEVENT"), 2);
    assert_eq!(count(&all, "SUMMARY:Ownership") + count(&all, "SUMMARY:Lifetimes"), 2);
    assert_eq!(count(&all, "LOCATION:Hall 2, Berlin, Germany"), 2);
    let begins = format!("DTSTART:{}", start.format("%Y%m%dT%H%M%SZ"));
    assert_eq!(count(&all, &begins), 1, "{all:?}");
    let described: Vec<_> = all.iter().filter(|line| line.starts_with("DESCRIPTION:")).collect();
    assert!(described.iter().all(|line| line.contains("Grace Hopper")), "{described:?}");

    let picks = format!("{path}?picks=true");
    assert_eq!(app.anonymous().get(&picks).await.status, 401);
    assert_eq!(count(&lines(&ada.get(&picks).await.text()), "BEGIN:VEVENT"), 0);
    let session = domain::sessions::pick(
        &app.hub,
        domain::Actor::User { id: ada.user().id, role: ada.user().role },
        ids[1].parse().unwrap(),
        true,
    );
    session.await.unwrap();
    let mine = lines(&ada.get(&picks).await.text());
    assert_eq!((count(&mine, "BEGIN:VEVENT"), count(&mine, "SUMMARY:Lifetimes")), (1, 1));
}

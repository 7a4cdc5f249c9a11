use super::{Report, run};
use domain::Hub;
use domain::testing::test_hub;
use indicatif::ProgressBar;
use std::io::Write as _;
use std::path::Path;

fn row(name: &str, start: &str, more: &str) -> String {
    format!(
        r#"{{"name":{name:?},"url":"https://a.test","startDate":"{start}","endDate":"{start}","topic":"rust"{more}}}"#
    )
}

async fn import(hub: &Hub, text: &str) -> anyhow::Result<Report> {
    let path = std::env::temp_dir().join(format!("{}.json", domain::ids::new_id()));
    std::fs::File::create(&path).unwrap().write_all(text.as_bytes()).unwrap();
    let report = run(hub, &path, &ProgressBar::hidden()).await;
    std::fs::remove_file(&path).unwrap();
    report
}

async fn count(hub: &Hub, table: &'static str) -> i64 {
    let sql = sqlx::AssertSqlSafe(format!("SELECT count(*) FROM {table}"));
    sqlx::query_scalar(sql).fetch_one(hub.db.pool()).await.unwrap()
}

#[tokio::test]
async fn importing_again_changes_nothing() {
    let (hub, _db) = test_hub().await;
    let file = format!(
        "[{},{},{}]",
        row("RustConf", "2026-09-01", r#","city":"Berlin","country":"Germany""#),
        row("Rust Web", "2026-10-01", r#","online":true"#),
        row("rustconf ", "2026-09-01", r#","city":"Berlin","topic2":1"#),
    );
    let report = import(&hub, &file).await.unwrap();
    assert_eq!((report.read, report.added, report.known), (3, 2, 0));
    assert_eq!(report.skipped[0].number, 3);
    assert!(report.to_string().contains("no. 3 “rustconf”: the same conference as no. 1"));
    let before: Vec<(String, String, String, bool)> = sqlx::query_as(
        "SELECT slug, timezone, location, is_online FROM events ORDER BY start_date",
    )
    .fetch_all(hub.db.pool())
    .await
    .unwrap();
    assert_eq!(
        before,
        [
            ("rustconf-2026".into(), "Europe/Berlin".into(), "Berlin, Germany".into(), false),
            ("rust-web-2026".into(), "UTC".into(), "Online".into(), true),
        ]
    );
    let again = import(&hub, &file).await.unwrap();
    assert_eq!((again.added, again.known), (0, 2));
    assert_eq!(count(&hub, "events").await, 2);
    assert_eq!(count(&hub, "users").await, 1);
    assert_eq!(count(&hub, "categories").await, 1);
}

#[tokio::test]
async fn who_takes_part_from_home_has_a_ticket_of_their_own() {
    let (hub, _db) = test_hub().await;
    let place = r#","city":"Berlin","country":"Germany""#;
    let both = format!(r#"{place},"online":true"#);
    let file = format!(
        "[{},{},{}]",
        row("Cloud Summit", "2026-09-01", &both),
        row("Data Summit", "2026-09-02", place),
        row("Rust Community Meetup", "2026-09-03", &both),
    );
    assert_eq!(import(&hub, &file).await.unwrap().added, 3);
    let types: Vec<(String, String, bool)> = sqlx::query_as(
        "SELECT e.slug, t.name, t.price = CASE t.position WHEN 0 THEN e.price_max ELSE e.price END
         FROM events e JOIN ticket_types t ON t.event_id = e.id ORDER BY t.position",
    )
    .fetch_all(hub.db.pool())
    .await
    .unwrap();
    let slug = || "cloud-summit-2026".to_owned();
    assert_eq!(types, [(slug(), "On site".into(), true), (slug(), "Online".into(), true)]);
    assert_eq!(count(&hub, "events WHERE typed AND price < price_max").await, 1);
    assert_eq!(import(&hub, &file).await.unwrap().added, 0);
    assert_eq!(count(&hub, "ticket_types").await, 2);
}

#[tokio::test]
async fn a_broken_file_changes_nothing_and_names_the_place() {
    let (hub, _db) = test_hub().await;
    let good = row("Good", "2026-09-01", "");
    let broken = format!("[\n{good},\n{}\n]", row("Bad", "2026-09-02", "").replace("\",", ""));
    let error = format!("{:#}", import(&hub, &broken).await.unwrap_err());
    assert!(error.contains("line 3 column"), "{error}");
    let half = format!("[{good},");
    assert!(import(&hub, &half).await.is_err());
    for table in ["events", "users", "categories"] {
        assert_eq!(count(&hub, table).await, 0, "{table}");
    }
    let missing = run(&hub, Path::new("nowhere.json"), &ProgressBar::hidden()).await;
    assert!(format!("{:#}", missing.unwrap_err()).contains("cannot read nowhere.json"));
}

#[tokio::test]
async fn a_record_that_cannot_be_read_is_skipped_and_the_others_are_taken() {
    let (hub, _db) = test_hub().await;
    let nulls = r#","city":null,"country":null,"online":null,"locales":null,"cfpUrl":null"#;
    let file = format!(
        "[{},{},null,{},{}]",
        row("Nulls", "2026-09-01", nulls),
        row("No such day", "2026-13-01", ""),
        row("Sure", "2026-09-01", r#","online":"yes""#),
        row("Good", "2026-09-02", r#","city":"Rome","country":"Italy""#),
    );
    let report = import(&hub, &file).await.unwrap();
    assert_eq!((report.read, report.added), (5, 2), "{report}");
    let told: Vec<_> = report.skipped.iter().map(|s| (s.number, s.name.as_str())).collect();
    assert_eq!(told, [(2, "No such day"), (3, ""), (4, "Sure")]);
    let text = report.to_string();
    assert!(
        text.contains("no. 2 “No such day”: it cannot be read: input is out of range"),
        "{text}"
    );
}

#[tokio::test]
async fn odd_conferences_are_taken_or_skipped_with_a_reason() {
    let (hub, _db) = test_hub().await;
    let long = "Б".repeat(700);
    let file = format!(
        "[{},{},{},{},{},{}]",
        row(&long, "2026-09-01", ""),
        row("\u{1}\u{0} ", "2026-09-01", ""),
        row("Ends first", "2026-09-02", r#","city":"A"}"#)
            .replace(r#""endDate":"2026-09-02""#, r#""endDate":"2026-09-01""#)
            .replace("}}", "}"),
        row("Far", "9999-12-31", ""),
        row("日本", "2026-09-01", ""),
        row("<b>*x*</b>", "2026-09-01", r#","city":"\u0000","country":"Atlantis""#),
    );
    // Rust's debug format escapes as JSON does not.
    let file = file.replace("\\u{1}", "\\u0001").replace("\\0", "\\u0000");
    let report = import(&hub, &file).await.unwrap();
    assert_eq!(report.added, 3, "{report}");
    let reasons: Vec<_> = report.skipped.iter().map(|s| (s.number, s.reason.as_str())).collect();
    assert_eq!(
        reasons,
        [
            (2, "it has no name"),
            (3, "it ends on 2026-09-01, before it starts on 2026-09-02"),
            (4, "the year of 9999-12-31 is out of range"),
        ]
    );
}

#[tokio::test]
async fn the_public_collection_is_imported_in_seconds() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/data/conferences.json");
    if !path.exists() {
        println!("skipped: there is no ../shared/data/conferences.json beside the project");
        return;
    }
    let (hub, _db) = test_hub().await;
    let report = run(&hub, &path, &ProgressBar::hidden()).await.unwrap();
    assert_eq!(report.read, report.added + report.known + report.skipped.len());
    assert!(report.added > 2000, "{} added", report.added);
    let again = run(&hub, &path, &ProgressBar::hidden()).await.unwrap();
    assert_eq!((again.added, again.known), (0, report.added));
    let unknown: i64 = sqlx::query_scalar(
        "SELECT count(*) FROM events WHERE timezone = 'UTC' AND location <> 'Online'",
    )
    .fetch_one(hub.db.pool())
    .await
    .unwrap();
    assert_eq!(unknown, 0, "every place of the collection has its zone");
}

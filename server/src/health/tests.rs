use super::checks::{CHECKS, available_megabytes};
use super::{Check, CheckContext, Detail, Finding, Level, run, said};
use crate::config::{Config, Source};
use crate::health::run_checks;
use crate::testing::TestApp;
use app::ssr::Said;
use domain::testing::test_hub;
use sqlx::Executor as _;
use std::collections::BTreeSet;
use std::time::Duration;

/// A configuration of this machine alone, with its data in a folder that is gone afterwards.
fn configured(more: &[(&str, &str)]) -> (Config, Folder) {
    let folder = std::env::temp_dir().join(format!("event-hub-doctor-{}", domain::ids::new_id()));
    let data = folder.to_str().unwrap().to_owned();
    let pairs = [("DATA_DIR", data.as_str())].into_iter().chain(more.iter().copied());
    (Config::load(&pairs.collect::<Source>()).unwrap(), Folder(folder))
}

struct Folder(std::path::PathBuf);

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn of(findings: &[Finding], check: &str) -> (Level, String) {
    let found = findings.iter().find(|finding| finding.check == check);
    let found = found.unwrap_or_else(|| panic!("nothing about {check}"));
    (found.level, found.detail.to_string())
}

const PRODUCTION: [(&str, &str); 5] = [
    ("APP_ENV", "production"),
    ("BASE_URL", "https://hub.example"),
    ("SECRET_KEY", "3q9vXk2Lw8TzR5mN1cB7yH4jF6pD0sGa"),
    ("ALLOW_MOCK_PAYMENTS", "on"),
    ("MAIL_FROM", "hub@hub.example.org"),
];

#[tokio::test]
async fn on_a_fresh_installation_nothing_fails_but_what_is_not_built() {
    let (hub, _database) = test_hub().await;
    let (config, _folder) = configured(&[]);
    let findings = run_checks(&CheckContext { config, hub: Ok(hub), mail_to: None }).await;
    let wrong: Vec<_> = findings
        .iter()
        // The front end is built beside the tests or not; the machine is what it is.
        .filter(|it| !["site", "disk space", "memory", "open files"].contains(&it.check))
        // Other tests use the same PostgreSQL; its zones may be of another release than ours, and
        // the machine may lack fonts.
        .filter(|it| !["connections", "time zones", "fonts"].contains(&it.check))
        .filter(|it| it.level != Level::Ok)
        .collect();
    assert!(wrong.is_empty(), "{wrong:?}");
    let told: BTreeSet<_> = findings.iter().map(|finding| finding.check).collect();
    let all: BTreeSet<_> = CHECKS.iter().map(|check| check.name).collect();
    assert_eq!(told, all, "each check says something, under its own name");
}

#[tokio::test]
async fn what_is_wrong_with_the_work_is_found() {
    let (hub, _database) = test_hub().await;
    let organizer = domain::testing::person(&hub, types::accounts::Role::Organizer).await;
    domain::testing::EventBuilder::new(&hub).insert(&hub, organizer).await;
    for sql in [
        "UPDATE events SET seats_confirmed = 3",
        "INSERT INTO graphile_worker._private_jobs (task_id, run_at)
             SELECT min(id), now() - interval '1 hour' FROM graphile_worker._private_tasks",
        "INSERT INTO graphile_worker._private_jobs (task_id, attempts, max_attempts)
             SELECT min(id), 3, 3 FROM graphile_worker._private_tasks",
        "INSERT INTO mail_messages (id, unique_key, kind, recipient, locale, status)
             VALUES (gen_random_uuid(), 'k', 'test', 'ada@example.test', 'en', 'FAILED')",
        "DELETE FROM _sqlx_migrations WHERE version = 11",
        "CREATE TABLE twice AS SELECT 1 AS n FROM generate_series(1, 2)",
    ] {
        hub.db.pool().execute(sql).await.unwrap();
    }
    let refused = hub.db.pool().execute("CREATE UNIQUE INDEX CONCURRENTLY broken ON twice (n)");
    refused.await.unwrap_err();
    let (config, _folder) = configured(&[]);
    let findings = run_checks(&CheckContext { config, hub: Ok(hub), mail_to: None }).await;
    for (check, part) in [
        ("reconcilers", "1"),
        ("queue", "waits 36"),
        ("dead jobs", "lapse_holds: 1"),
        ("dead letters", "1 in all"),
        ("migrations", "[11]"),
        ("indexes", "broken"),
    ] {
        let (level, detail) = of(&findings, check);
        assert_eq!(level, Level::Fail, "{check}: {detail}");
        assert!(detail.contains(part), "{check}: {detail}");
    }
}

#[tokio::test]
async fn what_visitors_cannot_read_of_the_operators_texts_is_told() {
    let (_, folder) = configured(&[]);
    std::fs::create_dir_all(&folder.0).unwrap();
    let write = |name: &str, text: &[u8]| std::fs::write(folder.0.join(name), text).unwrap();
    let look = async |legal: &str, production: bool| {
        let production: &[(&str, &str)] = if production { &PRODUCTION } else { &[] };
        let (config, _folder) = configured(&[production, &[("LEGAL_DIR", legal)]].concat());
        let findings =
            run_checks(&CheckContext { config, hub: Err("not here".to_owned()), mail_to: None })
                .await;
        let about = findings.into_iter().filter(|finding| finding.check == "legal pages");
        about.map(|finding| (finding.level, finding.detail.to_string())).collect::<Vec<_>>()
    };
    let legal = folder.0.to_str().unwrap();
    assert_eq!(look("", false).await[0].0, Level::Ok);
    assert_eq!(look("", true).await[0].0, Level::Warn);
    assert_eq!(look("/nothing/there", true).await[0].0, Level::Fail);
    assert_eq!(look(legal, true).await.iter().filter(|it| it.0 == Level::Warn).count(), 3);
    for name in ["imprint.en.md", "privacy.ru.md", "terms.en.md"] {
        write(name, b"# Title");
    }
    let read = "imprint.en.md, privacy.ru.md, terms.en.md".to_owned();
    assert_eq!(look(legal, true).await, [(Level::Ok, read)]);
    write("privcay.en.md", b"# A slip");
    write("terms.ru.md", b"\xff");
    write("imprint.ru.md", b"");
    write("privacy.en.md", "a".repeat(300 * 1024).as_bytes());
    let told = look(legal, true).await;
    for (level, part) in [
        (Level::Warn, "privcay.en.md"),
        (Level::Fail, "terms.ru.md is not UTF-8"),
        (Level::Fail, "imprint.ru.md is empty"),
        (Level::Fail, "privacy.en.md has more than 128 kB"),
    ] {
        assert!(told.iter().any(|it| it.0 == level && it.1.contains(part)), "{part}: {told:?}");
    }
    assert_eq!(told.len(), 4);
}

#[tokio::test]
async fn without_a_database_everything_else_is_still_looked_at() {
    let (config, _folder) = configured(&[]);
    let findings =
        run_checks(&CheckContext { config, hub: Err("it is away".to_owned()), mail_to: None })
            .await;
    assert_eq!(of(&findings, "database"), (Level::Fail, "it is away".to_owned()));
    assert_eq!(of(&findings, "queue").0, Level::Fail);
    assert_eq!(of(&findings, "storage").0, Level::Ok);
}

#[tokio::test]
async fn what_is_unwise_in_production_is_told() {
    for (more, check, level) in [
        (("LISTEN", "127.0.0.1:3000"), "environment", Level::Ok),
        (("LISTEN", "127.0.0.1:3000"), "proxy", Level::Warn),
        (("TRUSTED_PROXY", "10.0.0.1"), "proxy", Level::Ok),
        (("RATE_LIMIT", "off"), "rate limit", Level::Fail),
        (("BASE_URL", "https://localhost"), "address", Level::Fail),
        (("MAIL_FROM", "hub@eventhub.test"), "mail sender", Level::Fail),
        (("SMTP_URL", ""), "mail server", Level::Fail),
    ] {
        let (config, _folder) = configured(&[&PRODUCTION[..], &[more]].concat());
        let findings =
            run_checks(&CheckContext { config, hub: Err("not here".to_owned()), mail_to: None })
                .await;
        let (found, detail) = of(&findings, check);
        assert_eq!(found, level, "{more:?}: {detail}");
    }
    let (config, _folder) = configured(&[("BASE_URL", "http://a.test")]);
    let findings =
        run_checks(&CheckContext { config, hub: Err("not here".to_owned()), mail_to: None }).await;
    assert_eq!(of(&findings, "environment").0, Level::Warn);
    let (config, _folder) = configured(&[("DATABASE_URL", "postgres://hub@db.internal/hub")]);
    let findings =
        run_checks(&CheckContext { config, hub: Err("not here".to_owned()), mail_to: None }).await;
    assert_eq!(of(&findings, "database tls").0, Level::Warn);
}

/// A mail server that says each of `answers` in turn, and what it was told.
async fn mail_server(
    answers: &'static [&'static str],
) -> (String, tokio::task::JoinHandle<String>) {
    use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader};
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap().to_string();
    let talk = tokio::spawn(async move {
        let (stream, _) = listener.accept().await.unwrap();
        let mut stream = BufReader::new(stream);
        let mut heard = String::new();
        for (place, answer) in answers.iter().enumerate() {
            // What somebody says who has been told the last answer is theirs to say.
            if place > 0 && stream.read_line(&mut heard).await.unwrap_or(0) == 0 {
                break;
            }
            stream.write_all(answer.as_bytes()).await.unwrap();
        }
        heard
    });
    (address, talk)
}

#[tokio::test]
async fn the_mail_server_is_asked_and_nothing_is_sent() {
    const KNOWN: &[&str] = &[
        "220 here\r\n",
        "250-here\r\n250 AUTH PLAIN\r\n",
        "235 welcome\r\n",
        "250 still here\r\n",
    ];
    const STRANGER: &[&str] =
        &["220 here\r\n", "250-here\r\n250 AUTH PLAIN\r\n", "535 5.7.8 who are you\r\n"];
    for (answers, expected) in [(KNOWN, Level::Ok), (STRANGER, Level::Fail)] {
        let (address, talk) = mail_server(answers).await;
        let url = format!("smtp://me:hunter2@{address}");
        let (config, _folder) = configured(&[("SMTP_URL", &url)]);
        let findings =
            run_checks(&CheckContext { config, hub: Err("not here".to_owned()), mail_to: None })
                .await;
        let (level, detail) = of(&findings, "mail server");
        assert_eq!(level, expected, "{detail}");
        assert!(!detail.contains("hunter2"), "{detail}");
        let heard = talk.await.unwrap();
        assert!(heard.contains("AUTH PLAIN") && !heard.contains("MAIL FROM"), "{heard}");
    }
}

#[tokio::test]
async fn an_operator_has_a_test_mail_sent_and_reads_what_was_said() {
    const TAKEN: &[&str] =
        &["220 here\r\n", "250 here\r\n", "250 sender\r\n", "250 recipient\r\n", "354 go on\r\n"];
    const REFUSED: &[&str] =
        &["220 here\r\n", "250 here\r\n", "250 sender\r\n", "550 5.1.1 nobody\r\n"];
    for (answers, expected, part) in [
        (TAKEN, Level::Fail, "handing over the message"),
        (REFUSED, Level::Fail, "naming the recipient"),
    ] {
        let (address, talk) = mail_server(answers).await;
        let (config, _folder) = configured(&[("SMTP_URL", &format!("smtp://{address}"))]);
        let mail_to = Some("ada@example.test".to_owned());
        let context = CheckContext { config, hub: Err("not here".to_owned()), mail_to };
        let only = CHECKS.iter().filter(|check| check.name == "mail test");
        for check in only {
            let found = (check.run)(&context).await.unwrap();
            let (level, detail) = of(&found, "mail test");
            assert_eq!(level, expected, "{detail}");
            assert!(detail.contains(part), "{detail}");
        }
        assert!(talk.await.unwrap().contains("RCPT TO:<ada@example.test>"));
    }
    // Where no mail server is set, it is a file that says so.
    let (config, _folder) = configured(&[]);
    let mail_to = Some("ada@example.test".to_owned());
    let context = CheckContext { config, hub: Err("not here".to_owned()), mail_to };
    let (level, detail) = of(&run_checks(&context).await, "mail test");
    assert_eq!(level, Level::Ok, "{detail}");
    assert!(detail.contains("kept as the file"), "{detail}");
}

#[tokio::test]
async fn a_check_that_hangs_is_a_finding_and_holds_nobody_up() {
    let checks = [
        Check { name: "hangs", run: |_| Box::pin(std::future::pending()) },
        Check { name: "works", run: |_| Box::pin(async { Ok(vec![Finding::ok("works", "yes")]) }) },
    ];
    let (config, _folder) = configured(&[]);
    let context = CheckContext { config, hub: Err("not here".to_owned()), mail_to: None };
    let findings = run(&checks, &context, Duration::from_millis(10)).await;
    assert_eq!(of(&findings, "hangs").0, Level::Fail);
    assert_eq!(of(&findings, "works").0, Level::Ok);
}

#[test]
fn the_memory_of_the_machine_is_read() {
    assert_eq!(available_megabytes("MemTotal: 1 kB\nMemAvailable:   2097152 kB\n"), Some(2048));
}

#[test]
fn a_finding_is_one_line_whatever_a_peer_has_answered() {
    let finding = Finding::fail("mail server", "535 no\r\n  ok    database  fine");
    assert_eq!(finding.to_string(), "FAIL  mail server             535 no ok database fine");
}

#[tokio::test]
async fn not_ready_without_a_database_and_ready_again_with_it() {
    let folder = std::path::PathBuf::from(format!("/tmp/eventhub-ready-{}", domain::ids::new_id()));
    let options = embedded_postgres::Options::new(folder.join("pg")).setting("fsync", "off");
    let cluster = embedded_postgres::Cluster::start(&options).unwrap();
    cluster.ensure_database("hub").unwrap();
    let db = domain::Db::connect(&cluster.url("hub"), 5).await.unwrap();
    domain::migrate::migrate(db.pool()).await.unwrap();
    let (mut hub, database) = test_hub().await;
    hub.db = db;
    let app = TestApp::on(hub, database, crate::state::WebSettings::default());
    let anybody = app.anonymous();
    assert_eq!(anybody.get("/readyz").await.status, 200);
    cluster.stop().unwrap();
    assert_eq!(anybody.get("/readyz").await.status, 503);
    assert_eq!(anybody.get("/healthz").await.status, 200, "the process itself is well");
    let cluster = embedded_postgres::Cluster::start(&options).unwrap();
    let back = tokio::time::timeout(Duration::from_mins(1), async {
        while anybody.get("/readyz").await.status != 200 {
            tokio::task::yield_now().await;
        }
    });
    back.await.unwrap();
    drop(cluster);
    std::fs::remove_dir_all(folder).unwrap();
}

#[tokio::test]
async fn the_operators_page_explains_exactly_the_metrics_that_are_told() {
    let app = TestApp::new().await;
    domain::reconcile::run_if_due(&app.hub).await.unwrap();
    let metrics = app.anonymous().get("/metrics").await.text();
    let told: BTreeSet<&str> = metrics
        .lines()
        .filter_map(|line| line.strip_prefix("# TYPE ")?.split(' ').next())
        .collect();
    let page = include_str!("../../../docs/OPERATIONS.md");
    let explained: BTreeSet<&str> = page
        .lines()
        .filter_map(|line| line.strip_prefix("| `")?.split(['`', '{']).next())
        .filter(|name| name.starts_with("event_hub_"))
        .collect();
    assert_eq!(told, explained);
    assert!(metrics.contains("event_hub_queue_lag_seconds 0\n"), "{metrics}");
    assert!(metrics.contains("event_hub_reconciler_differences{check=\"seats\"} 0\n"), "{metrics}");
    assert!(metrics.contains("event_hub_rows{table=\"audit_log\"}"), "{metrics}");
}

#[test]
fn every_check_has_a_name_in_the_language_of_the_page() {
    let named: BTreeSet<&str> = app::i18n::CHECK_NAMES.iter().map(|(name, _)| *name).collect();
    assert_eq!(named, CHECKS.iter().map(|check| check.name).collect());
    assert_eq!(named.len(), app::i18n::CHECK_NAMES.len(), "one of them stands twice");
}

/// Names and numbers, which are the same in every language.
const WORDLESS: [&str; 4] = ["version", "settings", "database size", "mail sender"];

#[tokio::test]
async fn what_the_checks_say_themselves_is_said_in_the_language_of_the_page() {
    let (hub, _database) = test_hub().await;
    for (more, hub) in [(&[][..], Ok(hub)), (&PRODUCTION[..], Err("it is away".to_owned()))] {
        let (config, _folder) = configured(more);
        for found in run_checks(&CheckContext { config, hub, mail_to: None }).await {
            let wordless = found.level == Level::Ok && WORDLESS.contains(&found.check);
            let others = wordless || found.detail.to_string() == "it is away";
            assert_eq!(found.detail.is_translated(), !others, "{found}");
        }
    }
}

#[test]
fn only_what_is_translated_as_a_whole_is_told_as_translated() {
    let said = |detail: Detail| Said::from(detail).russian;
    let both = || said!("one", "один");
    assert_eq!(said(both().then(said!(", two", ", два"))).as_deref(), Some("один, два"));
    assert_eq!(said(both().then(Detail::from("; refused"))), None);
    assert_eq!(both().then(Detail::from("; refused")).to_string(), "one; refused");
}

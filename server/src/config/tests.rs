mod container;

use super::reader::Reader;
use super::*;
use std::collections::BTreeSet;

const GOOD_KEY: &str = "3q9vXk2Lw8TzR5mN1cB7yH4jF6pD0sGa";

fn problems(source: impl Into<Source>) -> Vec<String> {
    match Config::load(&source.into()) {
        Ok(_) => Vec::new(),
        Err(error) => error.0.into_iter().map(|problem| problem.variable).collect(),
    }
}

/// `NAME=value` of every line of the example, commented out or not.
fn example() -> Vec<(&'static str, &'static str)> {
    include_str!("../../../.env.example")
        .lines()
        .filter_map(|line| line.trim_start_matches(['#', ' ']).split_once('='))
        .filter(|(name, _)| name.chars().all(|c| c.is_ascii_uppercase() || c == '_'))
        .collect()
}

/// What only compose.yaml reads, for the database that it makes.
const OF_COMPOSE: &str = "POSTGRES_PASSWORD";

fn variables_that_are_read() -> BTreeSet<&'static str> {
    let empty = Source::default();
    let mut reader = Reader::new(&empty);
    Config::read(&mut reader);
    reader.asked.iter().copied().collect()
}

#[test]
fn the_example_names_exactly_the_variables_that_are_read() {
    let mut read = variables_that_are_read();
    read.insert(OF_COMPOSE);
    let documented: BTreeSet<&str> = example().into_iter().map(|(name, _)| name).collect();
    assert_eq!(documented, read);
}

#[test]
fn the_operators_page_names_exactly_the_variables_that_are_read() {
    let page = include_str!("../../../docs/OPERATIONS.md");
    let (_, settings) = page.split_once("## Every setting").unwrap();
    let (settings, _) = settings.split_once("\n## ").unwrap();
    let first_columns =
        settings.lines().filter_map(|line| line.strip_prefix("| ")?.split('|').next());
    let named: BTreeSet<&str> = first_columns
        .flat_map(|column| column.split('`'))
        .filter(|name| name.starts_with(|c: char| c.is_ascii_uppercase()))
        .collect();
    let documented: BTreeSet<&str> = example().into_iter().map(|(name, _)| name).collect();
    assert_eq!(named, documented);
}

#[test]
fn the_example_shows_the_defaults() {
    let shown = Config::load(&example().into_iter().collect()).unwrap();
    let default = Config::load(&Source::default()).unwrap();
    assert_eq!(format!("{shown:?}"), format!("{default:?}"));
}

#[test]
fn everything_that_is_wrong_is_told_at_once() {
    let wrong = problems([
        ("BOOKING_HOLD", "a while"),
        ("MOCK_PAYMENT_SUCCESS_RATE", "1.5"),
        ("LISTEN", "3000"),
        ("RATE_LIMIT", "maybe"),
        ("DATABASE_URL", "mysql://x"),
        ("MAIL_FROM", "nobody"),
        ("TRUSTED_PROXY", "10.0.0.1,proxy"),
    ]);
    let expected = [
        "LISTEN",
        "DATABASE_URL",
        "MAIL_FROM",
        "MOCK_PAYMENT_SUCCESS_RATE",
        "BOOKING_HOLD",
        "RATE_LIMIT",
        "TRUSTED_PROXY",
    ];
    assert_eq!(wrong, expected);
}

#[test]
fn a_wrong_value_is_told_with_what_it_should_be() {
    let error = Config::load(&[("BOOKING_HOLD", "15")].into()).unwrap_err();
    assert!(error.to_string().contains("BOOKING_HOLD should be a duration such as"), "{error}");
    assert_eq!(problems([("BOOKING_HOLD", "0s")]), ["BOOKING_HOLD"]);
}

#[test]
fn a_password_in_a_url_is_never_told() {
    let error = Config::load(&[("SMTP_URL", "ftp://me:hunter2@host")].into()).unwrap_err();
    assert!(!error.to_string().contains("hunter2"), "{error}");
    let config = Config::load(&[("SMTP_URL", "smtp://me:hunter2@host")].into()).unwrap();
    assert!(!format!("{config:?}").contains("hunter2"));
}

fn production(base_url: &str, key: &str) -> Vec<String> {
    problems([
        ("APP_ENV", "production"),
        ("BASE_URL", base_url),
        ("SECRET_KEY", key),
        ("ALLOW_MOCK_PAYMENTS", "on"),
    ])
}

#[test]
fn production_refuses_what_is_only_good_for_development() {
    assert_eq!(
        problems([("APP_ENV", "production")]),
        ["BASE_URL", "SECRET_KEY", "ALLOW_MOCK_PAYMENTS"]
    );
    assert!(production("https://hub.example", GOOD_KEY).is_empty());
    assert_eq!(production("http://hub.example", GOOD_KEY), ["BASE_URL"]);
    assert_eq!(production("https://hub.example", "short"), ["SECRET_KEY"]);
    assert_eq!(production("https://hub.example", &"a".repeat(64)), ["SECRET_KEY"]);
    let default = "change-me-change-me-change-me-1234567890";
    assert_eq!(production("https://hub.example", default), ["SECRET_KEY"]);
}

/// What production says of a connection to another machine.
fn connecting(variable: &'static str, url: &str) -> Vec<String> {
    problems([
        ("APP_ENV", "production"),
        ("BASE_URL", "https://hub.example"),
        ("SECRET_KEY", GOOD_KEY),
        ("ALLOW_MOCK_PAYMENTS", "on"),
        (variable, url),
    ])
}

#[test]
fn production_sends_no_mail_and_no_query_in_clear_text() {
    for (variable, url) in [
        ("SMTP_URL", "smtp://me:secret@mail.example:587"),
        ("SMTP_URL", "smtp://mail.example"),
        ("SMTP_URL", "smtp://mail.example?tls=opportunistic"),
        ("SMTP_URL", "smtp://10.0.0.1"),
        ("DATABASE_URL", "postgres://me:secret@db.example/hub"),
        ("DATABASE_URL", "postgres://me:secret@db.example/hub?sslmode=prefer"),
        ("DATABASE_URL", "postgres://me@10.0.0.1/hub?sslmode=disable"),
    ] {
        assert_eq!(connecting(variable, url), [variable], "{url}");
        assert!(problems([(variable, url)]).is_empty(), "{url} in development");
    }
    for (variable, url) in [
        ("SMTP_URL", "smtps://me:secret@mail.example"),
        ("SMTP_URL", "smtp://me:secret@mail.example:587?tls=required"),
        ("SMTP_URL", "smtp://localhost:1025"),
        ("SMTP_URL", "smtp://[::1]:1025"),
        ("SMTP_URL", "smtp://127.0.0.1"),
        ("DATABASE_URL", "postgres://me:secret@db.example/hub?sslmode=verify-full"),
        ("DATABASE_URL", "postgres://me:secret@db.example/hub?sslmode=require"),
        ("DATABASE_URL", "postgres://me@localhost/hub"),
        ("DATABASE_URL", "postgres://me@127.0.0.1:5433/hub"),
        ("DATABASE_URL", "postgres:///hub?host=/run/postgresql"),
    ] {
        assert_eq!(connecting(variable, url), [""; 0], "{url}");
    }
}

#[test]
fn the_example_of_a_mail_server_is_one_that_production_takes() {
    let example = include_str!("../../../.env.example");
    let shown = example.split_whitespace().filter(|word| word.starts_with("smtp"));
    let shown: Vec<_> = shown.map(|word| word.trim_end_matches(['.', ',', ':'])).collect();
    assert!(shown.len() >= 2);
    for url in shown {
        assert_eq!(connecting("SMTP_URL", url), [""; 0], "{url}");
    }
}

#[test]
fn development_stays_on_this_machine_unless_it_is_told_otherwise() {
    for everybody in ["0.0.0.0:3000", "[::]:3000", "192.0.2.7:3000", "[::ffff:192.0.2.7]:80"] {
        assert_eq!(problems([("LISTEN", everybody)]), ["LISTEN"], "{everybody}");
        assert_eq!(problems([("LEPTOS_SITE_ADDR", everybody)]), ["LISTEN"], "{everybody}");
        let allowed = [("LISTEN", everybody), ("ALLOW_REMOTE_DEVELOPMENT", "on")];
        assert!(problems(allowed).is_empty(), "{everybody}");
        let production = [
            ("LISTEN", everybody),
            ("APP_ENV", "production"),
            ("BASE_URL", "https://hub.example"),
            ("SECRET_KEY", GOOD_KEY),
            ("ALLOW_MOCK_PAYMENTS", "on"),
        ];
        assert!(problems(production).is_empty(), "{everybody}");
    }
    for here in ["127.0.0.1:3000", "[::1]:3000", "127.8.8.8:80"] {
        assert!(problems([("LISTEN", here)]).is_empty(), "{here}");
    }
}

#[test]
fn names_and_tokens_are_checked_and_no_token_is_told() {
    let config = |hosts| Config::load(&[("ALLOWED_HOSTS", hosts)].into()).unwrap();
    assert_eq!(
        config("Hub.internal, 192.0.2.7,[2001:db8::1]").allowed_hosts,
        ["hub.internal", "192.0.2.7", "[2001:db8::1]"]
    );
    for wrong in ["hub.internal:80", "https://hub.internal", "a b", "a,,b", "me@hub.internal"] {
        assert_eq!(problems([("ALLOWED_HOSTS", wrong)]), ["ALLOWED_HOSTS"], "{wrong}");
    }
    let error = Config::load(&[("METRICS_TOKEN", "hunter2")].into()).unwrap_err();
    assert!(!error.to_string().contains("hunter2"), "{error}");
    let config = Config::load(&[("METRICS_TOKEN", "hunter2-hunter2-hunter2")].into()).unwrap();
    assert!(!format!("{config:?}").contains("hunter2"));
}

#[test]
fn the_development_key_is_made_once_and_kept() {
    let dir = std::env::temp_dir().join(format!("event-hub-{}", domain::ids::new_id()));
    let config = Config::load(&[("DATA_DIR", dir.to_str().unwrap())].into()).unwrap();
    let key = |config: &Config| {
        use secrecy::ExposeSecret as _;
        config.settings().unwrap().secret_key.expose_secret().to_owned()
    };
    let first = key(&config);
    assert!(first.len() >= 32);
    assert_eq!(first, key(&config));
    std::fs::remove_dir_all(dir).unwrap();
}

#[test]
fn the_address_people_use_follows_from_where_the_server_listens() {
    let base_url = |listen| {
        let said = [("LISTEN", listen), ("ALLOW_REMOTE_DEVELOPMENT", "on")];
        Config::load(&said.into()).unwrap().base_url
    };
    assert_eq!(base_url("127.0.0.1:4000"), "http://127.0.0.1:4000");
    assert_eq!(base_url("0.0.0.0:80"), "http://localhost:80");
    assert_eq!(base_url("[::1]:3000"), "http://[::1]:3000");
}

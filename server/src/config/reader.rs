//! Configuration reader: reads variable by variable and collects every error.

use super::source::Source;
use super::{Site, duration};
use crate::adapters::mail::SmtpAddress;
use secrecy::{ExposeSecret as _, SecretString};
use sqlx::postgres::{PgConnectOptions, PgSslMode};
use std::net::{IpAddr, SocketAddr};
use std::ops::RangeInclusive;
use std::str::FromStr;
use std::time::Duration;

/// A key must be as long as what it signs with (256 bits).
pub(super) const SECRET_MIN: usize = 32;
/// Of what only opens numbers.
const TOKEN_MIN: usize = 16;

/// A variable and what it should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    pub variable: String,
    pub what: String,
}

/// Everything that is wrong with the configuration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfigError(pub Vec<Problem>);

impl std::fmt::Display for ConfigError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "the configuration cannot be used (.env.example describes every variable):")?;
        self.0.iter().try_for_each(|problem| write!(f, "\n  {} {}", problem.variable, problem.what))
    }
}

impl std::error::Error for ConfigError {}

pub(super) struct Reader<'a> {
    source: &'a Source,
    problems: Vec<Problem>,
    /// Every variable that was asked for.
    pub asked: Vec<&'static str>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(source: &'a Source) -> Self {
        Self { source, problems: Vec::new(), asked: Vec::new() }
    }

    pub(super) fn finish(self) -> Result<(), ConfigError> {
        if self.problems.is_empty() { Ok(()) } else { Err(ConfigError(self.problems)) }
    }

    pub(super) fn refuse(&mut self, variable: &str, what: impl Into<String>) {
        self.problems.push(Problem { variable: variable.to_owned(), what: what.into() });
    }

    pub(super) fn text(&mut self, name: &'static str) -> Option<&'a str> {
        self.asked.push(name);
        self.source.get(name)
    }

    /// The value as `parse` understands it; what it should be is told where it does not.
    fn parsed<T>(
        &mut self,
        name: &'static str,
        default: T,
        expected: &str,
        parse: impl FnOnce(&str) -> Option<T>,
    ) -> T {
        let Some(text) = self.text(name) else { return default };
        parse(text).unwrap_or_else(|| {
            self.refuse(name, format!("should be {expected}, not `{text}`"));
            default
        })
    }

    pub(super) fn choice(&mut self, name: &'static str, choices: &[&'static str]) -> &'static str {
        let expected = choices.join(" or ");
        self.parsed(name, choices[0], &expected, |text| {
            choices.iter().copied().find(|choice| choice.eq_ignore_ascii_case(text))
        })
    }

    pub(super) fn switch(&mut self, name: &'static str, default: bool) -> bool {
        self.parsed(name, default, "on or off", |text| match text.to_lowercase().as_str() {
            "on" | "true" | "yes" | "1" => Some(true),
            "off" | "false" | "no" | "0" => Some(false),
            _ => None,
        })
    }

    pub(super) fn number<T: FromStr + PartialOrd + std::fmt::Display>(
        &mut self,
        name: &'static str,
        default: T,
        range: RangeInclusive<T>,
    ) -> T {
        let expected = format!("a number from {} to {}", range.start(), range.end());
        self.parsed(name, default, &expected, |text| {
            text.parse().ok().filter(|number| range.contains(number))
        })
    }

    pub(super) fn fraction(&mut self, name: &'static str, default: f64) -> f64 {
        self.number(name, default, 0.0..=1.0)
    }

    pub(super) fn duration(&mut self, name: &'static str, default: Duration) -> Duration {
        self.parsed(
            name,
            default,
            "a duration such as 500ms, 2s, 15m or 12h, at most 30d",
            |text| duration::parse(text).filter(|length| *length <= Duration::from_hours(30 * 24)),
        )
    }

    pub(super) fn positive_duration(&mut self, name: &'static str, default: Duration) -> Duration {
        let length = self.duration(name, default);
        if length < Duration::from_secs(1) {
            self.refuse(name, "should be at least 1s");
        }
        length
    }

    pub(super) fn addresses(&mut self, name: &'static str) -> Vec<IpAddr> {
        self.parsed(name, Vec::new(), "IP addresses, separated by commas", |text| {
            text.split(',').map(|address| address.trim().parse().ok()).collect()
        })
    }

    /// Names and addresses as a `Host` header has them, without a port.
    pub(super) fn hosts(&mut self, name: &'static str) -> Vec<String> {
        let expected = "host names without ports, such as hub.internal, separated by commas";
        self.parsed(name, Vec::new(), expected, |text| {
            let host = |name: &str| {
                let name = name.trim().trim_end_matches('.').to_ascii_lowercase();
                let authority = name.parse::<http::uri::Authority>().ok()?;
                (authority.host() == name).then_some(name)
            };
            text.split(',').map(host).collect()
        })
    }

    /// A secret that is sent with requests; its value is never told.
    pub(super) fn token(&mut self, name: &'static str) -> Option<SecretString> {
        let text = self.text(name)?;
        if text.len() < TOKEN_MIN || !text.bytes().all(|byte| byte.is_ascii_graphic()) {
            self.refuse(name, "should be 16 characters or more, without spaces");
        }
        Some(SecretString::from(text.to_owned()))
    }

    /// A URL that may hold a password: its value is never told.
    pub(super) fn url(&mut self, name: &'static str, schemes: &[&str]) -> Option<SecretString> {
        let text = self.text(name)?;
        if url::Url::parse(text).is_ok_and(|url| schemes.contains(&url.scheme())) {
            return Some(SecretString::from(text.to_owned()));
        }
        self.refuse(
            name,
            format!("should be a URL that begins with {}://", schemes.join(":// or ")),
        );
        None
    }

    /// In production nobody between the two may read the password, the tickets and the links.
    pub(super) fn smtp_url(&mut self, production: bool) -> Option<SecretString> {
        let name = "SMTP_URL";
        let text = self.text(name)?;
        match SmtpAddress::parse(text) {
            Err(what) => self.refuse(name, format!("is no mail server's address: {what}")),
            Ok(address) if production && !address.encryption.is_sure() && !address.is_loopback => {
                self.refuse(
                    name,
                    "must begin with smtps:// or end in ?tls=required in production: else mail, \
                     its password and the links in it travel in clear text",
                );
            }
            Ok(_) => {}
        }
        Some(SecretString::from(text.to_owned()))
    }

    /// A database elsewhere is asked by an encrypted connection in production.
    pub(super) fn database_url(&mut self, production: bool) -> Option<SecretString> {
        let url = self.url("DATABASE_URL", &["postgres", "postgresql"])?;
        if production && !is_encrypted_or_here(url.expose_secret()) {
            self.refuse(
                "DATABASE_URL",
                "must end in ?sslmode=verify-full, verify-ca or require in production where the \
                 database is on another machine: else everything in it travels in clear text",
            );
        }
        Some(url)
    }

    /// `LEPTOS_SITE_ADDR` is what cargo-leptos says; `LISTEN` comes first.
    pub(super) fn listen(&mut self) -> SocketAddr {
        let default = SocketAddr::from(([127, 0, 0, 1], 3000));
        let expected = "an address and a port, such as 127.0.0.1:3000";
        let watched = self.parsed("LEPTOS_SITE_ADDR", default, expected, |text| text.parse().ok());
        self.parsed("LISTEN", watched, expected, |text| text.parse().ok())
    }

    pub(super) fn is_set(&self, name: &str) -> bool {
        self.source.get(name).is_some()
    }

    pub(super) fn base_url(&mut self, production: bool) -> Option<String> {
        let Some(text) = self.text("BASE_URL") else {
            if production {
                self.refuse("BASE_URL", "must be set in production: the https address of the app");
            }
            return None;
        };
        let origin = url::Url::parse(text).ok().filter(|url| {
            matches!(url.scheme(), "http" | "https")
                && url.has_host()
                && url.path() == "/"
                && url.query().is_none()
                && url.username().is_empty()
        });
        match origin {
            None => self.refuse(
                "BASE_URL",
                format!(
                    "should be an address without a path, such as https://hub.example, not `{text}`"
                ),
            ),
            Some(url) if production && url.scheme() != "https" => {
                self.refuse("BASE_URL", "must begin with https:// in production");
            }
            Some(_) => {}
        }
        Some(text.trim_end_matches('/').to_owned())
    }

    pub(super) fn secret_key(&mut self, production: bool) -> Option<SecretString> {
        let what = "32 characters or more, random, for instance from `openssl rand -base64 48`";
        let Some(text) = self.text("SECRET_KEY") else {
            if production {
                self.refuse("SECRET_KEY", format!("must be set in production: {what}"));
            }
            return None;
        };
        let distinct = text.chars().collect::<std::collections::BTreeSet<_>>().len();
        let default = ["change-me", "changeme", "secret-key", "example"]
            .iter()
            .any(|word| text.to_lowercase().contains(word));
        if text.len() < SECRET_MIN || distinct < 10 || (production && default) {
            self.refuse("SECRET_KEY", format!("is too easy to guess; it should be {what}"));
        }
        Some(SecretString::from(text.to_owned()))
    }

    pub(super) fn mail_from(&mut self) -> String {
        let default = "Event Hub <no-reply@eventhub.test>".to_owned();
        self.parsed(
            "MAIL_FROM",
            default,
            "an address, such as Event Hub <hub@hub.example>",
            |text| text.parse::<lettre::message::Mailbox>().ok().map(|_| text.to_owned()),
        )
    }

    pub(super) fn log_filter(&mut self, production: bool) -> String {
        // A line for each statement helps nobody, and its parameters are people's data.
        let quiet = "info,sqlx=warn,graphile_worker=warn,hyper=warn";
        let default = if production { quiet.to_owned() } else { format!("{quiet},domain=debug") };
        self.parsed("LOG", default, "a level or a filter, such as info or info,sqlx=warn", |text| {
            tracing_subscriber::EnvFilter::try_new(text).ok().map(|_| text.to_owned())
        })
    }

    pub(super) fn site(&mut self) -> Site {
        let root = self.text("LEPTOS_SITE_ROOT").map(str::to_owned);
        let mut text =
            |name: &'static str, default: &str| self.text(name).unwrap_or(default).to_owned();
        let pkg_dir = text("LEPTOS_SITE_PKG_DIR", "pkg");
        let output_name = text("LEPTOS_OUTPUT_NAME", "event-hub");
        let hash_files = self.switch("LEPTOS_HASH_FILES", false);
        Site {
            root,
            pkg_dir,
            output_name,
            hash_files: self.is_set("LEPTOS_HASH_FILES").then_some(hash_files),
            reload_port: self.number("LEPTOS_RELOAD_PORT", 3001, 1..=65535),
            watch: self.text("LEPTOS_WATCH").is_some(),
        }
    }
}

/// A socket or this machine, or a connection that is not opened without TLS.
pub(crate) fn is_encrypted_or_here(database_url: &str) -> bool {
    let Ok(options) = database_url.parse::<PgConnectOptions>() else { return true };
    let sure = matches!(
        options.get_ssl_mode(),
        PgSslMode::Require | PgSslMode::VerifyCa | PgSslMode::VerifyFull
    );
    let host = options.get_host();
    let here = host.starts_with('/')
        || host.eq_ignore_ascii_case("localhost")
        || host.trim_matches(['[', ']']).parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback());
    sure || here || options.get_socket().is_some()
}

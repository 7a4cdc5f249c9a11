//! Configuration checks: settings that are allowed one by one and unwise together.

use crate::config::Config;
use crate::health::{CheckContext, Finding};
use std::net::IpAddr;
use std::os::unix::fs::MetadataExt as _;

fn host(config: &Config) -> Option<String> {
    url::Url::parse(&config.base_url).ok()?.host_str().map(str::to_owned)
}

/// Whether only this machine can reach what has this name.
fn is_local(host: &str) -> bool {
    host == "localhost"
        || host.trim_matches(['[', ']']).parse().is_ok_and(|ip: IpAddr| ip.is_loopback())
}

pub(super) fn version(check: &'static str, _context: &CheckContext) -> Vec<Finding> {
    vec![Finding::ok(check, env!("CARGO_PKG_VERSION"))]
}

/// What the server was told, without what must stay secret.
pub(super) fn settings(check: &'static str, context: &CheckContext) -> Vec<Finding> {
    let config = &context.config;
    let covered = |set: bool| if set { "set, covered" } else { "not set" };
    let each = [
        ("BASE_URL", config.base_url.clone()),
        ("LISTEN", config.listen.to_string()),
        ("DATABASE_URL", covered(config.database_url.is_some()).to_owned()),
        ("DATABASE_CONNECTIONS", config.database_connections.to_string()),
        ("DATA_DIR", config.data_dir.display().to_string()),
        ("MEDIA_DIR", config.media_dir.display().to_string()),
        ("SMTP_URL", covered(config.smtp_url.is_some()).to_owned()),
        ("MAIL_FROM", config.mail_from.clone()),
        ("METRICS_TOKEN", covered(config.metrics_token.is_some()).to_owned()),
        ("ACCESS_TOKEN_TTL", seconds(config.access_token_ttl)),
        ("BOOKING_HOLD", seconds(config.booking_hold)),
        ("WAITLIST_OFFER", seconds(config.waitlist_offer)),
        ("ORGANIZER_SIGNUP", config.organizer_signup.to_string()),
        ("CONNECTIONS_PER_NETWORK", config.connections_per_network.to_string()),
        ("LOG", config.log.clone()),
    ];
    let each = each.map(|(name, value)| format!("{name}: {value}"));
    vec![Finding::ok(check, each.join("; "))]
}

fn seconds(time: std::time::Duration) -> String {
    format!("{} s", time.as_secs())
}

pub(super) fn environment(check: &'static str, context: &CheckContext) -> Vec<Finding> {
    let config = &context.config;
    let exposed =
        !config.listen.ip().is_loopback() || host(config).is_none_or(|host| !is_local(&host));
    vec![match (config.is_production(), exposed) {
        (true, _) => Finding::ok(check, "production"),
        (false, false) => Finding::ok(check, "development, for this machine only"),
        (false, true) => Finding::warn(
            check,
            "development, and others can reach it: /dev/mail shows them every message; set \
             APP_ENV=production",
        ),
    }]
}

pub(super) fn secret(check: &'static str, context: &CheckContext) -> Vec<Finding> {
    let Some(path) = context.config.kept_secret() else {
        return vec![Finding::ok(check, "SECRET_KEY is set")];
    };
    if !path.exists() {
        return vec![Finding::ok(check, "made at the first start")];
    }
    if let Err(error) = context.config.settings() {
        return vec![Finding::fail(check, error.to_string())];
    }
    let mode = std::fs::metadata(&path).map_or(0, |file| file.mode());
    let others = mode & 0o077;
    vec![if others == 0 {
        Finding::ok(check, format!("kept in {}", path.display()))
    } else {
        Finding::fail(check, format!("others can read {}: chmod 600", path.display()))
    }]
}

pub(super) fn address(check: &'static str, context: &CheckContext) -> Vec<Finding> {
    let config = &context.config;
    let local = host(config).is_none_or(|host| is_local(&host));
    let says = format!("{}, listening on {}", config.base_url, config.listen);
    vec![if config.is_production() && local {
        Finding::fail(check, format!("{says}: links in mail lead to the reader's own machine"))
    } else {
        Finding::ok(check, says)
    }]
}

pub(super) fn proxy(check: &'static str, context: &CheckContext) -> Vec<Finding> {
    let config = &context.config;
    vec![match (&config.trusted_proxies[..], config.is_production()) {
        ([], true) => Finding::warn(
            check,
            "TRUSTED_PROXY is empty: behind a proxy everybody shares the limits of one address, \
             and without one nothing here speaks TLS",
        ),
        ([], false) => Finding::ok(check, "none"),
        (proxies, _) => Finding::ok(
            check,
            proxies.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "),
        ),
    }]
}

pub(super) fn rate_limit(check: &'static str, context: &CheckContext) -> Vec<Finding> {
    let config = &context.config;
    vec![match (config.rate_limit, config.is_production()) {
        (true, _) => Finding::ok(check, "on"),
        (false, false) => Finding::ok(check, "off, in development"),
        (false, true) => {
            Finding::fail(check, "RATE_LIMIT is off: one client can use up everything")
        }
    }]
}

pub(super) fn payments(check: &'static str, context: &CheckContext) -> Vec<Finding> {
    vec![if context.config.is_production() {
        Finding::warn(check, "the mock provider takes no money (ALLOW_MOCK_PAYMENTS)")
    } else {
        Finding::ok(check, "the mock provider, in development")
    }]
}

//! Configuration checks: settings that are allowed one by one and unwise together.

use crate::config::Config;
use crate::health::{CheckContext, Finding, said};
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
        (true, _) => Finding::ok(check, said!("production", "рабочая")),
        (false, false) => Finding::ok(
            check,
            said!("development, for this machine only", "разработка, только для этой машины"),
        ),
        (false, true) => Finding::warn(
            check,
            said!(
                "development, and others can reach it: /dev/mail shows them every message; set \
                 APP_ENV=production",
                "разработка, а сервер доступен другим: /dev/mail показывает им все письма; задайте \
                 APP_ENV=production",
            ),
        ),
    }]
}

pub(super) fn secret(check: &'static str, context: &CheckContext) -> Vec<Finding> {
    let Some(path) = context.config.kept_secret() else {
        return vec![Finding::ok(check, said!("SECRET_KEY is set", "SECRET_KEY задан"))];
    };
    if !path.exists() {
        let later = said!("made at the first start", "создаётся при первом запуске");
        return vec![Finding::ok(check, later)];
    }
    if let Err(error) = context.config.settings() {
        return vec![Finding::fail(check, error.to_string())];
    }
    let mode = std::fs::metadata(&path).map_or(0, |file| file.mode());
    let others = mode & 0o077;
    let path = path.display();
    vec![if others == 0 {
        Finding::ok(check, said!("kept in {path}", "хранится в {path}"))
    } else {
        Finding::fail(
            check,
            said!("others can read {path}: chmod 600", "{path} могут прочитать другие: chmod 600"),
        )
    }]
}

pub(super) fn address(check: &'static str, context: &CheckContext) -> Vec<Finding> {
    let config = &context.config;
    let local = host(config).is_none_or(|host| is_local(&host));
    let (url, listen) = (&config.base_url, config.listen);
    let says = said!("{url}, listening on {listen}", "{url}, сервер слушает {listen}");
    vec![if config.is_production() && local {
        let lost = said!(
            ": links in mail lead to the reader's own machine",
            ": ссылки в письмах ведут на машину того, кто их читает",
        );
        Finding::fail(check, says.then(lost))
    } else {
        Finding::ok(check, says)
    }]
}

pub(super) fn proxy(check: &'static str, context: &CheckContext) -> Vec<Finding> {
    let config = &context.config;
    vec![match (&config.trusted_proxies[..], config.is_production()) {
        ([], true) => Finding::warn(
            check,
            said!(
                "TRUSTED_PROXY is empty: behind a proxy everybody shares the limits of one address, \
                 and without one nothing here speaks TLS",
                "TRUSTED_PROXY пуст: за прокси все делят ограничения одного адреса, а без прокси \
                 здесь ничто не говорит по TLS",
            ),
        ),
        ([], false) => Finding::ok(check, said!("none", "нет")),
        (proxies, _) => Finding::ok(
            check,
            proxies.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "),
        ),
    }]
}

pub(super) fn rate_limit(check: &'static str, context: &CheckContext) -> Vec<Finding> {
    let config = &context.config;
    vec![match (config.rate_limit, config.is_production()) {
        (true, _) => Finding::ok(check, said!("on", "включено")),
        (false, false) => {
            Finding::ok(check, said!("off, in development", "выключено, при разработке"))
        }
        (false, true) => Finding::fail(
            check,
            said!(
                "RATE_LIMIT is off: one client can use up everything",
                "RATE_LIMIT выключен: один клиент может занять всё",
            ),
        ),
    }]
}

pub(super) fn payments(check: &'static str, context: &CheckContext) -> Vec<Finding> {
    vec![if context.config.is_production() {
        Finding::warn(
            check,
            said!(
                "the mock provider takes no money (ALLOW_MOCK_PAYMENTS)",
                "пробный провайдер не принимает денег (ALLOW_MOCK_PAYMENTS)",
            ),
        )
    } else {
        Finding::ok(
            check,
            said!("the mock provider, in development", "пробный провайдер, при разработке"),
        )
    }]
}

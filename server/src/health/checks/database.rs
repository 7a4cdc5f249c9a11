//! Database checks: reachable, ours, up to date, and in step with this machine's clock.

use crate::config::is_encrypted_or_here;
use crate::database::ConnectionBudget;
use crate::health::{CheckContext, CheckResult, Finding, said};
use chrono::TimeDelta;
use domain::health::database_time;
use domain::migrate;
use secrecy::ExposeSecret as _;
use std::collections::HashMap;

/// The oldest major version that the tests have run on.
const OLDEST: i32 = 15;
/// Holds end by the database's clock and tokens by this machine's.
const CLOCK_WARN: TimeDelta = TimeDelta::seconds(1);
const CLOCK_FAIL: TimeDelta = TimeDelta::seconds(30);

pub(super) async fn answers(check: &'static str, context: &CheckContext) -> CheckResult {
    let hub = match &context.hub {
        Ok(hub) => hub,
        Err(why) => return Ok(vec![Finding::fail(check, why.clone())]),
    };
    let version = sqlx::query_as(
        "SELECT current_setting('server_version'), current_setting('server_version_num')::int / 10000,
             current_database()::text, current_user::text",
    );
    let found: Result<(String, i32, String, String), _> = version.fetch_one(hub.db.pool()).await;
    Ok(vec![match found {
        Err(error) => Finding::fail(check, error.to_string()),
        Ok((version, major, ..)) if major < OLDEST => Finding::fail(
            check,
            said!(
                "PostgreSQL {version}: {OLDEST} or newer is needed",
                "PostgreSQL {version}: нужна версия {OLDEST} или новее",
            ),
        ),
        Ok((version, _, database, role)) => Finding::ok(
            check,
            said!(
                "PostgreSQL {version}, database {database} as {role}",
                "PostgreSQL {version}, база {database}, роль {role}",
            ),
        ),
    }])
}

/// How much of the disk the whole database takes.
pub(super) async fn size(check: &'static str, context: &CheckContext) -> CheckResult {
    let hub = context.hub()?;
    let size: String =
        sqlx::query_scalar("SELECT pg_size_pretty(pg_database_size(current_database()))")
            .fetch_one(&mut *hub.db.read().await?)
            .await?;
    Ok(vec![Finding::ok(check, size)])
}

/// The statements that took the most time in all, where the database keeps count of that. Values are not
/// among what it keeps.
pub(super) async fn slow_statements(check: &'static str, context: &CheckContext) -> CheckResult {
    let hub = context.hub()?;
    let mut connection = hub.db.read().await?;
    let counted: bool = sqlx::query_scalar(
        "SELECT EXISTS (SELECT FROM pg_extension WHERE extname = 'pg_stat_statements')",
    )
    .fetch_one(&mut *connection)
    .await?;
    if !counted {
        let says = said!(
            "not counted: the extension pg_stat_statements is not there",
            "не считаются: нет расширения pg_stat_statements",
        );
        return Ok(vec![Finding::ok(check, says)]);
    }
    let slowest: Result<Vec<(String, i64, f64)>, _> = sqlx::query_as(
        "SELECT left(regexp_replace(s.query, '\\s+', ' ', 'g'), 120), s.calls, s.mean_exec_time
         FROM pg_stat_statements s JOIN pg_database d ON d.oid = s.dbid
         WHERE d.datname = current_database() ORDER BY s.total_exec_time DESC LIMIT 5",
    )
    .fetch_all(&mut *connection)
    .await;
    Ok(match slowest {
        // There, and not loaded.
        Err(error) => {
            vec![Finding::ok(check, said!("not counted: {error}", "не считаются: {error}"))]
        }
        Ok(slowest) => slowest
            .into_iter()
            .map(|(query, calls, mean)| {
                let says = said!(
                    "{mean:.1} ms, {calls} times: {query}",
                    "{mean:.1} мс, раз: {calls}: {query}",
                );
                Finding::ok(check, says)
            })
            .collect(),
    })
}

/// Whether what is said to the database can be read on the way.
pub(super) fn tls(check: &'static str, context: &CheckContext) -> Vec<Finding> {
    let Some(url) = &context.config.database_url else {
        let private = said!("not needed: a private socket", "не нужно: закрытый сокет");
        return vec![Finding::ok(check, private)];
    };
    vec![if is_encrypted_or_here(url.expose_secret()) {
        Finding::ok(
            check,
            said!("the same machine, or not without TLS", "та же машина или только по TLS"),
        )
    } else {
        Finding::warn(
            check,
            said!(
                "what goes to the database, passwords' hashes among it, may go over the network \
                 unencrypted: end DATABASE_URL in ?sslmode=verify-full (or require)",
                "всё, что идёт в базу, и хеши паролей тоже, может идти по сети незашифрованным: \
                 закончите DATABASE_URL на ?sslmode=verify-full (или require)",
            ),
        )
    }]
}

/// Whether there is room for every connection that one server process may open.
pub(super) async fn connections(check: &'static str, context: &CheckContext) -> CheckResult {
    let hub = context.hub()?;
    let (allowed, used): (i32, i64) = sqlx::query_as(
        "SELECT least(
             current_setting('max_connections')::int
                 - current_setting('superuser_reserved_connections')::int,
             (SELECT nullif(rolconnlimit, -1) FROM pg_roles WHERE rolname = current_user),
             (SELECT nullif(datconnlimit, -1) FROM pg_database
              WHERE datname = current_database())),
         (SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend')",
    )
    .fetch_one(hub.db.pool())
    .await?;
    let needs = ConnectionBudget::of(&context.config).server();
    let says = said!(
        "a server opens up to {needs}, the database allows {allowed}",
        "сервер открывает до {needs}, база разрешает {allowed}",
    );
    let too_few = u32::try_from(allowed).unwrap_or_default() < needs;
    Ok(vec![if too_few {
        let advice = said!(
            ": lower DATABASE_CONNECTIONS or raise max_connections",
            ": уменьшите DATABASE_CONNECTIONS или увеличьте max_connections",
        );
        Finding::fail(check, says.then(advice))
    } else if used * 10 > i64::from(allowed) * 9 {
        Finding::warn(check, says.then(said!(", and {used} are open", ", а открыто {used}")))
    } else {
        Finding::ok(check, says.then(said!("; {used} are open", "; открыто {used}")))
    }])
}

pub(super) async fn migrations(check: &'static str, context: &CheckContext) -> CheckResult {
    let hub = context.hub()?;
    let mut connection = hub.db.read().await?;
    Ok(vec![match migrate::missing(&mut connection).await {
        Ok(missing) if missing.is_empty() => {
            Finding::ok(check, said!("all are there", "все на месте"))
        }
        Ok(missing) => Finding::fail(
            check,
            said!(
                "{missing:?} are missing: start the server, or `server migrate`",
                "не хватает {missing:?}: запустите сервер или `server migrate`",
            ),
        ),
        Err(error) => Finding::fail(check, error.to_string()),
    }])
}

/// What CREATE INDEX CONCURRENTLY leaves behind when it is broken off.
pub(super) async fn indexes(check: &'static str, context: &CheckContext) -> CheckResult {
    let hub = context.hub()?;
    let invalid: Vec<String> = sqlx::query_scalar(
        "SELECT i.indexrelid::regclass::text FROM pg_index i
         WHERE NOT i.indisvalid AND NOT EXISTS (
             SELECT FROM pg_stat_progress_create_index p
             WHERE p.index_relid = i.indexrelid)
         ORDER BY 1",
    )
    .fetch_all(hub.db.pool())
    .await?;
    Ok(vec![if invalid.is_empty() {
        Finding::ok(check, said!("all are valid", "все годны"))
    } else {
        let names = invalid.join(", ");
        Finding::fail(
            check,
            said!(
                "invalid: {names}; drop them and make them anew",
                "негодны: {names}; удалите их и создайте заново",
            ),
        )
    }])
}

pub(super) async fn clock(check: &'static str, context: &CheckContext) -> CheckResult {
    let hub = context.hub()?;
    let mut connection = hub.db.read().await?;
    let before = hub.now();
    let theirs = database_time(&mut connection).await?;
    let round_trip = hub.now() - before;
    // Somewhere on the way the database looked.
    let difference = theirs - (before + round_trip / 2);
    let sure = (difference.abs() - round_trip / 2).max(TimeDelta::zero());
    let ahead = difference.num_milliseconds();
    let says = said!("the database is {ahead} ms ahead", "база впереди на {ahead} мс");
    Ok(vec![match sure {
        sure if sure >= CLOCK_FAIL => Finding::fail(check, says),
        sure if sure >= CLOCK_WARN => Finding::warn(check, says),
        _ => Finding::ok(check, says),
    }])
}

/// Whether the database knows every zone that people may choose, and takes the same time for it.
pub(super) async fn zones(check: &'static str, context: &CheckContext) -> CheckResult {
    use chrono::Offset as _;
    let hub = context.hub()?;
    let theirs: Vec<(String, i32)> =
        sqlx::query_as("SELECT name, extract(epoch FROM utc_offset)::int FROM pg_timezone_names")
            .fetch_all(hub.db.pool())
            .await?;
    let theirs: HashMap<String, i32> = theirs.into_iter().collect();
    let now = hub.now();
    let differing: Vec<&str> = chrono_tz::TZ_VARIANTS
        .iter()
        .filter(|zone| {
            let ours = now.with_timezone(*zone).offset().fix().local_minus_utc();
            theirs.get(zone.name()) != Some(&ours)
        })
        .map(|zone| zone.name())
        .collect();
    let all = chrono_tz::TZ_VARIANTS.len();
    Ok(vec![if differing.is_empty() {
        let known = said!("{all} are known to the database", "база знает все: {all}");
        Finding::ok(check, known)
    } else {
        let some = differing.iter().take(5).copied().collect::<Vec<_>>().join(", ");
        let differing = differing.len();
        let says = said!(
            "{differing} of {all} differ from the database's: {some}; update its time zone data",
            "{differing} из {all} не такие, как в базе: {some}; обновите её данные о поясах",
        );
        Finding::warn(check, says)
    }])
}

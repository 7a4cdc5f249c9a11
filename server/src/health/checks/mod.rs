//! The list of checks, a file a subject.

mod configuration;
mod database;
mod legal;
mod machine;
mod mail;
mod site;
mod storage;
mod work;

use super::{Check, CheckContext};
#[cfg(test)]
pub(super) use machine::available_megabytes;

/// `=` is a synchronous check, `~` an asynchronous one.
macro_rules! checks {
    (= $name:literal $look:path) => {
        |context: &CheckContext| Box::pin(std::future::ready(Ok($look($name, context))))
    };
    (~ $name:literal $look:path) => { |context: &CheckContext| Box::pin($look($name, context)) };
    ($($name:literal $kind:tt $look:path),* $(,)?) => {
        [$(Check { name: $name, run: checks!($kind $name $look) }),*]
    };
}

/// Every check, in the order it is shown: what others depend on comes first.
pub(super) static CHECKS: [Check; 32] = checks! {
    "version" = configuration::version,
    "settings" = configuration::settings,
    "environment" = configuration::environment,
    "secret" = configuration::secret,
    "address" = configuration::address,
    "proxy" = configuration::proxy,
    "rate limit" = configuration::rate_limit,
    "payments" = configuration::payments,
    "database" ~ database::answers,
    "database tls" = database::tls,
    "connections" ~ database::connections,
    "migrations" ~ database::migrations,
    "indexes" ~ database::indexes,
    "database size" ~ database::size,
    "slow statements" ~ database::slow_statements,
    "clock" ~ database::clock,
    "time zones" ~ database::zones,
    "queue" ~ work::queue,
    "dead jobs" ~ work::dead_jobs,
    "dead letters" ~ work::dead_letters,
    "reconcilers" ~ work::reconcilers,
    "rows" ~ work::rows,
    "mail server" ~ mail::server,
    "mail sender" = mail::sender,
    "mail test" ~ mail::test,
    "storage" ~ storage::media,
    "disk space" = storage::space,
    "site" = site::files,
    "fonts" = site::fonts,
    "legal pages" = legal::pages,
    "open files" = machine::open_files,
    "memory" = machine::memory,
};

/// The checks that are logged at every start: cheap ones whose result changes only with the configuration.
pub(super) static AT_START: [Check; 5] = checks! {
    "environment" = configuration::environment,
    "proxy" = configuration::proxy,
    "database tls" = database::tls,
    "connections" ~ database::connections,
    "legal pages" = legal::pages,
};

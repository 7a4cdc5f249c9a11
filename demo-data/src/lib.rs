//! Demo data: some sixty events around today with people, bookings and reviews, made by code for
//! `server seed` and `server serve --demo`.
//!
//! What it makes obeys the rules that everything else obeys: counters are the sums of their rows,
//! paid bookings have their payments. Seeding again adds only what is missing.

mod accounts;
mod agenda;
mod history;
mod people;
mod plan;
mod store;
mod texts;
mod tickets;

pub use accounts::PROMO_CODE;
pub use people::ACCOUNTS;

use domain::Hub;
use std::fmt;
use types::ids::UserId;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Report {
    pub events: usize,
    pub sessions: usize,
    pub bookings: usize,
    pub tickets: usize,
    pub reviews: usize,
    pub certificates: usize,
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if *self == Self::default() {
            return f.write_str("The demo data was there already.");
        }
        write!(
            f,
            "Demo data: {} events, {} sessions, {} bookings with {} tickets, {} reviews, \
             {} certificates.",
            self.events,
            self.sessions,
            self.bookings,
            self.tickets,
            self.reviews,
            self.certificates
        )
    }
}

/// Fills the database with demo data. Its accounts have passwords that everybody knows, so the
/// caller sees to it that this is not production.
///
/// # Errors
/// What the database says; then nothing but accounts was added.
pub async fn run(hub: &Hub) -> anyhow::Result<Report> {
    accounts::ensure(hub).await?;
    accounts::ensure_promo_code(hub).await?;
    let now = hub.now();
    let (cast, mut report) = hub
        .db
        .write(move |tx| {
            Box::pin(async move {
                store::lock(tx).await?;
                let cast = store::people(tx).await?;
                let categories = store::categories(tx).await?;
                let known = store::known_keys(tx).await?;
                let plan = plan::plan(&cast, &categories, &known, now);
                store::insert(tx, &plan).await?;
                let report = plan.report();
                Ok::<_, sqlx::Error>((cast, report))
            })
        })
        .await?;
    let people: Vec<UserId> = cast.attendees[1..].iter().map(|it| it.id.into()).collect();
    let made = tickets::ensure(hub, cast.organizers[0].id.into(), &people).await?;
    report.bookings += made.bookings;
    report.tickets += made.tickets;
    Ok(report)
}

/// The same, unless there are events already: what people deleted does not come back.
///
/// # Errors
/// As [`run`].
pub async fn run_where_empty(hub: &Hub) -> anyhow::Result<Report> {
    let filled: bool =
        sqlx::query_scalar("SELECT EXISTS (SELECT FROM events)").fetch_one(hub.db.pool()).await?;
    if filled { Ok(Report::default()) } else { run(hub).await }
}

#[cfg(test)]
mod tests;

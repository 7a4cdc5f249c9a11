//! What is asked of the books: a report with a page of its lines, and files.

use super::scope::{Of, Scope};
use super::{lines, sums};
use crate::event_bookings::Export;
use crate::events::{self, EventRight};
use crate::{Actor, Allowed, Error, Hub, roles};
use std::collections::HashMap;
use types::Page;
use types::ids::{BookLineId, BookingId};
use types::reports::{BookDay, BookLine, Report, ReportQuery};

/// A report and a page of the lines that it is the sum of.
#[derive(Clone, Debug)]
pub struct Found {
    pub report: Report,
    pub lines: Page<BookLine>,
    /// The slug of the event where each booking is now.
    pub addresses: HashMap<BookingId, String>,
}

/// Whether the caller may see these books.
///
/// # Errors
/// Not found or denied.
pub async fn may_see(hub: &Hub, actor: Actor, of: Of<'_>) -> Result<Allowed, Error> {
    match of {
        Of::Event(event) => events::may(hub, actor, event, EventRight::Bookings).await,
        Of::All => roles::may_somewhere(hub, actor, EventRight::Bookings).await,
    }
}

/// # Errors
/// Not found or denied; invalid by field, also for more days than a report may span.
pub async fn report(
    hub: &Hub,
    actor: Actor,
    of: Of<'_>,
    wanted: &ReportQuery,
) -> Result<Found, Error> {
    let now = hub.now();
    let mut snapshot = hub.db.snapshot().await?;
    let scope = Scope::find(&mut snapshot, actor, of, wanted, now).await?;
    let days = sums::days(&mut snapshot, &scope).await?;
    let all = sums::periods(&days, |_| (scope.from, scope.to));
    let count = lines::count(&mut snapshot, &scope, wanted).await?;
    let ids = lines::ids(&mut snapshot, &scope, wanted, Some(wanted.page)).await?;
    let rows = lines::rows(&mut snapshot, &ids).await?;
    Ok(Found {
        addresses: lines::addresses(&mut snapshot, &rows).await?,
        lines: Page::new(wanted.page, count, rows),
        report: Report {
            from: scope.from,
            to: scope.to,
            timezone: scope.zone.name().to_owned(),
            closed: scope.closed(now),
            without_money: sums::without_money(&mut snapshot, &scope).await?,
            totals: all.into_iter().next().map(|all| all.sums).unwrap_or_default(),
            months: sums::periods(&days, |day| scope.month(day)),
            days: sums::periods(&days, |day| (day, day)),
        },
    })
}

/// All lines, as a file.
///
/// # Errors
/// As [`report`].
pub async fn export_lines(
    hub: &Hub,
    actor: Actor,
    of: Of<'_>,
    wanted: &ReportQuery,
) -> Result<Export<BookLineId, BookLine>, Error> {
    let mut snapshot = hub.db.snapshot().await?;
    let scope = Scope::find(&mut snapshot, actor, of, wanted, hub.now()).await?;
    let ids = lines::ids(&mut snapshot, &scope, wanted, None).await?;
    Ok(Export::new(hub, name(&scope), scope.zone.name(), ids, |connection, ids| {
        Box::pin(lines::rows(connection, ids))
    }))
}

/// The sums of each day, as a file.
///
/// # Errors
/// As [`report`].
pub async fn export_days(
    hub: &Hub,
    actor: Actor,
    of: Of<'_>,
    wanted: &ReportQuery,
) -> Result<Export<BookDay, BookDay>, Error> {
    let mut snapshot = hub.db.snapshot().await?;
    let scope = Scope::find(&mut snapshot, actor, of, wanted, hub.now()).await?;
    let mut days = sums::days(&mut snapshot, &scope).await?;
    days.retain(|day| wanted.currency.is_none_or(|currency| currency == day.sum.currency));
    Ok(Export::new(hub, name(&scope), scope.zone.name(), days, |_, days| {
        let days = days.to_vec();
        Box::pin(async move { Ok(days) })
    }))
}

fn name(scope: &Scope) -> String {
    format!("{}-{}-{}", scope.name, scope.from, scope.to)
}

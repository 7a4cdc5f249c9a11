//! A batch: several claims in one statement.

use super::Claim;
use super::reply::ClaimReply;
use super::rows::{Claimed, booking};
use super::sql::{self, LockPolicy};
use super::typed;
use crate::ids::{booking_reference, new_id, ticket_code};
use crate::jobs::{Job as _, LapseHolds, SendMail};
use crate::network;
use crate::notifications::MailKind;
use sqlx::SqlSafeStr;
use sqlx::postgres::types::PgInterval;
use sqlx::postgres::{PgArguments, PgConnection, Postgres};
use sqlx::query::QueryAs;
use std::collections::HashMap;
use std::time::Duration;
use types::Via;
use types::bookings::Ticket;
use types::ids::TicketId;
use uuid::Uuid;

/// PENDING bookings. One statement: it happens for all of them or for none.
pub(super) async fn hold_each(
    connection: &mut PgConnection,
    claims: &[Claim],
    policy: LockPolicy,
) -> Result<Vec<ClaimReply>, sqlx::Error> {
    if are_typed(claims) {
        return typed::hold_with(connection, claims, typed::hold_statement(policy)).await;
    }
    hold_with(connection, claims, sql::hold(policy)).await
}

/// Claims of one statement are either all of ticket types or none of them.
fn are_typed(claims: &[Claim]) -> bool {
    claims.first().is_some_and(|claim| !claim.items.is_empty())
}

/// [`hold_each`] by any statement, for tests that take its guards away.
pub(in crate::bookings) async fn hold_with(
    connection: &mut PgConnection,
    claims: &[Claim],
    sql: impl SqlSafeStr,
) -> Result<Vec<ClaimReply>, sqlx::Error> {
    let new = New::of(claims);
    let rows = new
        .bind(sqlx::query_as(sql))
        .bind(interval(claims))
        .bind(LapseHolds::IDENTIFIER)
        .bind(LapseHolds::MAX_ATTEMPTS)
        .bind(new.sessions())
        .bind(new.vias())
        .bind(new_ids(claims))
        .bind(new.networks())
        .fetch_all(connection)
        .await?;
    Ok(new.replies(rows, |_, _| Vec::new()))
}

/// CONFIRMED bookings of events that cost nothing. One statement as well.
pub(super) async fn confirm_each(
    connection: &mut PgConnection,
    claims: &[Claim],
    policy: LockPolicy,
) -> Result<Vec<ClaimReply>, sqlx::Error> {
    if are_typed(claims) {
        return typed::confirm_each(connection, claims, policy).await;
    }
    let new = New::of(claims);
    let seats: Vec<_> = claims
        .iter()
        .zip(&new.ids)
        .flat_map(|(claim, booking)| (1..=claim.quantity).map(|seat| (*booking, seat)))
        .collect();
    let (bookings, numbers): (Vec<_>, Vec<_>) = seats.into_iter().unzip();
    let ids: Vec<_> = bookings.iter().map(|_| new_id()).collect();
    let codes: Vec<_> = bookings.iter().map(|_| ticket_code()).collect();
    let rows = new
        .bind(sqlx::query_as(sql::confirm(policy)))
        .bind(&bookings)
        .bind(&numbers)
        .bind(&ids)
        .bind(&codes)
        .bind(new_ids(claims))
        .bind(new_ids(claims))
        .bind(MailKind::BookingConfirmed)
        .bind(SendMail::IDENTIFIER)
        .bind(SendMail::MAX_ATTEMPTS)
        .bind(new.sessions())
        .bind(new.vias())
        .bind(new_ids(claims))
        .bind(new_ids(claims))
        .bind(new.networks())
        .fetch_all(connection)
        .await?;
    Ok(new.replies(rows, |booking, name| {
        let of_booking = bookings.iter().zip(ids.iter().zip(&codes));
        of_booking
            .filter(|(of, _)| **of == booking)
            .map(|(_, (id, code))| Ticket {
                id: TicketId(*id),
                code: code.clone(),
                attendee_name: name.to_owned(),
                checked_in_at: None,
                ticket_type: None,
                sent_to: None,
                sent_at: None,
                opened_at: None,
            })
            .collect()
    }))
}

/// The bookings that may come of these claims.
pub(super) struct New<'c> {
    claims: &'c [Claim],
    pub(super) ids: Vec<Uuid>,
    references: Vec<String>,
}

impl<'c> New<'c> {
    pub(super) fn of(claims: &'c [Claim]) -> Self {
        let (ids, references) = claims.iter().map(|_| (new_id(), booking_reference())).unzip();
        Self { claims, ids, references }
    }

    pub(super) fn bind<'q>(
        &'q self,
        query: QueryAs<'q, Postgres, Claimed, PgArguments>,
    ) -> QueryAs<'q, Postgres, Claimed, PgArguments> {
        query
            .bind(self.claims.iter().map(|claim| claim.event).collect::<Vec<_>>())
            .bind(self.claims.iter().map(|claim| claim.user).collect::<Vec<_>>())
            .bind(self.claims.iter().map(|claim| claim.quantity).collect::<Vec<_>>())
            .bind(&self.ids)
            .bind(&self.references)
            .bind(self.claims.iter().map(|claim| claim.version).collect::<Vec<_>>())
            .bind(own(self.claims))
    }

    pub(super) fn sessions(&self) -> Vec<Option<Uuid>> {
        self.claims.iter().map(|claim| claim.session).collect()
    }

    pub(super) fn vias(&self) -> Vec<Option<Via>> {
        self.claims.iter().map(|claim| claim.via).collect()
    }

    /// Where each was asked for from, as the log keeps it.
    pub(super) fn networks(&self) -> Vec<Option<String>> {
        self.claims.iter().map(|claim| claim.client.map(network::shortened)).collect()
    }

    pub(super) fn replies(
        &self,
        rows: Vec<Claimed>,
        tickets: impl Fn(Uuid, &str) -> Vec<Ticket>,
    ) -> Vec<ClaimReply> {
        let mut replies = vec![ClaimReply::Refused; self.claims.len()];
        for row in rows {
            let at = index(&row);
            replies[at] = match row.result {
                Ok(made) => {
                    let (id, reference) = (self.ids[at], self.references[at].clone());
                    let tickets = tickets(id, &made.attendee_name);
                    let booking = booking(self.claims[at], id, reference, made, tickets);
                    ClaimReply::Booked(Box::new(booking))
                }
                Err(reply) => reply,
            };
        }
        replies
    }
}

/// What the same person wants of the same event, up to and with each claim.
fn own(claims: &[Claim]) -> Vec<i32> {
    let mut wanted = HashMap::<_, i32>::new();
    let add = |claim: &Claim| {
        let sum = wanted.entry((claim.event, claim.user)).or_default();
        *sum = sum.saturating_add(claim.quantity);
        *sum
    };
    claims.iter().map(add).collect()
}

/// An id for each claim, of the rows that are written beside its booking.
pub(super) fn new_ids(claims: &[Claim]) -> Vec<Uuid> {
    claims.iter().map(|_| new_id()).collect()
}

fn index(row: &Claimed) -> usize {
    usize::try_from(row.ordinal - 1).unwrap_or_default()
}

/// For how long seats are held: the same for all, since it is a setting.
pub(super) fn interval(claims: &[Claim]) -> PgInterval {
    let hold = claims.first().map_or(Duration::ZERO, |claim| claim.hold);
    let microseconds = i64::try_from(hold.as_micros()).unwrap_or(i64::MAX);
    PgInterval { months: 0, days: 0, microseconds }
}

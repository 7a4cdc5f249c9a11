//! A batch of claims of ticket types.

use super::super::Claim;
use super::super::batch::{New, interval, new_ids};
use super::super::reply::ClaimReply;
use super::super::sql::LockPolicy;
use super::sql;
use crate::ids::{new_id, ticket_code};
use crate::jobs::{Job as _, LapseHolds, SendMail};
use crate::notifications::MailKind;
use sqlx::SqlSafeStr;
use sqlx::postgres::PgConnection;
use types::bookings::Ticket;
use types::ids::{TicketId, TicketTypeId};
use uuid::Uuid;

/// PENDING bookings. One statement: it happens for all of them or for none.
pub(in crate::bookings) async fn hold_with(
    connection: &mut PgConnection,
    claims: &[Claim],
    sql: impl SqlSafeStr,
) -> Result<Vec<ClaimReply>, sqlx::Error> {
    let (new, items) = (New::of(claims), Lines::of(claims));
    let rows = new
        .bind(sqlx::query_as(sql))
        .bind(interval(claims))
        .bind(LapseHolds::IDENTIFIER)
        .bind(LapseHolds::MAX_ATTEMPTS)
        .bind(new.sessions())
        .bind(new.vias())
        .bind(new_ids(claims))
        .bind(new.networks())
        .bind(&items.ordinals)
        .bind(&items.types)
        .bind(&items.quantities)
        .bind(&items.opened)
        .fetch_all(connection)
        .await?;
    Ok(new.replies(rows, |_, _| Vec::new()))
}

/// CONFIRMED bookings of what costs nothing. One statement as well.
pub(in crate::bookings) async fn confirm_each(
    connection: &mut PgConnection,
    claims: &[Claim],
    policy: LockPolicy,
) -> Result<Vec<ClaimReply>, sqlx::Error> {
    let (new, items) = (New::of(claims), Lines::of(claims));
    let seats = Seats::of(claims, &new.ids);
    let rows = new
        .bind(sqlx::query_as(sql::confirm(policy)))
        .bind(&seats.bookings)
        .bind(&seats.numbers)
        .bind(&seats.ids)
        .bind(&seats.codes)
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
        .bind(&items.ordinals)
        .bind(&items.types)
        .bind(&items.quantities)
        .bind(&seats.types)
        .bind(&items.opened)
        .fetch_all(connection)
        .await?;
    Ok(new.replies(rows, |booking, name| seats.tickets(booking, name)))
}

/// The items of all claims: whose, of which type, how many, and whether a code opens the type.
#[derive(Default)]
struct Lines {
    ordinals: Vec<i64>,
    types: Vec<TicketTypeId>,
    quantities: Vec<i32>,
    opened: Vec<bool>,
}

impl Lines {
    fn of(claims: &[Claim]) -> Self {
        let mut lines = Self::default();
        for (ordinal, claim) in (1..).zip(claims) {
            for ((of, quantity), opened) in claim.items.iter().zip(claim.items.opened()) {
                lines.ordinals.push(ordinal);
                lines.types.push(of);
                lines.quantities.push(quantity);
                lines.opened.push(opened);
            }
        }
        lines
    }
}

/// The tickets that may come of the claims.
#[derive(Default)]
struct Seats {
    bookings: Vec<Uuid>,
    numbers: Vec<i32>,
    types: Vec<TicketTypeId>,
    ids: Vec<Uuid>,
    codes: Vec<String>,
}

impl Seats {
    fn of(claims: &[Claim], bookings: &[Uuid]) -> Self {
        let mut seats = Self::default();
        for (claim, booking) in claims.iter().zip(bookings) {
            let types = claim.items.iter().flat_map(|(of, seats)| (0..seats).map(move |_| of));
            for (number, of) in (1..).zip(types) {
                seats.bookings.push(*booking);
                seats.numbers.push(number);
                seats.types.push(of);
                seats.ids.push(new_id());
                seats.codes.push(ticket_code());
            }
        }
        seats
    }

    fn tickets(&self, booking: Uuid, name: &str) -> Vec<Ticket> {
        let of_booking = (0..self.bookings.len()).filter(|at| self.bookings[*at] == booking);
        of_booking
            .map(|at| Ticket {
                id: TicketId(self.ids[at]),
                code: self.codes[at].clone(),
                attendee_name: name.to_owned(),
                checked_in_at: None,
                ticket_type: Some(self.types[at]),
                sent_to: None,
                sent_at: None,
                opened_at: None,
            })
            .collect()
    }
}

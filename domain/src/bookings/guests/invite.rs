//! Giving seats away: to one guest, or to a list of them.

use super::super::columns::{booking_columns, ticket_columns};
use super::super::organizer::{Run, perform};
use super::super::rooms::Rooms;
use super::super::taking::take_confirmed;
use super::link;
use super::rows::{Row, Rows, refused_type};
use super::shares::Shares;
use crate::accounts::{self, GuestAccount};
use crate::audit::{Entry, record_each};
use crate::db::{after_commit, violated};
use crate::events::seats::free_seats;
use crate::events::{EventRight, EventRow, own_locked, owned};
use crate::idempotency::{Answer, Refusal};
use crate::ids::{booking_reference, new_id, ticket_code};
use crate::notifications::{MailKind, queue_about_bookings};
use crate::{Actor, Error, Hub, Settings};
use sqlx::postgres::PgConnection;
use std::collections::HashSet;
use types::guests::{
    GUESTS_A_DAY, GuestBooked, GuestRefused, GuestSkipped, GuestsInvited, InviteGuests, SkipReason,
};
use types::history::AuditAction;
use types::ids::{BookingId, EventId, TicketTypeId, UserId};
use types::{ErrorCode, Failure, FieldProblem};
use uuid::Uuid;

/// Gives each guest a seat, and mails them the ticket: all of them or nobody. Who was given one before
/// is left out, so that the same list twice changes nothing. A rehearsal says what is wrong with each
/// row, and how many seats are missing.
///
/// # Errors
/// Not found or denied; `email_not_verified` of the caller; invalid by row and field;
/// `event_not_bookable`, `sold_out` with the seats that are left (of a ticket type, with that),
/// `waitlist_first`; `ticket_type_required` where one was archived meanwhile;
/// `too_many_requests` beyond a thousand guests of one organizer a day.
pub async fn invite_guests(
    hub: &Hub,
    actor: Actor,
    event: &str,
    input: InviteGuests,
    run: Run,
) -> Result<Answer<GuestsInvited>, Refusal> {
    let user = actor.require_user()?;
    let (key, settings, rehearsed) =
        (event.to_owned(), hub.settings.clone(), matches!(run, Run::Rehearsal));
    let wanted = input.clone();
    let body = (event, input);
    perform(hub, user, run, ("invite_guests", &body), move |tx| {
        Box::pin(async move {
            let verified = accounts::stays_verified(tx, user).await?;
            let event = owned(tx, actor, &key, EventRight::Bookings).await?;
            match verified {
                Some(true) => {}
                Some(false) => return Err(ErrorCode::EmailNotVerified.into()),
                None => return Err(ErrorCode::Unauthenticated.into()),
            }
            wanted.check()?;
            let mut rows = Rows::read(&wanted.guests);
            if wanted.guests.iter().any(|guest| guest.ticket_type.is_some()) {
                rows.find_types(&Rooms::of(tx, event.id).await?.types);
            }
            if let (Some(refusal), false) = (rows.refusal(), rehearsed) {
                return Err(refusal.into());
            }
            let mut told = GuestsInvited { refused: rows.refused, ..GuestsInvited::default() };
            told.skipped = rows.repeated;
            let guests = sorted_out(tx, &event, rows.good, &mut told.skipped).await?;
            one_list_at_once(tx, event.organizer_id).await?;
            // Accounts are locked before events.
            let event = own_locked(tx, actor, &key, EventRight::Bookings).await?;
            let guests = not_yet_invited(tx, event.id, guests, &mut told.skipped).await?;
            told.skipped.sort_by_key(|it| it.row);
            within_the_day(tx, event.organizer_id, guests.len()).await?;
            let seats = seats(&guests);
            let kinds: Vec<_> = guests.iter().map(|guest| guest.row.ticket_type).collect();
            let shares = Shares::of(tx, &event, &kinds).await?;
            let taken = match take(tx, event.id, seats, &shares).await {
                Err(refusal) if rehearsed && refusal.code() == Some(ErrorCode::SoldOut) => false,
                taken => {
                    taken?;
                    true
                }
            };
            let free = free(tx, event.id).await?;
            if taken {
                told.seats_free = free;
                let how = (&shares.types[..], rehearsed);
                told.created = book(tx, &settings, actor, &event, &guests, how).await?;
            } else {
                told.seats_free = free - seats;
                if shares.missing > 0 {
                    told.seats_free = told.seats_free.min(-shares.missing);
                }
                let given = guests.iter().zip(&shares.types);
                told.created = given.map(|(guest, of)| guest.booked(None, *of)).collect();
                told.refused.extend(full(&guests, &shares));
                told.refused.sort_by_key(|it| it.row);
            }
            Ok(told)
        })
    })
    .await
}

/// Somebody who is given a seat, and their account.
struct Guest {
    row: Row,
    account: UserId,
    has_account: bool,
}

impl Guest {
    fn booked(
        &self,
        booking: Option<(BookingId, String)>,
        ticket_type: Option<TicketTypeId>,
    ) -> GuestBooked {
        let Row { number, guest, .. } = &self.row;
        let (booking, reference) = booking.unzip();
        GuestBooked {
            row: *number,
            name: guest.name.clone(),
            email: guest.email.clone(),
            booking,
            reference,
            ticket_type,
        }
    }
}

/// The rows whose ticket type is full.
fn full(guests: &[Guest], shares: &Shares) -> Vec<GuestRefused> {
    let each = shares.without.iter();
    each.map(|(place, had)| {
        refused_type(guests[*place].row.number, FieldProblem::TooLarge, Some((*had).into()))
    })
    .collect()
}

/// The account of each, made where there is none, and locked.
async fn sorted_out(
    tx: &mut PgConnection,
    event: &EventRow,
    rows: Vec<Row>,
    skipped: &mut Vec<GuestSkipped>,
) -> Result<Vec<Guest>, sqlx::Error> {
    let people: Vec<_> =
        rows.iter().map(|row| (row.guest.email.as_str(), row.guest.name.as_str())).collect();
    let mut accounts = accounts::guest_accounts(tx, &people, event.language).await?;
    let mut guests = Vec::with_capacity(rows.len());
    for row in rows {
        match accounts.remove(&row.guest.email) {
            Some(GuestAccount { id, reachable: true, is_guest }) => {
                guests.push(Guest { row, account: id, has_account: !is_guest });
            }
            _ => skipped.push(GuestSkipped {
                row: row.number,
                email: row.guest.email,
                reason: SkipReason::NotReachable,
            }),
        }
    }
    Ok(guests)
}

/// Under the event's lock: whoever invites the same people at this moment comes before or after.
async fn not_yet_invited(
    tx: &mut PgConnection,
    event: EventId,
    guests: Vec<Guest>,
    skipped: &mut Vec<GuestSkipped>,
) -> Result<Vec<Guest>, sqlx::Error> {
    let accounts: Vec<UserId> = guests.iter().map(|guest| guest.account).collect();
    let invited: Vec<UserId> = sqlx::query_scalar(
        "SELECT user_id FROM bookings
         WHERE event_id = $1 AND user_id = ANY($2) AND origin = 'complimentary'
           AND (CASE status WHEN 'CANCELLED' THEN 1 ELSE 0 END) = 0",
    )
    .bind(event)
    .bind(accounts)
    .fetch_all(tx)
    .await?;
    let invited: HashSet<UserId> = invited.into_iter().collect();
    let (before, new): (Vec<_>, Vec<_>) =
        guests.into_iter().partition(|guest| invited.contains(&guest.account));
    skipped.extend(before.into_iter().map(|guest| GuestSkipped {
        row: guest.row.number,
        email: guest.row.guest.email,
        reason: SkipReason::AlreadyInvited,
    }));
    Ok(new)
}

/// What one organizer gives away at once is counted one after the other.
async fn one_list_at_once(tx: &mut PgConnection, organizer: UserId) -> Result<(), sqlx::Error> {
    sqlx::query("SELECT pg_advisory_xact_lock(hashtextextended($1, 2))")
        .bind(format!("guests:{organizer}"))
        .execute(tx)
        .await?;
    Ok(())
}

/// Mail to strangers has a bound: what one organizer gives away within a day, over all their events.
async fn within_the_day(
    tx: &mut PgConnection,
    organizer: UserId,
    guests: usize,
) -> Result<(), Error> {
    let before: i64 = sqlx::query_scalar(
        "SELECT count(*) FROM events e JOIN bookings b ON b.event_id = e.id
         WHERE e.organizer_id = $1 AND e.end_date > clock_timestamp() - interval '1 day'
           AND b.origin = 'complimentary' AND b.status IN ('CONFIRMED', 'CANCELLED')
           AND b.booked_at > clock_timestamp() - interval '1 day'",
    )
    .bind(organizer)
    .fetch_one(tx)
    .await?;
    let guests = i64::try_from(guests).unwrap_or(i64::MAX);
    if before + guests > GUESTS_A_DAY {
        let refused = Failure::new(ErrorCode::TooManyRequests);
        return Err(Failure { retry_after: Some(3600), ..refused }.into());
    }
    Ok(())
}

async fn free(tx: &mut PgConnection, event: EventId) -> Result<i32, sqlx::Error> {
    sqlx::query_scalar(concat!("SELECT ", free_seats!(), " FROM events WHERE id = $1"))
        .bind(event)
        .fetch_one(tx)
        .await
}

/// Bookings, tickets, addresses and messages of all of them, in a few statements. One that drew a
/// reference that is taken lets none of them through: the same request again draws others.
async fn book(
    tx: &mut PgConnection,
    settings: &Settings,
    actor: Actor,
    event: &EventRow,
    guests: &[Guest],
    (types, rehearsed): (&[Option<TicketTypeId>], bool),
) -> Result<Vec<GuestBooked>, Error> {
    let bookings: Vec<BookingId> = guests.iter().map(|_| new_id().into()).collect();
    let references: Vec<String> = guests.iter().map(|_| booking_reference()).collect();
    insert(tx, event, guests, (&bookings, &references), types).await?;
    let strangers: Vec<BookingId> = guests
        .iter()
        .zip(&bookings)
        .filter(|(guest, _)| !guest.has_account)
        .map(|(_, booking)| *booking)
        .collect();
    link::make(tx, settings, &strangers).await?;
    queue_about_bookings(tx, MailKind::GuestTicket, &bookings).await?;
    after_commit::event_changed(event.id);
    let mut booked = Vec::with_capacity(guests.len());
    let mut entries = Vec::with_capacity(guests.len());
    let given = guests.iter().zip(types);
    for (((guest, of), booking), reference) in given.zip(bookings).zip(references) {
        after_commit::booking_changed(event.id, guest.account, booking);
        entries.push(Entry::new(actor, AuditAction::BookingGiven, booking).event(event.id));
        booked.push(guest.booked((!rehearsed).then_some((booking, reference)), *of));
    }
    record_each(tx, entries).await?;
    Ok(booked)
}

fn seats(guests: &[Guest]) -> i32 {
    i32::try_from(guests.len()).unwrap_or(i32::MAX)
}

/// Takes the seats, as far as their types have them.
///
/// # Errors
/// As [`take_confirmed`]; `sold_out` with the type that is full and what it had, or with what is left of the
/// type that has most.
async fn take(
    tx: &mut PgConnection,
    event: EventId,
    seats: i32,
    shares: &Shares,
) -> Result<(), Error> {
    match &shares.refusal {
        Some(refusal) => Err(refusal.clone().into()),
        None => take_confirmed(tx, event, seats).await,
    }
}

async fn insert(
    tx: &mut PgConnection,
    event: &EventRow,
    guests: &[Guest],
    (bookings, references): (&[BookingId], &[String]),
    types: &[Option<TicketTypeId>],
) -> Result<(), Error> {
    let ids: Vec<Uuid> = guests.iter().map(|_| new_id()).collect();
    let codes: Vec<String> = guests.iter().map(|_| ticket_code()).collect();
    sqlx::query(concat!(
        "WITH given AS (
             SELECT * FROM unnest($2::uuid[], $3::text[], $4::uuid[], $5::text[], $6::uuid[],
                 $7::text[], $8::uuid[])
                 AS given (booking, reference, account, name, ticket, code, ticket_type)
         ), booked AS (
             INSERT INTO bookings (",
        booking_columns!("confirmed_at"),
        ", origin, typed, subtotal)
             SELECT booking, reference, e.id, account, 1, 0, 0, e.currency, 'CONFIRMED',
                 clock_timestamp(), e.refund_full_until_hours, e.refund_percent_after,
                 e.start_date, false, NULL, 'complimentary', ticket_type IS NOT NULL,
                 CASE WHEN ticket_type IS NOT NULL THEN 0 END
             FROM given, events e WHERE e.id = $1
         ), items AS (
             INSERT INTO booking_items (booking_id, ticket_type_id, quantity, unit_price)
             SELECT booking, ticket_type, 1, 0 FROM given WHERE ticket_type IS NOT NULL
         )
         INSERT INTO tickets (",
        ticket_columns!(),
        ", ticket_type_id, price)
         SELECT ticket, booking, $1, 1, code, name, ticket_type,
             CASE WHEN ticket_type IS NOT NULL THEN 0 END
         FROM given",
    ))
    .bind(event.id)
    .bind(bookings)
    .bind(references)
    .bind(guests.iter().map(|guest| guest.account).collect::<Vec<_>>())
    .bind(guests.iter().map(|guest| guest.row.guest.name.clone()).collect::<Vec<_>>())
    .bind(ids)
    .bind(codes)
    .bind(types)
    .execute(tx)
    .await
    .map_err(|error| match violated(&error) {
        Some("bookings_reference_key") => {
            Failure { retry_after: Some(1), ..Failure::new(ErrorCode::Unavailable) }.into()
        }
        _ => Error::from(error),
    })?;
    Ok(())
}

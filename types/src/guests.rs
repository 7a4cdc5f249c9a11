//! Complimentary bookings: guests by name and address, who need no account.

use crate::failure::{Failure, FieldError, FieldProblem};
use crate::ids::{BookingId, TicketTypeId};
use crate::text_enum;
use crate::validation::Checks;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// Guests that are invited at once.
pub const GUESTS_MAX: usize = 500;
/// Guests that one organizer may invite within a day.
pub const GUESTS_A_DAY: i64 = 1000;

/// Somebody who is given a seat.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct GuestInput {
    pub name: String,
    pub email: String,
    /// A ticket type's id or name, on sale or not. Left out: the first that has room for all guests that
    /// name none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ticket_type: Option<String>,
}

/// `POST /api/events/{id}/bookings/`.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct InviteGuests {
    /// 1 to 500, one seat each.
    pub guests: Vec<GuestInput>,
}

impl InviteGuests {
    /// How many there are; what is wrong with each is looked at by itself.
    ///
    /// # Errors
    /// `validation_failed` by field.
    pub fn check(&self) -> Result<(), Failure> {
        let mut checks = Checks::new();
        if self.guests.is_empty() {
            checks.add("guests", FieldProblem::Required);
        } else if self.guests.len() > GUESTS_MAX {
            checks.add_with("guests", FieldProblem::TooLarge, i64::try_from(GUESTS_MAX).ok());
        }
        checks.finish()
    }
}

text_enum! {
    /// Why a guest is left out without being wrong.
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub enum SkipReason {
        /// There is a complimentary booking of this event for that address.
        AlreadyInvited = "already_invited",
        /// An earlier row has the same address.
        Repeated = "repeated",
        /// Nothing can be sent to that account.
        NotReachable = "not_reachable",
    }
}

/// A guest who is given a seat.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct GuestBooked {
    /// Which of the rows sent, counted from 1.
    pub row: u32,
    pub name: String,
    pub email: String,
    /// Null in a dry run.
    pub booking: Option<BookingId>,
    pub reference: Option<String>,
    /// Null where the event has one kind of ticket, and in a dry run where there is no room.
    pub ticket_type: Option<TicketTypeId>,
}

/// A guest who is left out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct GuestSkipped {
    pub row: u32,
    pub email: String,
    pub reason: SkipReason,
}

/// A row that cannot be taken: no guest is invited as long as there is one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct GuestRefused {
    pub row: u32,
    /// `name`, `email` or `ticket_type`; the last with `too_large` where its type has too few seats.
    pub field: String,
    pub problem: FieldProblem,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<i64>,
}

/// What became of the rows; of a dry run, what would.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct GuestsInvited {
    pub created: Vec<GuestBooked>,
    pub skipped: Vec<GuestSkipped>,
    /// Always empty but in a dry run.
    pub refused: Vec<GuestRefused>,
    /// Seats that are free afterwards. Below zero in a dry run: so many are missing.
    pub seats_free: i32,
}

/// One row as it is kept, or what is wrong with it.
///
/// # Errors
/// Every problem by its field.
pub fn check_guest(guest: &GuestInput) -> Result<GuestInput, Vec<FieldError>> {
    let mut checks = Checks::new();
    let mut name = guest.name.clone();
    checks.name("name", &mut name, crate::booking_actions::ATTENDEE_NAME_MAX);
    let email = crate::email::parse_email(&guest.email);
    if guest.email.trim().is_empty() {
        checks.add("email", FieldProblem::Required);
    } else if email.is_none() {
        checks.add("email", FieldProblem::Invalid);
    }
    let mut ticket_type = guest.ticket_type.clone().filter(|text| !text.trim().is_empty());
    checks.optional_line("ticket_type", &mut ticket_type, crate::ticket_types::NAME_MAX);
    match (checks.finish(), email) {
        (Ok(()), Some(email)) => Ok(GuestInput { name, email, ticket_type }),
        (Err(failure), _) => Err(failure.fields),
        (Ok(()), None) => Err(Vec::new()),
    }
}

/// The ticket of a guest, as the holder of its address sees it.
#[allow(clippy::struct_excessive_bools, reason = "each says one thing about the ticket")]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GuestTicket {
    pub reference: String,
    pub name: String,
    /// What kind of ticket it is, where the event has several.
    pub ticket_type: Option<String>,
    /// Null once the booking is cancelled.
    pub code: Option<String>,
    pub checked_in_at: Option<DateTime<Utc>>,
    pub title: String,
    pub slug: String,
    pub starts: DateTime<Utc>,
    pub ends: DateTime<Utc>,
    pub timezone: String,
    pub place: String,
    pub online_meeting_url: Option<String>,
    pub cancelled: bool,
    /// Messages about changes go to the address: it was confirmed to be the guest's.
    pub confirmed: bool,
    /// The guest has an account by now.
    pub has_account: bool,
    /// Its buyer handed it on.
    pub handed_on: bool,
    /// The guest may write another name on it.
    pub may_name: bool,
}

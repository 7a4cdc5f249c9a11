//! Tickets of one's own booking: the name on each, and handing one on to its guest.

use crate::booking_actions::ATTENDEE_NAME_MAX;
use crate::email::parse_email;
use crate::failure::{Failure, FieldProblem};
use crate::validation::Checks;
use serde::{Deserialize, Serialize};

/// Mails that one person has sent to guests of their tickets within a day; of one booking, half of it.
/// What the guest is told when a ticket is taken back or exchanged counts too.
pub const HAND_ONS_A_DAY: i64 = 30;

/// `PATCH /api/bookings/{id}/tickets/{ticket}/`.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NameTicket {
    /// Empty: the name of whoever booked.
    pub attendee_name: String,
}

impl NameTicket {
    /// # Errors
    /// `validation_failed` by field.
    pub fn check(&mut self) -> Result<(), Failure> {
        let mut checks = Checks::new();
        if self.attendee_name.trim().is_empty() {
            self.attendee_name.clear();
        } else {
            checks.name("attendee_name", &mut self.attendee_name, ATTENDEE_NAME_MAX);
        }
        checks.finish()
    }
}

/// `POST /api/bookings/{id}/tickets/{ticket}/hand-on/`.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct HandOn {
    /// Of the guest; it stands on the ticket.
    pub name: String,
    /// Where the ticket is mailed to.
    pub email: String,
}

impl HandOn {
    /// # Errors
    /// `validation_failed` by field.
    pub fn check(&mut self) -> Result<(), Failure> {
        let mut checks = Checks::new();
        checks.name("name", &mut self.name, ATTENDEE_NAME_MAX);
        match parse_email(&self.email) {
            Some(email) => self.email = email,
            None if self.email.trim().is_empty() => checks.add("email", FieldProblem::Required),
            None => checks.add("email", FieldProblem::Invalid),
        }
        checks.finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_may_be_left_out_and_an_address_may_not() {
        let mut input = NameTicket { attendee_name: "  ".into() };
        assert_eq!(input.check(), Ok(()));
        assert_eq!(input.attendee_name, "");
        for bad in ["See evil.example", &"a".repeat(101)] {
            let mut input = NameTicket { attendee_name: bad.into() };
            assert!(input.check().is_err(), "{bad}");
        }
        let mut input = HandOn { name: " Eve ".into(), email: " EVE@guests.test ".into() };
        assert_eq!(input.check(), Ok(()));
        assert_eq!((&*input.name, &*input.email), ("Eve", "eve@guests.test"));
        for (name, email) in [("", "eve@guests.test"), ("Eve", ""), ("Eve", "no address")] {
            let mut input = HandOn { name: name.into(), email: email.into() };
            assert_eq!(input.check().unwrap_err().fields.len(), 1, "{name} {email}");
        }
    }
}

//! INV-2, checked against the rows: whether every counter says what its rows say. Differences are
//! reported and never repaired, since a repair would hide the fault that made them.
//!
//! The tables are looked through page by page, each page in one short statement, so that no check
//! is long however many events there are.

mod checks;
mod days;
mod schedule;
#[cfg(test)]
mod tests;

pub use schedule::{Figure, figures, run_if_due};

use crate::Hub;
use types::text_enum;

text_enum! {
    /// What is held against its rows.
    pub enum Check {
        /// An event's seats: confirmed, held and offered.
        Seats = "seats",
        /// An event's waitlist: how many wait, and the smallest party.
        Waitlist = "waitlist",
        /// An event's stars.
        Stars = "stars",
        /// The uses of a promo code.
        PromoUses = "promo_uses",
        /// What a payment took and gave back, against its ledger.
        Ledger = "ledger",
        /// What is left of a booking's payments by their ledger, against what its seats are worth: who
        /// has seats has paid for them (INV-6).
        Worth = "worth",
        /// What of an event's money was summed up already, against the ledger's lines up to then.
        Sales = "sales",
        /// When the tickets of an event were seen first, against its check-ins.
        CheckIns = "check_ins",
        /// The lines of the books at the event where a booking is, against the ledger of its payment.
        Books = "books",
        /// The platform's sums of a day, against its rows.
        PlatformDays = "platform_days",
    }
}

/// A counter that does not say what its rows say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    pub check: Check,
    /// `event:<id>`, `promotion:<id>`, `booking:<id>`, `payment:<id>` or `day:<date>`.
    pub subject: String,
    /// What the counter says.
    pub stored: String,
    /// What the rows say.
    pub counted: String,
}

impl std::fmt::Display for Difference {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { check, subject, stored, counted } = self;
        write!(f, "{} of {subject}: stored {stored}, counted {counted}", check.as_str())
    }
}

/// Every counter that differs from its rows. Nothing is repaired.
///
/// # Errors
/// What the database says.
pub async fn all(hub: &Hub) -> Result<Vec<Difference>, sqlx::Error> {
    let mut differences = Vec::new();
    for check in Check::ALL {
        differences.extend(checks::look(hub, check).await?);
    }
    Ok(differences)
}

//! INV-2, checked against the rows: whether every counter says what its rows say. Differences are
//! reported and never repaired, since a repair would hide the fault that made them.
//!
//! The tables are looked through page by page, each page in one short statement, so that no check
//! is long however many events there are.

mod checks;
mod schedule;
#[cfg(test)]
mod tests;

pub use schedule::{Figure, figures, run_if_due};

use crate::Hub;

/// What is held against its rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Check {
    /// An event's seats: confirmed, held and offered.
    Seats,
    /// An event's waitlist: how many wait, and the smallest party.
    Waitlist,
    /// An event's stars.
    Stars,
    /// The uses of a promo code.
    PromoUses,
    /// What a payment took and gave back, against its ledger.
    Ledger,
}

impl Check {
    pub const ALL: [Self; 5] =
        [Self::Seats, Self::Waitlist, Self::Stars, Self::PromoUses, Self::Ledger];

    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Seats => "seats",
            Self::Waitlist => "waitlist",
            Self::Stars => "stars",
            Self::PromoUses => "promo_uses",
            Self::Ledger => "ledger",
        }
    }
}

/// A counter that does not say what its rows say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    pub check: Check,
    /// `event:<id>`, `promotion:<id>` or `payment:<id>`.
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

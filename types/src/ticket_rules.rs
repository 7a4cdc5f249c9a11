//! What holders may do with their tickets of an event: name them, hand them on, exchange them.

use crate::validation::Checks;
use serde::{Deserialize, Serialize};

/// A year.
pub const CLOSE_HOURS_MAX: i64 = 8760;

/// `GET, PUT /api/events/{id}/ticket-rules/`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct TicketRules {
    /// Whether a holder may exchange a ticket for one of another type.
    pub exchanges: bool,
    /// How many hours before the start holders' changes end.
    pub changes_close_hours: i64,
    /// Ended by hand.
    pub changes_closed: bool,
}

impl TicketRules {
    /// # Errors
    /// `validation_failed` by field.
    pub fn check(&self) -> Result<(), crate::Failure> {
        let mut checks = Checks::new();
        checks.range("changes_close_hours", self.changes_close_hours, 0, CLOSE_HOURS_MAX);
        checks.finish()
    }
}

//! Payments: started by the buyer, decided by the provider, applied once. A booking has its own, and one of
//! each exchange of a ticket for one that costs more.
//!
//! The rules this slice keeps:
//! 4. An outcome counts once, however often, late or out of order it arrives: the provider's event
//!    id is a primary key, inserted in the transaction that applies it; a final state stays.
//! 5. Never paid without a seat, an exchange or a refund.
//! 6. Refunds never exceed charges.
//!
//! A card number is read once, to decide what the mock does; only its last four digits are kept.

mod chance;
mod exchanges;
mod mock;
mod outcome;
mod provider;
mod refunds;
mod service;
mod signature;
mod store;
#[cfg(test)]
mod tests;
mod unsettled;
mod webhook;

pub use chance::{Chance, SeededChance, SystemChance};
pub use mock::MockProvider;
pub use outcome::{Effect, apply_outcome};
pub use provider::{NewPayment, Opened, PaymentProvider, ProviderEvent};
pub use service::{get, may_settle, pay};
pub use unsettled::settle_due;
pub(crate) use unsettled::{overdue_before, settle_again};
pub use webhook::{receive_callback, settle_mock, simulate_webhook};

pub(crate) use exchanges::newest_of_exchanges;
#[cfg(feature = "testing")]
pub(crate) use mock::signed_callback;
pub(crate) use refunds::{Booked, Taken, refund, refund_chosen, taken};
pub(crate) use store::newest_of;

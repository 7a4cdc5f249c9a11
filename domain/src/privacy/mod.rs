//! A person's rights over their data: exporting it, and erasing it with the account.
//!
//! It cancels and reads what every other slice keeps of a person, so it stands above them all.

mod deletion;
mod export;
mod person;
mod store;

pub use deletion::{delete_account, delete_account_of};
pub use export::{export, export_of};
pub use person::person;

use crate::Hub;

/// Erases the messages that deleted accounts were still sent, such as their last refunds.
///
/// # Errors
/// What the database says.
pub async fn forget_farewells(hub: &Hub) -> Result<(), sqlx::Error> {
    hub.db.statement(|connection| Box::pin(store::forget_farewells(connection))).await
}

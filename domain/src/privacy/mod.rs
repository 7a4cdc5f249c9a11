//! A person's rights over their data: exporting it, and erasing it with the account.
//!
//! It cancels and reads what every other slice keeps of a person, so it stands above them all.

mod deletion;
mod export;
mod store;

pub use deletion::delete_account;
pub use export::export;

use crate::Hub;

/// Erases the messages that deleted accounts were still sent, such as their last refunds.
///
/// # Errors
/// What the database says.
pub async fn forget_farewells(hub: &Hub) -> Result<(), sqlx::Error> {
    hub.db.statement(|connection| Box::pin(store::forget_farewells(connection))).await
}

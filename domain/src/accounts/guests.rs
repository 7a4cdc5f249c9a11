//! Guests: people who were given a ticket and have no account. A row of theirs holds their address, so
//! that all their tickets are together when it becomes an account; nobody can log in as them.

use super::store;
use sqlx::postgres::PgConnection;
use std::collections::HashMap;
use types::Locale;
use types::ids::UserId;

/// Somebody who is given a ticket.
#[derive(Clone, Copy, Debug, sqlx::FromRow)]
pub(crate) struct GuestAccount {
    pub(crate) id: UserId,
    /// Neither disabled nor deleted.
    pub(crate) reachable: bool,
    pub(crate) is_guest: bool,
}

/// The account of each address, by address: made where there is none, with that name. They are locked
/// in share mode, in the order of their ids, before any event is.
pub(crate) async fn guest_accounts(
    tx: &mut PgConnection,
    people: &[(&str, &str)],
    locale: Locale,
) -> Result<HashMap<String, GuestAccount>, sqlx::Error> {
    store::ensure_guests(tx, people, locale).await?;
    let addresses: Vec<&str> = people.iter().map(|(email, _)| *email).collect();
    store::accounts_of(tx, &addresses).await
}

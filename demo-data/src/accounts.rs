//! The accounts people log in with.

use super::people::ACCOUNTS;
use chrono::TimeDelta;
use domain::Hub;
use domain::accounts::create_verified;
use domain::ids::new_id;
use types::ErrorCode;
use types::accounts::{Register, Role};

/// Makes the ones that are missing.
pub(super) async fn ensure(hub: &Hub) -> anyhow::Result<()> {
    for (email, password, name, role) in ACCOUNTS {
        let exists: bool = sqlx::query_scalar("SELECT EXISTS (SELECT FROM users WHERE email = $1)")
            .bind(email)
            .fetch_one(hub.db.pool())
            .await?;
        if exists {
            continue;
        }
        let input = Register {
            email: email.to_owned(),
            password: password.to_owned(),
            display_name: name.to_owned(),
            role: None,
            locale: None,
        };
        let role = Role::parse(role);
        // The instance may not allow people to sign up as organizers; the demo has one anyway.
        let made = create_verified(hub, input, role.unwrap_or(Role::Attendee)).await;
        match made {
            // Another process may seed at the same moment.
            Ok(_) => {}
            Err(error) if error.code() == Some(ErrorCode::EmailTaken) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Ok(())
}

/// A code that everybody may try: a tenth off everything, and the count of its uses goes on.
pub const PROMO_CODE: &str = "WELCOME10";

/// Makes it where no such code was ever made: what an admin deleted does not come back.
pub(super) async fn ensure_promo_code(hub: &Hub) -> anyhow::Result<()> {
    let now = hub.now();
    sqlx::query(
        "INSERT INTO promotions (id, code, kind, value, owner_id, valid_from, valid_until, max_uses)
         SELECT $1, $2, 'PERCENT', 10, users.id, $3, $4, 1000000 FROM users
         WHERE users.email = $5 AND NOT EXISTS (SELECT FROM promotions WHERE code = $2)
         ON CONFLICT DO NOTHING",
    )
    .bind(new_id())
    .bind(PROMO_CODE)
    .bind(now - TimeDelta::days(1))
    .bind(now + TimeDelta::days(365))
    .bind(ACCOUNTS.iter().find(|account| account.3 == "admin").map(|account| account.0))
    .execute(hub.db.pool())
    .await?;
    Ok(())
}

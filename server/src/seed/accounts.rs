//! The accounts people log in with.

use super::people::ACCOUNTS;
use domain::Hub;
use types::accounts::Register;

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
        match domain::accounts::register(hub, input).await {
            Ok(_) => {}
            // Another process seeds at the same moment.
            Err(domain::accounts::RegisterError::EmailTaken) => continue,
            Err(error) => return Err(error.into()),
        }
        // The instance may not allow people to sign up as organizers; the demo has one anyway.
        sqlx::query("UPDATE users SET role = $2 WHERE email = $1")
            .bind(email)
            .bind(role)
            .execute(hub.db.pool())
            .await?;
    }
    Ok(())
}

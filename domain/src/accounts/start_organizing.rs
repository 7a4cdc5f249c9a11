//! An account that only attends becomes an organizer's, by its owner's own wish.

use super::store;
use crate::audit::Entry;
use crate::{Actor, Error, Hub};
use types::ErrorCode;
use types::accounts::{ChangeUser, Role};
use types::history::AuditAction;

/// Whether people become organizers by themselves here, and not only by an admin's hand.
pub fn may_start_organizing(hub: &Hub) -> bool {
    hub.settings.organizer_signup
}

/// Nothing for who organizes already.
///
/// # Errors
/// Not logged in; `forbidden` where only admins make organizers.
pub async fn start_organizing(hub: &Hub, actor: Actor) -> Result<(), Error> {
    let user = actor.require_user()?;
    if !may_start_organizing(hub) {
        return Err(ErrorCode::Forbidden.into());
    }
    let now = hub.now();
    hub.db
        .write(move |tx| {
            Box::pin(async move {
                let account = store::lock_account(tx, user).await?;
                let account = account.ok_or(ErrorCode::Unauthenticated)?;
                // An admin keeps what admins may.
                if account.role != Role::Attendee {
                    return Ok(());
                }
                let change = ChangeUser { role: Some(Role::Organizer), disabled: None };
                store::change_user(tx, user, change, now).await?;
                Entry::new(actor, AuditAction::UserChanged, user)
                    .change("role", Role::Attendee.as_str(), Role::Organizer.as_str())
                    .record(tx)
                    .await?;
                Ok(())
            })
        })
        .await
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{person, test_hub};
    use types::Failure;
    use types::ids::UserId;

    async fn role(hub: &Hub, user: UserId) -> Role {
        sqlx::query_scalar("SELECT role FROM users WHERE id = $1")
            .bind(user)
            .fetch_one(hub.db.pool())
            .await
            .unwrap()
    }

    async fn lines(hub: &Hub, user: UserId) -> i64 {
        sqlx::query_scalar("SELECT count(*) FROM audit_log WHERE actor_id = $1")
            .bind(user)
            .fetch_one(hub.db.pool())
            .await
            .unwrap()
    }

    #[tokio::test]
    async fn who_attends_organizes_once_they_want_to() {
        let (hub, _database) = test_hub().await;
        let ada = person(&hub, Role::Attendee).await;
        let actor = Actor::User { id: ada, role: Role::Attendee };
        start_organizing(&hub, actor).await.unwrap();
        // A second click is no second change.
        start_organizing(&hub, actor).await.unwrap();
        assert_eq!(role(&hub, ada).await, Role::Organizer);
        assert_eq!(lines(&hub, ada).await, 1);
    }

    #[tokio::test]
    async fn an_admin_stays_one() {
        let (hub, _database) = test_hub().await;
        let root = person(&hub, Role::Admin).await;
        // As a page that was opened before would say it.
        let actor = Actor::User { id: root, role: Role::Attendee };
        start_organizing(&hub, actor).await.unwrap();
        assert_eq!(role(&hub, root).await, Role::Admin);
    }

    #[tokio::test]
    async fn where_admins_make_organizers_nobody_makes_themselves_one() {
        let (mut hub, _database) = test_hub().await;
        std::sync::Arc::make_mut(&mut hub.settings).organizer_signup = false;
        let ada = person(&hub, Role::Attendee).await;
        let actor = Actor::User { id: ada, role: Role::Attendee };
        let refused = start_organizing(&hub, actor).await.unwrap_err();
        assert_eq!(Failure::from(refused).code, ErrorCode::Forbidden);
        assert_eq!(role(&hub, ada).await, Role::Attendee);
    }
}

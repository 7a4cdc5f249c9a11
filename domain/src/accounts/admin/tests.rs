//! What admins do with accounts, and that one of them is always left.

use super::*;
use crate::accounts::identify_bearer;
use crate::testing::{logged_in, person, test_hub};
use types::Failure;

fn admin(id: UserId) -> Actor {
    Actor::User { id, role: Role::Admin }
}

fn code(error: Error) -> ErrorCode {
    Failure::from(error).code
}

async fn admins(hub: &Hub) -> i64 {
    let count = "SELECT count(*) FROM users WHERE role = 'admin' AND disabled_at IS NULL
                 AND deleted_at IS NULL";
    sqlx::query_scalar(count).fetch_one(hub.db.pool()).await.unwrap()
}

const RESIGNS: ChangeUser = ChangeUser { role: Some(Role::Organizer), disabled: None };
const OUT: ChangeUser = ChangeUser { role: None, disabled: Some(true) };

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_admins_who_remove_each_other_one_stays() {
    let (hub, _database) = test_hub().await;
    for _ in 0..10 {
        let pair = [person(&hub, Role::Admin).await, person(&hub, Role::Admin).await];
        let removals = [(pair[0], pair[1], RESIGNS), (pair[1], pair[0], OUT)];
        let removals = removals.map(|(by, whom, change)| {
            let hub = hub.clone();
            tokio::spawn(async move { change_user(&hub, admin(by), whom, change).await })
        });
        let mut done = 0;
        for removal in removals {
            match removal.await.unwrap() {
                Ok(_) => done += 1,
                Err(error) => assert_eq!(code(error), ErrorCode::Forbidden),
            }
        }
        assert_eq!((done, admins(&hub).await), (1, 1));
        let left: UserId =
            sqlx::query_scalar("SELECT id FROM users WHERE role = 'admin' AND disabled_at IS NULL")
                .fetch_one(hub.db.pool())
                .await
                .unwrap();
        let refused = change_user(&hub, admin(left), left, RESIGNS).await.unwrap_err();
        assert_eq!(code(refused), ErrorCode::LastAdmin);
        sqlx::query("UPDATE users SET role = 'attendee' WHERE role = 'admin'")
            .execute(hub.db.pool())
            .await
            .unwrap();
    }
}

/// Without the lock both see the other one still there.
#[tokio::test]
async fn without_the_lock_nobody_is_left() {
    let (hub, _database) = test_hub().await;
    let pair = [person(&hub, Role::Admin).await, person(&hub, Role::Admin).await];
    let mut both = [hub.db.pool().begin().await.unwrap(), hub.db.pool().begin().await.unwrap()];
    for tx in &mut both {
        let seen: i64 = sqlx::query_scalar("SELECT count(*) FROM users WHERE role = 'admin'")
            .fetch_one(&mut **tx)
            .await
            .unwrap();
        assert_eq!(seen, 2);
    }
    for (mut tx, whom) in both.into_iter().zip(pair) {
        sqlx::query("UPDATE users SET role = 'attendee' WHERE id = $1")
            .bind(whom)
            .execute(&mut *tx)
            .await
            .unwrap();
        tx.commit().await.unwrap();
    }
    assert_eq!(admins(&hub).await, 0);
}

#[tokio::test]
async fn sessions_end_at_once_and_the_log_says_who_did_it() {
    let (hub, _database) = test_hub().await;
    let (root, ada) = (person(&hub, Role::Admin).await, person(&hub, Role::Attendee).await);
    let bearer = logged_in(&hub, ada).await;
    assert!(identify_bearer(&hub, bearer).await.is_ok());
    let (open, _) = ways_in(&mut hub.db.read().await.unwrap(), (ada, "a@b.c"), &hub).await.unwrap();
    assert_eq!(open.len(), 1);
    end_sessions_of(&hub, admin(root), ada).await.unwrap();
    assert!(identify_bearer(&hub, bearer).await.is_err());
    let (open, _) = ways_in(&mut hub.db.read().await.unwrap(), (ada, "a@b.c"), &hub).await.unwrap();
    assert_eq!(open, []);
    let entry: (UserId, String) = sqlx::query_as(
        "SELECT actor_id, subject FROM audit_log WHERE action = 'user.sessions_ended'",
    )
    .fetch_one(hub.db.pool())
    .await
    .unwrap();
    assert_eq!(entry, (root, format!("user:{ada}")));
    let nobody = UserId(crate::ids::new_id());
    let missing = end_sessions_of(&hub, admin(root), nobody).await.unwrap_err();
    assert_eq!(code(missing), ErrorCode::NotFound);
}

#[tokio::test]
async fn one_session_ends_and_the_others_stay() {
    let (hub, _database) = test_hub().await;
    let (root, ada) = (person(&hub, Role::Admin).await, person(&hub, Role::Attendee).await);
    let (first, second) = (logged_in(&hub, ada).await, logged_in(&hub, ada).await);
    let eve = person(&hub, Role::Attendee).await;
    let session = LoginSessionId(first.session);
    let strange = end_session_of(&hub, admin(root), eve, session).await.unwrap_err();
    assert_eq!(code(strange), ErrorCode::NotFound);
    end_session_of(&hub, admin(root), ada, session).await.unwrap();
    assert!(identify_bearer(&hub, first).await.is_err());
    assert!(identify_bearer(&hub, second).await.is_ok());
    end_session_of(&hub, admin(root), ada, session).await.unwrap();
    let entries: Vec<(UserId, String)> = sqlx::query_as(
        "SELECT actor_id, subject FROM audit_log WHERE action = 'user.session_ended'",
    )
    .fetch_all(hub.db.pool())
    .await
    .unwrap();
    assert_eq!(entries, [(root, format!("user:{ada}"))], "once more changes nothing");
    let other = person(&hub, Role::Attendee).await;
    let denied = end_session_of(&hub, admin(other), ada, session).await.unwrap_err();
    assert_eq!(code(denied), ErrorCode::Forbidden, "who is an admin no more");
}

#[tokio::test]
async fn who_is_an_admin_no_more_does_nothing() {
    let (hub, _database) = test_hub().await;
    let (root, other) = (person(&hub, Role::Admin).await, person(&hub, Role::Admin).await);
    let ada = person(&hub, Role::Attendee).await;
    change_user(&hub, admin(root), other, RESIGNS).await.unwrap();
    // Let in before.
    let late = admin(other);
    assert_eq!(code(end_sessions_of(&hub, late, ada).await.unwrap_err()), ErrorCode::Forbidden);
    assert_eq!(code(mail_password_reset(&hub, late, ada).await.unwrap_err()), ErrorCode::Forbidden);
    assert_eq!(code(change_user(&hub, late, ada, OUT).await.unwrap_err()), ErrorCode::Forbidden);
}

#[tokio::test]
async fn a_link_is_mailed_to_an_account_that_can_be_used() {
    let (hub, _database) = test_hub().await;
    let (root, ada) = (person(&hub, Role::Admin).await, person(&hub, Role::Attendee).await);
    mail_password_reset(&hub, admin(root), ada).await.unwrap();
    let jobs: i64 = sqlx::query_scalar("SELECT count(*) FROM graphile_worker._private_jobs")
        .fetch_one(hub.db.pool())
        .await
        .unwrap();
    assert_eq!(jobs, 1);
    change_user(&hub, admin(root), ada, OUT).await.unwrap();
    let refused = mail_password_reset(&hub, admin(root), ada).await.unwrap_err();
    assert_eq!(code(refused), ErrorCode::AccountDisabled);
}

#[tokio::test]
async fn people_are_found_by_a_part_of_their_name_or_address_as_it_is() {
    let (hub, _database) = test_hub().await;
    let root = person(&hub, Role::Admin).await;
    for (email, name) in [("ada@one.test", "Ada 100% Lovelace"), ("bob@two.test", "Bob_by")] {
        let id = person(&hub, Role::Attendee).await;
        sqlx::query("UPDATE users SET email = $2, display_name = $3 WHERE id = $1")
            .bind(id)
            .bind(email)
            .bind(name)
            .execute(hub.db.pool())
            .await
            .unwrap();
    }
    let found = async |search: &str| {
        let filter = UserFilter { search: Some(search.to_owned()), ..UserFilter::default() };
        let page = list_users(&hub, admin(root), filter, PageRequest::default()).await.unwrap();
        assert_eq!(page.count, i64::try_from(page.results.len()).unwrap());
        page.results.into_iter().map(|user| user.email).collect::<Vec<_>>()
    };
    assert_eq!(found("LOVE").await, ["ada@one.test"]);
    assert_eq!(found("two.test").await, ["bob@two.test"]);
    assert_eq!(found("0%").await, ["ada@one.test"]);
    assert_eq!(found("b_b").await, ["bob@two.test"]);
    assert_eq!(found("a_a").await, Vec::<String>::new());
}

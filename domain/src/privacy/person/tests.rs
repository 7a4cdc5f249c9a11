//! What an admin sees of a person, and what becomes of them on their request.

use super::*;
use crate::bookings::tests::support::{book, event};
use crate::privacy::{delete_account_of, export_of};
use crate::testing::{attendance, person as make, test_hub};
use types::Failure;
use types::people::DeletePerson;

fn admin(id: UserId) -> Actor {
    Actor::User { id, role: Role::Admin }
}

fn because(reason: &str) -> DeletePerson {
    DeletePerson { reason: reason.to_owned() }
}

#[tokio::test]
async fn an_admin_sees_what_there_is_of_a_person_and_nobody_else_does() {
    let (hub, _database) = test_hub().await;
    let (root, ada) = (make(&hub, Role::Admin).await, make(&hub, Role::Attendee).await);
    let booked = event(&hub).free().create(&hub).await;
    let as_ada = Actor::User { id: ada, role: Role::Attendee };
    let booking = book(&hub, as_ada, booked, 2).await.unwrap();
    let email: String = sqlx::query_scalar("SELECT email FROM users WHERE id = $1")
        .bind(ada)
        .fetch_one(hub.db.pool())
        .await
        .unwrap();
    let shown = person(&hub, admin(root), ada).await.unwrap();
    assert_eq!((shown.user.id, &shown.user.email), (ada, &email));
    assert_eq!(shown.bookings.iter().map(|it| it.id).collect::<Vec<_>>(), [booking.id]);
    assert!(shown.mail.iter().any(|mail| mail.kind == "booking_confirmed"));
    assert!(shown.history.iter().any(|entry| entry.action == "booking.confirmed"));
    assert!(shown.events.is_empty() && shown.reviews.is_empty());
    for actor in [as_ada, Actor::Anonymous] {
        person(&hub, actor, ada).await.unwrap_err();
        export_of(&hub, actor, ada).await.unwrap_err();
        delete_account_of(&hub, actor, ada, because("I may")).await.unwrap_err();
    }
}

#[tokio::test]
async fn who_asks_to_leave_leaves_and_the_log_keeps_who_did_it() {
    let (hub, _database) = test_hub().await;
    let (root, ada) = (make(&hub, Role::Admin).await, make(&hub, Role::Attendee).await);
    let coming = event(&hub).free().create(&hub).await;
    let as_ada = Actor::User { id: ada, role: Role::Attendee };
    book(&hub, as_ada, coming, 1).await.unwrap();
    let past = event(&hub).free().create(&hub).await;
    attendance(&hub, past, ada, true).await;
    let told = export_of(&hub, admin(root), ada).await.unwrap();
    assert_eq!(told["bookings"].as_array().unwrap().len(), 2);
    let silent = delete_account_of(&hub, admin(root), ada, because(" ")).await.unwrap_err();
    assert_eq!(Failure::from(silent).code, ErrorCode::ValidationFailed);
    delete_account_of(&hub, admin(root), ada, because("Asked by mail")).await.unwrap();
    let gone = person(&hub, admin(root), ada).await.unwrap_err();
    assert_eq!(Failure::from(gone).code, ErrorCode::NotFound);
    let left: Vec<(String, String)> = sqlx::query_as(
        "SELECT status, coalesce(cancel_reason, '') FROM bookings WHERE user_id = $1 ORDER BY status",
    )
    .bind(ada)
    .fetch_all(hub.db.pool())
    .await
    .unwrap();
    let left: Vec<_> = left.iter().map(|(status, why)| (&**status, &**why)).collect();
    assert_eq!(left, [("CANCELLED", "by_attendee"), ("CONFIRMED", "")], "what was stays");
    let entries: Vec<(String, Option<String>)> = sqlx::query_as(
        "SELECT action, reason FROM audit_log WHERE actor_id = $1 ORDER BY created_at, id",
    )
    .bind(root)
    .fetch_all(hub.db.pool())
    .await
    .unwrap();
    let actions: Vec<_> = entries.iter().map(|(action, _)| &**action).collect();
    assert_eq!(actions, ["user.exported", "user.deletion_begun", "account.deleted"]);
    assert_eq!(entries[1].1.as_deref(), Some("Asked by mail"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_admins_who_delete_each_other_one_stays() {
    let (hub, _database) = test_hub().await;
    let pair = [make(&hub, Role::Admin).await, make(&hub, Role::Admin).await];
    let deletions = [(pair[0], pair[1]), (pair[1], pair[0])].map(|(by, whom)| {
        let hub = hub.clone();
        tokio::spawn(async move { delete_account_of(&hub, admin(by), whom, because("x")).await })
    });
    for deletion in deletions {
        let _ = deletion.await.unwrap();
    }
    let left: i64 = sqlx::query_scalar(
        "SELECT count(*) FROM users WHERE role = 'admin' AND deleted_at IS NULL",
    )
    .fetch_one(hub.db.pool())
    .await
    .unwrap();
    assert_eq!(left, 1);
    let own = delete_account_of(&hub, admin(pair[0]), pair[0], because("x")).await;
    assert_eq!(Failure::from(own.unwrap_err()).code, ErrorCode::Forbidden);
}

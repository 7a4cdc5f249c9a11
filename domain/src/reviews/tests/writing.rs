//! Who may write what, and what everybody sees of it.

use super::{stage, stars};
use crate::reviews;
use crate::testing::{EventBuilder, attendance, person};
use crate::{Actor, Hub};
use types::accounts::Role;
use types::ids::{EventId, ReviewId};
use types::reviews::HideReview;
use types::{ErrorCode, PageRequest};

fn reason(text: &str) -> HideReview {
    HideReview { reason: text.into() }
}

async fn shown(hub: &Hub, event: EventId) -> Vec<ReviewId> {
    let page = PageRequest::default();
    let (_, page) = reviews::list(hub, Actor::Anonymous, &event.to_string(), page).await.unwrap();
    page.results.into_iter().map(|review| review.id).collect()
}

#[tokio::test]
async fn a_review_is_written_changed_and_taken_back() {
    let stage = stage().await;
    let (hub, ada) = (&stage.hub, stage.guest().await);
    let made = stage.write(ada, 4).await.unwrap();
    assert_eq!(made.comment, "It was what it was.");
    assert_eq!(stage.write(ada, 5).await.unwrap_err().code(), Some(ErrorCode::AlreadyReviewed));
    assert_eq!(stage.stars().await, [0, 0, 0, 1, 0]);
    let changed = reviews::update(hub, ada, made.id, stars(2)).await.unwrap();
    assert_eq!((changed.id, changed.rating), (made.id, 2));
    assert!(changed.updated_at > made.updated_at && changed.created_at == made.created_at);
    assert_eq!(stage.stars().await, [0, 1, 0, 0, 0]);
    assert_eq!(shown(hub, stage.event).await, [made.id]);
    let standing = reviews::of_caller(hub, ada, stage.event).await.unwrap();
    assert_eq!((standing.attended, standing.own), (true, Some(changed)));
    reviews::delete(hub, ada, made.id).await.unwrap();
    assert_eq!(stage.stars().await, [0; 5]);
    assert_eq!(
        reviews::delete(hub, ada, made.id).await.unwrap_err().code(),
        Some(ErrorCode::NotFound)
    );
    stage.write(ada, 5).await.unwrap();
    stage.in_balance().await;
}

#[tokio::test]
async fn only_people_who_were_there_review_and_only_once_it_is_over() {
    let stage = stage().await;
    let hub = &stage.hub;
    let id = person(hub, Role::Attendee).await;
    let stranger = Actor::User { id, role: Role::Attendee };
    assert_eq!(stage.write(stranger, 5).await.unwrap_err().code(), Some(ErrorCode::NotAttended));
    let organizer = Actor::User { id: stage.organizer, role: Role::Organizer };
    assert_eq!(stage.write(organizer, 5).await.unwrap_err().code(), Some(ErrorCode::NotAttended));
    let nobody = stage.write(Actor::Anonymous, 5).await;
    assert_eq!(nobody.unwrap_err().code(), Some(ErrorCode::Unauthenticated));

    let soon = EventBuilder::new(hub).insert(hub, stage.organizer).await;
    attendance(hub, soon, id, false).await;
    let early = reviews::create(hub, stranger, &soon.to_string(), stars(5)).await;
    assert_eq!(early.unwrap_err().code(), Some(ErrorCode::EventNotEnded));

    attendance(hub, stage.event, id, false).await;
    sqlx::query(
        "UPDATE bookings SET status = 'CANCELLED', cancel_reason = 'by_attendee',
             cancelled_at = clock_timestamp() WHERE user_id = $1 AND event_id = $2",
    )
    .bind(id)
    .bind(stage.event)
    .execute(hub.db.pool())
    .await
    .unwrap();
    assert_eq!(stage.write(stranger, 5).await.unwrap_err().code(), Some(ErrorCode::NotAttended));

    let draft = EventBuilder { status: "DRAFT", ..EventBuilder::new(hub) };
    let draft = draft.insert(hub, stage.organizer).await.to_string();
    let hidden = reviews::create(hub, stranger, &draft, stars(5)).await;
    assert_eq!(hidden.unwrap_err().code(), Some(ErrorCode::NotFound));
}

#[tokio::test]
async fn somebody_elses_review_is_not_touched() {
    let stage = stage().await;
    let (hub, ada, eve) = (&stage.hub, stage.guest().await, stage.guest().await);
    let made = stage.write(ada, 4).await.unwrap();
    for other in [eve, stage.admin().await] {
        let changed = reviews::update(hub, other, made.id, stars(1)).await;
        assert_eq!(changed.unwrap_err().code(), Some(ErrorCode::Forbidden));
        let deleted = reviews::delete(hub, other, made.id).await;
        assert_eq!(deleted.unwrap_err().code(), Some(ErrorCode::Forbidden));
    }
    let hidden = reviews::hide(hub, eve, made.id, reason("No")).await;
    assert_eq!(hidden.unwrap_err().code(), Some(ErrorCode::Forbidden));
}

#[tokio::test]
async fn a_hidden_review_counts_nowhere_until_it_is_restored() {
    let stage = stage().await;
    let (hub, ada, eve) = (&stage.hub, stage.guest().await, stage.guest().await);
    let admin = stage.admin().await;
    let (good, bad) = (stage.write(ada, 5).await.unwrap(), stage.write(eve, 1).await.unwrap());
    let hidden = reviews::hide(hub, admin, bad.id, reason(" Insults ")).await.unwrap();
    assert_eq!(hidden.hide_reason.as_deref(), Some("Insults"));
    assert_eq!(stage.stars().await, [0, 0, 0, 0, 1]);
    assert_eq!(shown(hub, stage.event).await, [good.id]);
    // Its author sees it and may change it, but it stays hidden and is not written anew.
    let own = reviews::of_caller(hub, eve, stage.event).await.unwrap().own.unwrap();
    assert_eq!(own.hide_reason.as_deref(), Some("Insults"));
    reviews::update(hub, eve, bad.id, stars(2)).await.unwrap();
    assert_eq!(stage.stars().await, [0, 0, 0, 0, 1]);
    assert_eq!(
        reviews::delete(hub, eve, bad.id).await.unwrap_err().code(),
        Some(ErrorCode::ReviewHidden)
    );
    assert_eq!(stage.write(eve, 5).await.unwrap_err().code(), Some(ErrorCode::AlreadyReviewed));
    assert_eq!(
        reviews::delete(hub, ada, bad.id).await.unwrap_err().code(),
        Some(ErrorCode::NotFound)
    );
    // Hiding again changes the reason; the first one stays on record.
    reviews::hide(hub, admin, bad.id, reason("Insults and spam")).await.unwrap();
    let restored = reviews::restore(hub, admin, bad.id).await.unwrap();
    assert_eq!((restored.hidden_at, restored.hide_reason), (None, None));
    assert_eq!(stage.stars().await, [0, 1, 0, 0, 1]);
    reviews::restore(hub, admin, bad.id).await.unwrap();
    let reasons: Vec<Option<String>> =
        sqlx::query_scalar("SELECT reason FROM audit_log WHERE action IN ('review.hidden', 'review.restored') ORDER BY id")
            .fetch_all(hub.db.pool())
            .await
            .unwrap();
    assert_eq!(reasons, [Some("Insults".into()), Some("Insults and spam".into()), None]);
    stage.in_balance().await;
}

#[tokio::test]
async fn the_list_has_every_review_once_newest_first() {
    let stage = stage().await;
    let mut made = Vec::new();
    for rating in [1, 2, 3, 4, 5, 5, 4] {
        made.push(stage.write(stage.guest().await, rating).await.unwrap().id);
    }
    made.reverse();
    let mut seen = Vec::new();
    for page in 1..=4 {
        let request = PageRequest::new(page, 3);
        let key = stage.event.to_string();
        let (summary, page) =
            reviews::list(&stage.hub, Actor::Anonymous, &key, request).await.unwrap();
        assert_eq!((page.count, summary.average_rating), (7, Some(3.43)));
        seen.extend(page.results.into_iter().map(|review| review.id));
    }
    assert_eq!(seen, made);
}

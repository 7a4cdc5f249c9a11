//! Who makes codes, and which.

use super::support::{attendee, book, code, event, publish, somebody};
use crate::Actor;
use crate::promotions::{create, delete, get, list, update};
use crate::testing::{EventBuilder, test_hub};
use chrono::TimeDelta;
use types::accounts::Role;
use types::promotions::{PromotionInput, PromotionKind};
use types::{ErrorCode, Failure, FieldProblem, PageRequest};

fn refused<T: std::fmt::Debug>(result: Result<T, crate::Error>) -> ErrorCode {
    Failure::from(result.unwrap_err()).code
}

#[tokio::test]
async fn organizers_give_out_codes_for_their_own_events_and_admins_for_everything() {
    let (hub, _database) = test_hub().await;
    let (olga, event) = event(&hub, 10, 25_00).await;
    let (other, _) = super::support::event(&hub, 10, 25_00).await;
    let admin = somebody(&hub, Role::Admin).await;
    let ada = attendee(&hub).await;
    let for_event = |name: &str| PromotionInput { event: Some(event), ..code(&hub, name) };

    assert_eq!(
        refused(create(&hub, Actor::Anonymous, for_event("A-1")).await),
        ErrorCode::Unauthenticated
    );
    assert_eq!(refused(create(&hub, ada, for_event("A-1")).await), ErrorCode::Forbidden);
    assert_eq!(refused(create(&hub, other, for_event("A-1")).await), ErrorCode::Forbidden);
    assert_eq!(refused(create(&hub, olga, code(&hub, "A-1")).await), ErrorCode::Forbidden);
    let hers = create(&hub, olga, for_event("olgas")).await.unwrap();
    assert_eq!((hers.code.as_str(), hers.event, hers.uses), ("OLGAS", Some(event), 0));
    let everywhere = create(&hub, admin, code(&hub, "ALLOVER")).await.unwrap();
    let draft = EventBuilder { status: "DRAFT", ..EventBuilder::new(&hub) }
        .insert(&hub, olga.user_id().unwrap())
        .await;
    let hidden = PromotionInput { event: Some(draft), ..code(&hub, "A-2") };
    assert_eq!(refused(create(&hub, other, hidden.clone()).await), ErrorCode::NotFound);
    create(&hub, olga, hidden).await.unwrap();

    let page = PageRequest::default();
    assert_eq!(list(&hub, olga, page).await.unwrap().count, 2);
    assert_eq!(list(&hub, other, page).await.unwrap().count, 0);
    assert_eq!(list(&hub, admin, page).await.unwrap().count, 3);
    assert_eq!(refused(list(&hub, ada, page).await), ErrorCode::Forbidden);
    assert_eq!(get(&hub, olga, hers.id).await.unwrap(), hers);
    for id in [hers.id, everywhere.id] {
        assert_eq!(refused(get(&hub, other, id).await), ErrorCode::NotFound);
        let change = update(&hub, other, id, for_event("MINE")).await;
        assert_eq!(refused(change), ErrorCode::NotFound);
        assert_eq!(refused(delete(&hub, other, id).await), ErrorCode::NotFound);
    }
    // An event's code does not become one for everything by its organizer's word.
    let wider = update(&hub, olga, hers.id, code(&hub, "OLGAS")).await;
    assert_eq!(refused(wider), ErrorCode::Forbidden);
}

#[tokio::test]
async fn a_code_exists_once_until_it_is_deleted() {
    let (hub, _database) = test_hub().await;
    let admin = somebody(&hub, Role::Admin).await;
    let first = create(&hub, admin, code(&hub, "Spring")).await.unwrap();
    let again = create(&hub, admin, code(&hub, " SPRING")).await;
    assert_eq!(refused(again), ErrorCode::PromoCodeTaken);
    let second = create(&hub, admin, code(&hub, "AUTUMN")).await.unwrap();
    let renamed = update(&hub, admin, second.id, code(&hub, "spring")).await;
    assert_eq!(refused(renamed), ErrorCode::PromoCodeTaken);
    delete(&hub, admin, first.id).await.unwrap();
    assert_eq!(refused(get(&hub, admin, first.id).await), ErrorCode::NotFound);
    assert_eq!(refused(delete(&hub, admin, first.id).await), ErrorCode::NotFound);
    update(&hub, admin, second.id, code(&hub, "spring")).await.unwrap();
}

#[tokio::test]
async fn a_code_cannot_become_one_for_fewer_uses_than_it_had() {
    let (hub, _database) = test_hub().await;
    let (_, event) = event(&hub, 10, 25_00).await;
    let admin = somebody(&hub, Role::Admin).await;
    let promotion = publish(&hub, code(&hub, "USED")).await;
    for _ in 0..3 {
        book(&hub, attendee(&hub).await, event, 1, "USED").await.unwrap();
    }
    let two = PromotionInput { max_uses: Some(2), ..code(&hub, "USED") };
    let failure = Failure::from(update(&hub, admin, promotion.id, two).await.unwrap_err());
    assert_eq!(failure.fields[0].field, "max_uses");
    assert_eq!(failure.fields[0].limit, Some(3));
    let three = PromotionInput { max_uses: Some(3), ..code(&hub, "USED") };
    assert_eq!(update(&hub, admin, promotion.id, three).await.unwrap().uses, 3);
    assert!(book(&hub, attendee(&hub).await, event, 1, "USED").await.is_err());
}

#[tokio::test]
async fn what_makes_no_sense_is_told_by_field() {
    let (hub, _database) = test_hub().await;
    let (_, event) = event(&hub, 10, 25_00).await;
    let admin = somebody(&hub, Role::Admin).await;
    let good = || code(&hub, "GOOD");
    for (input, field, problem) in [
        (PromotionInput { code: "ab".into(), ..good() }, "code", FieldProblem::TooShort),
        (PromotionInput { code: "x".repeat(41), ..good() }, "code", FieldProblem::TooLong),
        (PromotionInput { code: "two words".into(), ..good() }, "code", FieldProblem::Invalid),
        (PromotionInput { code: "a\0b".into(), ..good() }, "code", FieldProblem::InvalidCharacter),
        (PromotionInput { value: 0.into(), ..good() }, "value", FieldProblem::TooSmall),
        (PromotionInput { value: (-5).into(), ..good() }, "value", FieldProblem::TooSmall),
        (PromotionInput { value: 101.into(), ..good() }, "value", FieldProblem::TooLarge),
        (
            PromotionInput { value: "0.001".parse().unwrap(), ..good() },
            "value",
            FieldProblem::Invalid,
        ),
        (
            PromotionInput { valid_until: hub.now() - TimeDelta::days(1), ..good() },
            "valid_until",
            FieldProblem::EndBeforeStart,
        ),
        (
            PromotionInput { valid_until: "9999-12-31T23:59:59Z".parse().unwrap(), ..good() },
            "valid_until",
            FieldProblem::TooLarge,
        ),
        (PromotionInput { max_uses: Some(0), ..good() }, "max_uses", FieldProblem::TooSmall),
        (PromotionInput { max_uses: Some(i64::MAX), ..good() }, "max_uses", FieldProblem::TooLarge),
        (
            PromotionInput { max_uses_per_user: Some(0), ..good() },
            "max_uses_per_user",
            FieldProblem::TooSmall,
        ),
        (
            PromotionInput { currency: Some("XXX".into()), ..good() },
            "currency",
            FieldProblem::Invalid,
        ),
        (
            PromotionInput { currency: Some("USD".into()), event: Some(event), ..good() },
            "currency",
            FieldProblem::NotAllowed,
        ),
    ] {
        let failure = Failure::from(create(&hub, admin, input).await.unwrap_err());
        assert_eq!(failure.fields[0].field, field, "{failure}");
        assert_eq!(failure.fields[0].problem, problem, "{failure}");
    }
    let fixed = PromotionInput { kind: PromotionKind::Fixed, value: 500.into(), ..good() };
    create(&hub, admin, fixed).await.unwrap();
}

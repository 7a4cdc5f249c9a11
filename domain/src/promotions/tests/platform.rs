//! The codes of every event, as admins see them.

use crate::ids::new_id;
use crate::promotions::of_platform;
use crate::testing::{EventBuilder, person, test_hub};
use crate::{Actor, Error};
use types::accounts::Role;
use types::{ErrorCode, Failure, PageRequest};

#[tokio::test]
async fn only_codes_of_every_event_are_listed_with_what_they_cost() {
    let (hub, _database) = test_hub().await;
    let olga = person(&hub, Role::Organizer).await;
    let admin = person(&hub, Role::Admin).await;
    let event = EventBuilder::new(&hub).insert(&hub, olga).await;
    let (wide, narrow) = (new_id(), new_id());
    for (id, code, of) in [(wide, "EVERYWHERE", None), (narrow, "HERE", Some(event))] {
        sqlx::query(
            "INSERT INTO promotions (id, code, kind, value, event_id, owner_id, valid_from,
                 valid_until)
             VALUES ($1, $2, 'PERCENT', 10, $3, $4, now(), now() + interval '1 day')",
        )
        .bind(id)
        .bind(code)
        .bind(of)
        .bind(admin)
        .execute(hub.db.pool())
        .await
        .unwrap();
    }
    for (reference, promotion) in [("EH-AAAAAAAA", wide), ("EH-BBBBBBBB", narrow)] {
        sqlx::query(
            "INSERT INTO bookings (id, reference, event_id, user_id, quantity, unit_price, discount,
                 total_price, currency, status, confirmed_at, promotion_id)
             VALUES ($1, $2, $3, $4, 1, 20, 2, 18, 'EUR', 'CONFIRMED', now(), $5)",
        )
        .bind(new_id())
        .bind(reference)
        .bind(event)
        .bind(olga)
        .bind(promotion)
        .execute(hub.db.pool())
        .await
        .unwrap();
    }
    let list = async |id, role| -> Result<_, Error> {
        of_platform(&hub, Actor::User { id, role }, PageRequest::new(1, 20)).await
    };
    let page = list(admin, Role::Admin).await.unwrap();
    assert_eq!((page.count, &*page.results[0].promotion.code), (1, "EVERYWHERE"));
    let sum = page.results[0].sums[0];
    assert_eq!((sum.bookings, sum.discount.amount().to_string()), (1, "2.00".to_owned()));
    let refused = list(olga, Role::Organizer).await.unwrap_err();
    assert_eq!(Failure::from(refused).code, ErrorCode::Forbidden);
}

//! Categories that are merged, and in which order they are shown.

use crate::events::{self, create_category, delete_category, merge_category};
use crate::testing::{EventBuilder, category, event_input, person, test_hub};
use crate::{Actor, Hub};
use sqlx::Acquire as _;
use types::accounts::Role;
use types::events::{CategoryInput, EventQuery, MergeCategory};
use types::{ErrorCode, Failure, FieldProblem, Locale};

fn into(slug: &str) -> MergeCategory {
    MergeCategory { into: slug.to_owned() }
}

async fn admin(hub: &Hub) -> Actor {
    Actor::User { id: person(hub, Role::Admin).await, role: Role::Admin }
}

async fn found(hub: &Hub, slug: &str) -> i64 {
    let query = EventQuery { category: Some(slug.to_owned()), ..EventQuery::default() };
    let page = events::list(hub, Actor::Anonymous, &query, Locale::En).await.unwrap();
    i64::try_from(page.results.len()).unwrap()
}

#[tokio::test]
async fn a_merged_category_brings_its_events_and_its_addresses_along() {
    let (hub, _database) = test_hub().await;
    let (olga, admin) = (person(&hub, Role::Organizer).await, admin(&hub).await);
    let [first, second, third] = ["first", "second", "third"];
    let ids = [category(&hub, first).await, category(&hub, second).await];
    category(&hub, third).await;
    for slug in [first, first, second] {
        let event = EventBuilder { category: slug.into(), ..EventBuilder::new(&hub) };
        event.insert(&hub, olga).await;
    }
    let refused = delete_category(&hub, admin, ids[0]).await.unwrap_err();
    assert_eq!(Failure::from(refused).code, ErrorCode::CategoryInUse);
    merge_category(&hub, admin, ids[0], into(second), Locale::En).await.unwrap();
    let merged = merge_category(&hub, admin, ids[1], into(third), Locale::En).await.unwrap();
    assert_eq!(merged.slug, third);
    for slug in [first, second, third] {
        assert_eq!(found(&hub, slug).await, 3, "{slug}");
    }
    let all = events::admin_categories(&hub, admin).await.unwrap();
    let all: Vec<_> = all.iter().map(|it| (&*it.slug, it.events_count)).collect();
    assert_eq!(all, [(third, 3)]);
    // Whoever still names the old one, as an open form does, puts the event where it went.
    let organizer = Actor::User { id: olga, role: Role::Organizer };
    let start = hub.now() + chrono::TimeDelta::days(3);
    let input = types::events::EventInput { category: ids[0].to_string(), ..event_input(start) };
    let event = events::create(&hub, organizer, input, Locale::En).await.unwrap();
    assert_eq!(event.event.category.slug, third);
    // A new category may have the old address: then it is its own.
    let named = CategoryInput {
        slug: Some(first.into()),
        name: "First again".into(),
        name_ru: None,
        position: Some(1),
    };
    create_category(&hub, admin, named, Locale::En).await.unwrap();
    assert_eq!(found(&hub, first).await, 0);
}

#[tokio::test]
async fn a_category_is_merged_into_another_one_only() {
    let (hub, _database) = test_hub().await;
    let (id, admin) = (category(&hub, "alone").await, admin(&hub).await);
    for (target, problem) in [("alone", FieldProblem::Invalid), ("nowhere", FieldProblem::NotFound)]
    {
        let refused = merge_category(&hub, admin, id, into(target), Locale::En).await.unwrap_err();
        let refused = Failure::from(refused);
        assert_eq!((&*refused.fields[0].field, refused.fields[0].problem), ("into", problem));
    }
    let olga = Actor::User { id: person(&hub, Role::Organizer).await, role: Role::Organizer };
    let refused = merge_category(&hub, olga, id, into("alone"), Locale::En).await.unwrap_err();
    assert_eq!(Failure::from(refused).code, ErrorCode::Forbidden);
}

#[tokio::test]
async fn an_event_that_is_made_during_a_merge_ends_where_the_others_went() {
    let (hub, _database) = test_hub().await;
    let (olga, admin) = (person(&hub, Role::Organizer).await, admin(&hub).await);
    let from = category(&hub, "from").await;
    category(&hub, "to").await;
    let mut maker = hub.db.read().await.unwrap();
    let mut maker = maker.begin().await.unwrap();
    sqlx::query("SELECT FROM categories WHERE id = $1 FOR KEY SHARE")
        .bind(from)
        .execute(&mut *maker)
        .await
        .unwrap();
    let merge = tokio::spawn({
        let hub = hub.clone();
        async move { merge_category(&hub, admin, from, into("to"), Locale::En).await }
    });
    crate::bookings::tests::support::somebody_waits(&hub).await;
    sqlx::query(
        "INSERT INTO events (id, slug, title, organizer_id, category_id, location, start_date,
             end_date, timezone, max_capacity, price, currency, status)
         VALUES ($1, 'meanwhile', 'Meanwhile', $2, $3, 'Berlin', now() + interval '1 day',
             now() + interval '2 days', 'UTC', 5, 0, 'EUR', 'PUBLISHED')",
    )
    .bind(crate::ids::new_id())
    .bind(olga)
    .bind(from)
    .execute(&mut *maker)
    .await
    .unwrap();
    maker.commit().await.unwrap();
    merge.await.unwrap().unwrap();
    assert_eq!(found(&hub, "to").await, 1);
}

#[tokio::test]
async fn categories_are_shown_in_their_order() {
    let (hub, _database) = test_hub().await;
    let admin = admin(&hub).await;
    for (name, position) in [("Last", Some(9)), ("Beta", None), ("Alpha", Some(0))] {
        let input = CategoryInput { slug: None, name: name.into(), name_ru: None, position };
        create_category(&hub, admin, input, Locale::En).await.unwrap();
    }
    let all = events::categories(&hub, Locale::En).await.unwrap();
    let names: Vec<_> = all.iter().map(|it| &*it.name).collect();
    assert_eq!(names, ["Alpha", "Beta", "Last"]);
}

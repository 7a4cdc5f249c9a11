//! The default categories are added once, whatever becomes of them.

use crate::Hub;
use crate::events::tests::writing::{input, organizer};
use crate::events::{DEFAULT_CATEGORIES, add_default_categories, categories, create};
use crate::testing::{category, test_hub};
use sqlx::Executor as _;
use std::collections::BTreeSet;
use types::Locale;
use types::events::CategoryInput;

async fn slugs(hub: &Hub) -> BTreeSet<String> {
    categories(hub, Locale::En).await.unwrap().into_iter().map(|category| category.slug).collect()
}

#[tokio::test]
async fn an_organizer_can_publish_in_a_database_that_was_empty() {
    let (hub, _database) = test_hub().await;
    let added = add_default_categories(&hub).await.unwrap();
    assert_eq!(usize::try_from(added).unwrap(), DEFAULT_CATEGORIES.len());
    for (slug, ..) in DEFAULT_CATEGORIES {
        let mut event = input(&hub);
        event.category = slug.to_owned();
        create(&hub, organizer(&hub).await, event, Locale::En).await.unwrap();
    }
}

#[tokio::test]
async fn each_is_named_in_both_languages_by_the_rules_for_admins() {
    let (hub, _database) = test_hub().await;
    add_default_categories(&hub).await.unwrap();
    let names = async |locale| -> BTreeSet<String> {
        let all = categories(&hub, locale).await.unwrap();
        all.into_iter().map(|category| category.name).collect()
    };
    let (english, russian) = (names(Locale::En).await, names(Locale::Ru).await);
    assert_eq!(english.len(), DEFAULT_CATEGORIES.len());
    assert_eq!(russian.len(), DEFAULT_CATEGORIES.len());
    assert!(english.is_disjoint(&russian));
    for (slug, name, name_ru) in DEFAULT_CATEGORIES {
        let [slug, name, name_ru] = [slug, name, name_ru].map(str::to_owned);
        CategoryInput { slug: Some(slug), name, name_ru: Some(name_ru), position: None }
            .check()
            .unwrap();
    }
}

#[tokio::test]
async fn what_admins_renamed_or_deleted_does_not_come_back() {
    let (hub, _database) = test_hub().await;
    add_default_categories(&hub).await.unwrap();
    let pool = hub.db.pool();
    pool.execute("DELETE FROM categories WHERE slug <> 'music'").await.unwrap();
    pool.execute("UPDATE categories SET slug = 'noise', name = 'Noise'").await.unwrap();
    assert_eq!(add_default_categories(&hub).await.unwrap(), 0);
    assert_eq!(slugs(&hub).await, ["noise".to_owned()].into());
    pool.execute("DELETE FROM categories").await.unwrap();
    assert_eq!(add_default_categories(&hub).await.unwrap(), 0);
    assert!(slugs(&hub).await.is_empty());
}

#[tokio::test]
async fn a_database_with_categories_keeps_to_its_own() {
    let (hub, _database) = test_hub().await;
    category(&hub, "rust").await;
    assert_eq!(add_default_categories(&hub).await.unwrap(), 0);
    assert_eq!(slugs(&hub).await, ["rust".to_owned()].into());
    hub.db.pool().execute("DELETE FROM categories").await.unwrap();
    assert_eq!(add_default_categories(&hub).await.unwrap(), 0, "that was looked at once");
}

#[tokio::test]
async fn servers_that_start_at_the_same_time_add_them_once() {
    let (hub, _database) = test_hub().await;
    let added = futures::future::join_all((0..4).map(|_| add_default_categories(&hub))).await;
    let added: u64 = added.into_iter().map(Result::unwrap).sum();
    assert_eq!(usize::try_from(added).unwrap(), DEFAULT_CATEGORIES.len());
    assert_eq!(slugs(&hub).await.len(), DEFAULT_CATEGORIES.len());
}

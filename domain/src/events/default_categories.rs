//! The default categories: every event needs a category, and a fresh installation has nobody yet who
//! would make one. They are added once; what admins make of them afterwards stays.

use super::store;
use crate::audit::{Entry, Object};
use crate::{Error, Hub};
use serde_json::json;
use types::history::{AuditAction, ObjectKind};

/// Slug, English name, Russian name.
pub const DEFAULT_CATEGORIES: [(&str, &str, &str); 13] = [
    ("technology", "Technology", "Технологии"),
    ("music", "Music", "Музыка"),
    ("art", "Art and culture", "Искусство и культура"),
    ("film", "Film and theatre", "Кино и театр"),
    ("food", "Food and drink", "Еда и напитки"),
    ("outdoors", "Sport and outdoors", "Спорт и природа"),
    ("business", "Business", "Бизнес"),
    ("learning", "Learning", "Обучение"),
    ("family", "Family", "Для всей семьи"),
    ("wellbeing", "Health and wellbeing", "Здоровье"),
    ("games", "Games", "Игры"),
    ("science", "Science", "Наука"),
    ("community", "Community", "Сообщество"),
];

/// Adds the default categories to a database that never had any, and says how many. Whatever comes
/// of it, the step is done: it adds nothing later.
///
/// # Errors
/// What the database says.
pub async fn add_default_categories(hub: &Hub) -> Result<u64, Error> {
    hub.db
        .write(move |tx| {
            Box::pin(async move {
                let due = store::begin_default_categories(tx).await?;
                if !due || store::has_categories(tx).await? {
                    return Ok(0);
                }
                let added = store::insert_default_categories(tx, &DEFAULT_CATEGORIES).await?;
                let many = Object::many(ObjectKind::Category);
                let entry = Entry::by_system(AuditAction::CategoriesAdded, many);
                entry.detail(json!({ "count": added })).record(tx).await?;
                Ok(added)
            })
        })
        .await
}

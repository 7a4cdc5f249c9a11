//! Hostile text in every column that people write: what no longer gets in may still be there from
//! before, so it is put there past every check but the table's own.

use crate::testing::TestApp;
use sqlx::Row as _;

/// From the one that breaks out of most to the one that fits everywhere.
const TEXTS: [&str; 3] = [
    "\"'\r\n--></title></textarea></style></script></noscript><zq zq=1><meta http-equiv=refresh \
     content=\"0;url=//zq\"><img src=x onerror=zq>]]>",
    "\"' --></title></textarea></script></noscript><zq zq=1><!--",
    "\"'--></title></script><zq>",
];

/// Columns that no person writes and that the rest of a row is read by.
const OURS: [&str; 12] = [
    "action",
    "key",
    "kind",
    "locale",
    "number",
    "password_hash",
    "provider",
    "reference",
    "reference_id",
    "slug",
    "timezone",
    "unique_key",
];

/// A column and the sign that its text begins with.
pub(super) struct Poisoned {
    pub column: String,
    pub sign: String,
}

/// Writes a text into every column that takes one.
pub(super) async fn everything(app: &TestApp) -> Vec<Poisoned> {
    let columns = sqlx::query(
        "SELECT c.table_name::text AS of, c.column_name::text AS name FROM information_schema.columns c \
         JOIN information_schema.tables t USING (table_schema, table_name) \
         WHERE c.table_schema = 'public' AND t.table_type = 'BASE TABLE' \
         AND c.data_type = 'text' AND c.is_generated = 'NEVER' \
         AND EXISTS (SELECT FROM information_schema.columns i WHERE i.table_schema = 'public' \
             AND i.table_name = c.table_name AND i.column_name = 'id' AND i.data_type = 'uuid') \
         ORDER BY 1, 2",
    )
    .fetch_all(app.hub.db.pool())
    .await
    .unwrap();
    let mut poisoned = Vec::new();
    for (number, row) in columns.iter().enumerate() {
        let (of, name): (String, String) = (row.get("of"), row.get("name"));
        let column = format!("{of}.{name}");
        if OURS.contains(&name.as_str()) || column == "tickets.code" {
            continue;
        }
        let sign = format!("q{number}q");
        for text in TEXTS {
            // Upper or lower case is the same to a browser, and some columns insist on one.
            let texts = [format!("{sign}{text}"), format!("{sign}{text}").to_uppercase()];
            if written(app, &of, &name, &texts[0]).await
                || written(app, &of, &name, &texts[1]).await
            {
                poisoned.push(Poisoned { column, sign });
                break;
            }
        }
    }
    notices(app).await;
    poisoned
}

/// With the end of each row's id, so that what must be unique is.
async fn written(app: &TestApp, of: &str, name: &str, text: &str) -> bool {
    let statement = format!("UPDATE {of} SET {name} = $1 || upper(right(id::text, 6))");
    let lower = format!("UPDATE {of} SET {name} = $1 || right(id::text, 6)");
    let statement = if text.starts_with('q') { lower } else { statement };
    let done =
        sqlx::query(sqlx::AssertSqlSafe(statement)).bind(text).execute(app.hub.db.pool()).await;
    done.is_ok_and(|done| done.rows_affected() > 0)
}

/// What messages and notices have copied from elsewhere.
async fn notices(app: &TestApp) {
    for of in ["notifications", "mail_messages"] {
        let statement = format!(
            "UPDATE {of} SET data = data || \
             jsonb_build_object('title', $1::text, 'reason', $1, 'attendee', $1)"
        );
        sqlx::query(sqlx::AssertSqlSafe(statement))
            .bind(TEXTS[0])
            .execute(app.hub.db.pool())
            .await
            .unwrap();
    }
}

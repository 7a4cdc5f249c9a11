//! A table's ids, page by page.

use super::Db;
use futures::future::BoxFuture;
use sqlx::AssertSqlSafe;
use sqlx::postgres::PgConnection;
use uuid::Uuid;

/// Rows a statement looks at.
const PAGE: i64 = 1000;

/// What `look` finds in all pages of a table. The connection is given back between two pages, so that
/// a check is in nobody's way.
pub(crate) async fn each_page<T>(
    db: &Db,
    table: &'static str,
    look: impl for<'c> Fn(&'c mut PgConnection, Vec<Uuid>) -> BoxFuture<'c, Result<Vec<T>, sqlx::Error>>,
) -> Result<Vec<T>, sqlx::Error> {
    let mut pages = Pages::of(table);
    let mut found = Vec::new();
    loop {
        let mut connection = db.read().await?;
        let Some(ids) = pages.next(&mut connection).await? else { return Ok(found) };
        found.extend(look(&mut connection, ids).await?);
    }
}

/// Walks through a table in the order of its primary key.
#[derive(Debug)]
struct Pages {
    table: &'static str,
    after: Uuid,
    ended: bool,
}

impl Pages {
    fn of(table: &'static str) -> Self {
        Self { table, after: Uuid::nil(), ended: false }
    }

    /// The next ids; none after the last page.
    async fn next(
        &mut self,
        connection: &mut PgConnection,
    ) -> Result<Option<Vec<Uuid>>, sqlx::Error> {
        if self.ended {
            return Ok(None);
        }
        let sql = format!("SELECT id FROM {} WHERE id > $1 ORDER BY id LIMIT $2", self.table);
        let ids: Vec<Uuid> = sqlx::query_scalar(AssertSqlSafe(sql))
            .bind(self.after)
            .bind(PAGE)
            .fetch_all(connection)
            .await?;
        self.ended = i64::try_from(ids.len()).is_ok_and(|found| found < PAGE);
        if let Some(last) = ids.last() {
            self.after = *last;
        }
        Ok((!ids.is_empty()).then_some(ids))
    }
}

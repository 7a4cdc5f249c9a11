//! A table's ids, page by page.

use sqlx::AssertSqlSafe;
use sqlx::postgres::PgConnection;
use uuid::Uuid;

/// Rows a statement looks at.
const PAGE: i64 = 1000;

/// Walks through a table in the order of its primary key.
#[derive(Debug)]
pub(crate) struct Pages {
    table: &'static str,
    after: Uuid,
    ended: bool,
}

impl Pages {
    pub(crate) fn of(table: &'static str) -> Self {
        Self { table, after: Uuid::nil(), ended: false }
    }

    /// The next ids; none after the last page.
    pub(crate) async fn next(
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

//! How statements are read: by which index, and how far.

use crate::Hub;
use serde_json::Value;
use sqlx::types::Json;
use sqlx::{Postgres, QueryBuilder};

/// The plan of a statement that was run.
pub(crate) async fn plan(hub: &Hub, push: impl FnOnce(&mut QueryBuilder<Postgres>)) -> Value {
    let mut sql = QueryBuilder::new("EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) ");
    push(&mut sql);
    let query = sql.build_query_scalar::<Json<Value>>().persistent(false);
    query.fetch_one(hub.db.pool()).await.unwrap().0[0]["Plan"].take()
}

/// Every step of a plan.
fn steps(plan: &Value) -> Vec<&Value> {
    let below = plan["Plans"].as_array().into_iter().flatten().flat_map(steps);
    std::iter::once(plan).chain(below).collect()
}

/// The most rows that any step looked at.
pub(crate) fn touched(plan: &Value) -> f64 {
    let number = |step: &Value, name: &str| step[name].as_f64().unwrap_or_default();
    let rows = steps(plan).into_iter().map(|step| {
        let each = number(step, "Actual Rows") + number(step, "Rows Removed by Filter");
        each * number(step, "Actual Loops")
    });
    rows.fold(0.0, f64::max)
}

pub(crate) fn scans_whole(plan: &Value, table: &str) -> bool {
    let whole = |step: &&Value| step["Node Type"] == "Seq Scan" && step["Relation Name"] == table;
    steps(plan).iter().any(whole)
}

pub(crate) fn uses(plan: &Value, index: &str) -> bool {
    steps(plan).iter().any(|step| step["Index Name"] == index)
}

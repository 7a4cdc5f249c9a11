//! What the queue does with a second job of one key, whether it is due now or later.

use super::*;
use crate::Hub;
use crate::testing::test_hub;
use chrono::TimeDelta;
use uuid::Uuid;

/// The state of a job that shares its key with one that comes.
#[derive(Clone, Copy, Debug)]
enum Before {
    Waiting,
    Retried,
    Running,
    Dead,
}

impl Before {
    const ALL: [Self; 4] = [Self::Waiting, Self::Retried, Self::Running, Self::Dead];

    const fn sql(self) -> &'static str {
        match self {
            Self::Waiting => "attempts = 0",
            Self::Retried => "attempts = 7, last_error = 'away'",
            Self::Running => "attempts = 1, locked_at = now(), locked_by = 'somebody'",
            Self::Dead => "attempts = max_attempts, last_error = 'away'",
        }
    }
}

async fn put(hub: &Hub, outcome: PaymentOutcome, at: Option<DateTime<Utc>>) {
    let job = SettleMockPayment { payment: Uuid::nil().into(), outcome };
    hub.db.write(move |tx| Box::pin(async move { enqueue(tx, &job, at).await })).await.unwrap();
}

/// The outcome, the tries and the last error of every job that will be done.
async fn alive(hub: &Hub) -> Vec<(String, i16, Option<String>)> {
    sqlx::query_as(
        "SELECT payload->>'outcome', attempts, last_error FROM graphile_worker._private_jobs
         WHERE is_available",
    )
    .fetch_all(hub.db.pool())
    .await
    .unwrap()
}

#[tokio::test]
async fn a_job_with_a_known_key_is_done_whatever_became_of_the_one_before() {
    let (hub, _database) = test_hub().await;
    for before in Before::ALL {
        for later in [None, Some(hub.now() + TimeDelta::hours(1))] {
            sqlx::query("DELETE FROM graphile_worker._private_jobs")
                .execute(hub.db.pool())
                .await
                .unwrap();
            put(&hub, PaymentOutcome::Failed, Some(hub.now())).await;
            let state = format!("UPDATE graphile_worker._private_jobs SET {}", before.sql());
            sqlx::query(sqlx::AssertSqlSafe(state)).execute(hub.db.pool()).await.unwrap();
            put(&hub, PaymentOutcome::Completed, later).await;
            // The one that runs is deleted when it is done.
            sqlx::query("DELETE FROM graphile_worker._private_jobs WHERE locked_at IS NOT NULL")
                .execute(hub.db.pool())
                .await
                .unwrap();
            let expected = vec![("COMPLETED".to_owned(), 0, None)];
            assert_eq!(alive(&hub).await, expected, "{before:?}, {later:?}");
        }
    }
}

#[tokio::test]
async fn a_job_that_moves_keeps_to_one() {
    let (hub, _database) = test_hub().await;
    for hours in [1, 5, 3] {
        let at = hub.now() + TimeDelta::hours(hours);
        put(&hub, PaymentOutcome::Failed, Some(at)).await;
        let due: Vec<DateTime<Utc>> =
            sqlx::query_scalar("SELECT run_at FROM graphile_worker._private_jobs")
                .fetch_all(hub.db.pool())
                .await
                .unwrap();
        let due: Vec<_> = due.iter().map(DateTime::timestamp_micros).collect();
        assert_eq!(due, [at.timestamp_micros()]);
    }
}

#[tokio::test]
async fn a_lane_is_overdue_by_its_own_jobs_alone() {
    let (hub, _database) = test_hub().await;
    put(&hub, PaymentOutcome::Failed, Some(hub.now() - TimeDelta::minutes(2))).await;
    assert!(overdue(&hub, &[LapseHolds::IDENTIFIER, SettleMockPayment::IDENTIFIER]).await.unwrap());
    assert!(!overdue(&hub, &[SendMail::IDENTIFIER, LapseHolds::IDENTIFIER]).await.unwrap());
}

//! Goodwill refunds: a chosen sum, over as many charges as it takes.

use super::{COMPLETED, REAL, REFUNDED, TwicePaid, are, give, late, ledger, mails};
use crate::bookings::{Run, cancel};
use crate::testing::test_hub;
use futures::future::join_all;
use types::ErrorCode;

#[tokio::test]
async fn a_sum_beyond_the_newest_charge_is_two_lines_and_one_message() {
    let (hub, _database) = test_hub().await;
    let it = TwicePaid::new(&hub).await;
    let rehearsed = give(&hub, &it, 31_00, Run::Rehearsal).await.unwrap();
    let done = give(&hub, &it, 31_00, REAL).await.unwrap();
    assert_eq!(done, rehearsed);
    assert_eq!((done.effect.refund, done.effect.refundable), (31.into(), 39.into()));
    assert_eq!((done.booking.refunded, done.booking.total_price), (31.into(), 70.into()));
    are(&hub, it.booking, &[(COMPLETED, 40_00, 1_00), (COMPLETED, 30_00, 30_00)]).await;
    let told = mails(&hub).await;
    assert_eq!(told.iter().filter(|kind| *kind == "booking_refunded").count(), 1);
    let entries: i64 = sqlx::query_scalar(
        "SELECT count(*) FROM audit_log WHERE booking_id = $1 AND action = 'payment.refunded'",
    )
    .bind(it.booking)
    .fetch_one(hub.db.pool())
    .await
    .unwrap();
    assert_eq!(entries, 1);
}

#[tokio::test]
async fn more_than_is_left_of_all_charges_is_refused_and_all_of_it_is_not() {
    let (hub, _database) = test_hub().await;
    let it = TwicePaid::new(&hub).await;
    let refused = Err(ErrorCode::RefundExceedsCharge);
    assert_eq!(give(&hub, &it, 70_01, REAL).await.map(drop), refused);
    are(&hub, it.booking, &[(COMPLETED, 40_00, 0), (COMPLETED, 30_00, 0)]).await;
    give(&hub, &it, 70_00, REAL).await.unwrap();
    are(&hub, it.booking, &[(COMPLETED, 40_00, 40_00), (COMPLETED, 30_00, 30_00)]).await;
    assert_eq!(give(&hub, &it, 1, REAL).await.map(drop), refused);
}

#[tokio::test]
async fn what_was_kept_of_a_booking_that_ended_can_go_back_too() {
    let (hub, _database) = test_hub().await;
    let it = TwicePaid::new(&hub).await;
    late(&hub, it.booking, 10).await;
    cancel(&hub, it.ada, it.booking, None).await.unwrap();
    are(&hub, it.booking, &[(COMPLETED, 40_00, 0), (REFUNDED, 30_00, 7_00)]).await;
    let done = give(&hub, &it, 25_00, REAL).await.unwrap();
    assert_eq!(done.effect.refundable, 38.into());
    are(&hub, it.booking, &[(REFUNDED, 40_00, 2_00), (REFUNDED, 30_00, 30_00)]).await;
    assert_eq!(give(&hub, &it, 38_01, REAL).await.unwrap_err(), ErrorCode::RefundExceedsCharge);
    give(&hub, &it, 38_00, REAL).await.unwrap();
    are(&hub, it.booking, &[(REFUNDED, 40_00, 40_00), (REFUNDED, 30_00, 30_00)]).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn however_many_click_no_charge_gives_back_more_than_it_took() {
    let (hub, _database) = test_hub().await;
    let it = TwicePaid::new(&hub).await;
    let answers = join_all((0..10).map(|_| give(&hub, &it, 20_00, REAL))).await;
    let refused: Vec<_> = answers.into_iter().filter_map(Result::err).collect();
    assert_eq!(refused, [ErrorCode::RefundExceedsCharge; 7]);
    are(&hub, it.booking, &[(COMPLETED, 40_00, 30_00), (COMPLETED, 30_00, 30_00)]).await;
    assert_eq!(ledger(&hub).await, (70_00, 60_00));
}

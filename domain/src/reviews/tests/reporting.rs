//! Reports: once a person, read by admins, settled by what they decide.

use super::{Stage, stage};
use crate::{Actor, Error, reviews};
use futures::future::join_all;
use types::accounts::Role;
use types::ids::ReviewId;
use types::reviews::{HideReview, ModerationState, ReportReview};
use types::{ErrorCode, Failure, PageRequest};

impl Stage {
    async fn report(&self, by: Actor, review: ReviewId, reason: &str) -> Result<(), Error> {
        let reason = ReportReview { reason: reason.into() };
        reviews::report(&self.hub, by, review, reason).await
    }

    async fn waiting(&self, admin: Actor) -> Vec<(ReviewId, Vec<String>)> {
        let state = Some(ModerationState::Reported);
        let page = PageRequest::default();
        let page = reviews::moderated(&self.hub, admin, state, page).await.unwrap();
        let reasons = |reports: Vec<types::reviews::ReviewReport>| {
            reports.into_iter().map(|report| report.reason).collect()
        };
        page.results.into_iter().map(|it| (it.review.id, reasons(it.reports))).collect()
    }
}

#[tokio::test]
async fn a_report_reaches_the_admins_and_waits_until_they_decide() {
    let stage = stage().await;
    let (hub, admin) = (&stage.hub, stage.admin().await);
    let host = Actor::User { id: stage.organizer, role: Role::Organizer };
    let (ada, eve) = (stage.guest().await, stage.guest().await);
    let first = stage.write(ada, 1).await.unwrap().id;
    let second = stage.write(eve, 2).await.unwrap().id;
    stage.report(host, second, "Insults us").await.unwrap();
    stage.report(eve, first, "Spam").await.unwrap();
    stage.report(host, first, " Links\r\n").await.unwrap();
    let expected = [
        (second, vec!["Insults us".to_owned()]),
        (first, vec!["Spam".to_owned(), "Links".to_owned()]),
    ];
    assert_eq!(stage.waiting(admin).await, expected);
    let third = stage.write(stage.guest().await, 3).await.unwrap().id;
    let all = reviews::moderated(hub, admin, None, PageRequest::new(1, 2)).await.unwrap();
    assert_eq!(all.count, 3);
    let ids = |page: types::Page<types::reviews::ModeratedReview>| {
        page.results.into_iter().map(|it| it.review.id).collect::<Vec<_>>()
    };
    assert_eq!(ids(all), [second, first], "those that wait come first");
    let rest = reviews::moderated(hub, admin, None, PageRequest::new(2, 2)).await.unwrap();
    assert_eq!(ids(rest), [third]);
    // One is hidden, the other may stay.
    let reason = HideReview { reason: "Spam".into() };
    reviews::hide(hub, admin, first, reason).await.unwrap();
    reviews::restore(hub, admin, second).await.unwrap();
    assert_eq!(stage.waiting(admin).await, []);
    let again = stage.report(host, second, "Still").await.unwrap_err();
    assert_eq!(again.code(), Some(ErrorCode::AlreadyReported));
    let found = async |state| {
        let page = PageRequest::default();
        let page = reviews::moderated(hub, admin, Some(state), page).await.unwrap();
        page.results.into_iter().map(|it| it.review.id).collect::<Vec<_>>()
    };
    assert_eq!(found(ModerationState::Hidden).await, [first]);
    assert_eq!(found(ModerationState::Visible).await, [third, second]);
    // The organizer's history does not say who has reported what.
    let of_event: i64 = sqlx::query_scalar(
        "SELECT count(*) FROM audit_log WHERE action = 'review.reported' AND event_id IS NOT NULL",
    )
    .fetch_one(hub.db.pool())
    .await
    .unwrap();
    assert_eq!(of_event, 0);
}

#[tokio::test]
async fn who_may_not_report_is_told_and_nobody_reports_twice_or_everything() {
    let stage = stage().await;
    let hub = &stage.hub;
    let (ada, eve) = (stage.guest().await, stage.guest().await);
    let review = stage.write(ada, 1).await.unwrap().id;
    for (actor, code) in
        [(Actor::Anonymous, ErrorCode::Unauthenticated), (ada, ErrorCode::Forbidden)]
    {
        let refused = stage.report(actor, review, "Spam").await.unwrap_err();
        assert_eq!(Failure::from(refused).code, code);
    }
    for bad in ["", " ", &"x".repeat(501)] {
        let refused = stage.report(eve, review, bad).await.unwrap_err();
        assert_eq!(refused.code(), Some(ErrorCode::ValidationFailed));
    }
    let answers = join_all((0..6).map(|_| stage.report(eve, review, "Spam"))).await;
    assert_eq!(answers.iter().filter(|answer| answer.is_ok()).count(), 1);
    let denied = reviews::moderated(hub, eve, None, PageRequest::default()).await.unwrap_err();
    assert_eq!(denied.code(), Some(ErrorCode::Forbidden));
    // Twenty a day.
    for _ in 0..19 {
        let other = stage.write(stage.guest().await, 2).await.unwrap().id;
        stage.report(eve, other, "Spam").await.unwrap();
    }
    let more = stage.write(stage.guest().await, 2).await.unwrap().id;
    let refused = stage.report(eve, more, "Spam").await.unwrap_err();
    assert_eq!(refused.code(), Some(ErrorCode::TooManyRequests));
    // What is hidden is not seen.
    let reason = HideReview { reason: "Spam".into() };
    reviews::hide(hub, stage.admin().await, review, reason).await.unwrap();
    let refused = stage.report(stage.guest().await, review, "Spam").await.unwrap_err();
    assert_eq!(refused.code(), Some(ErrorCode::NotFound));
}

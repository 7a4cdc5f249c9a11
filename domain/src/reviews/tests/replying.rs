//! The organizer's answer: one, by who may edit the event, told to the author once.

use super::{Stage, stage};
use crate::testing::person;
use crate::{Actor, Error, Hub, reviews};
use futures::future::join_all;
use types::ErrorCode;
use types::accounts::Role;
use types::ids::ReviewId;
use types::reviews::{AnswerFilter, HideReview, ReplyToReview, Review};
use types::{Failure, PageRequest};

fn answer(text: &str) -> ReplyToReview {
    ReplyToReview { text: text.into() }
}

impl Stage {
    fn host(&self) -> Actor {
        Actor::User { id: self.organizer, role: Role::Organizer }
    }

    async fn answer(&self, by: Actor, review: ReviewId, text: &str) -> Result<Review, Error> {
        reviews::reply(&self.hub, by, review, answer(text)).await
    }
}

async fn actions(hub: &Hub) -> Vec<String> {
    sqlx::query_scalar("SELECT action FROM audit_log WHERE action LIKE 'review.repl%' ORDER BY id")
        .fetch_all(hub.db.pool())
        .await
        .unwrap()
}

async fn told(hub: &Hub) -> i64 {
    sqlx::query_scalar("SELECT count(*) FROM mail_messages WHERE kind = 'review_replied'")
        .fetch_one(hub.db.pool())
        .await
        .unwrap()
}

#[tokio::test]
async fn a_review_is_answered_once_and_its_author_told_once() {
    let stage = stage().await;
    let (hub, host, ada) = (&stage.hub, stage.host(), stage.guest().await);
    let review = stage.write(ada, 4).await.unwrap();
    let answered = stage.answer(host, review.id, " Thank you.\r\nCome again! ").await.unwrap();
    assert_eq!(answered.reply.unwrap().text, "Thank you.\nCome again!");
    // The same again is the same, something else is not.
    stage.answer(host, review.id, "Thank you.\nCome again!").await.unwrap();
    let other = stage.answer(host, review.id, "No.").await.unwrap_err();
    assert_eq!(other.code(), Some(ErrorCode::AlreadyReplied));
    let public = PageRequest::default();
    let (_, page) =
        reviews::list(hub, Actor::Anonymous, &stage.event.to_string(), public).await.unwrap();
    assert_eq!(page.results[0].reply.as_ref().unwrap().text, "Thank you.\nCome again!");
    // Taken back, and written anew: no second message.
    reviews::withdraw_reply(hub, host, review.id).await.unwrap();
    let nothing = reviews::withdraw_reply(hub, host, review.id).await.unwrap();
    assert_eq!(nothing.reply, None);
    stage.answer(host, review.id, "No.").await.unwrap();
    assert_eq!(told(hub).await, 1);
    let expected = ["review.replied", "review.reply_withdrawn", "review.replied"];
    assert_eq!(actions(hub).await, expected);
    // Whoever changes their words does not take the answer away; whoever takes them back does.
    let changed = reviews::update(hub, ada, review.id, super::stars(1)).await.unwrap();
    assert!(changed.reply.is_some());
    reviews::delete(hub, ada, review.id).await.unwrap();
    let again = stage.write(ada, 3).await.unwrap();
    assert_eq!(again.reply, None);
}

#[tokio::test]
async fn of_several_answers_at_once_one_counts() {
    let stage = stage().await;
    let (host, ada) = (stage.host(), stage.guest().await);
    let review = stage.write(ada, 4).await.unwrap().id;
    let texts: Vec<String> = (0..8).map(|turn| format!("Answer {turn}")).collect();
    let answers = join_all(texts.iter().map(|text| stage.answer(host, review, text))).await;
    let (done, refused): (Vec<_>, Vec<_>) = answers.into_iter().partition(Result::is_ok);
    assert_eq!((done.len(), refused.len()), (1, 7));
    assert_eq!((told(&stage.hub).await, actions(&stage.hub).await.len()), (1, 1));
}

#[tokio::test]
async fn only_who_may_edit_the_event_answers_and_only_what_is_shown() {
    let stage = stage().await;
    let (hub, host, ada) = (&stage.hub, stage.host(), stage.guest().await);
    let review = stage.write(ada, 4).await.unwrap().id;
    let stranger = Actor::User { id: person(hub, Role::Organizer).await, role: Role::Organizer };
    for (actor, code) in [
        (Actor::Anonymous, ErrorCode::Unauthenticated),
        (ada, ErrorCode::Forbidden),
        (stage.guest().await, ErrorCode::Forbidden),
        (stranger, ErrorCode::Forbidden),
    ] {
        let refused = stage.answer(actor, review, "Hm").await.unwrap_err();
        assert_eq!(Failure::from(refused).code, code, "{actor:?}");
        let refused = reviews::withdraw_reply(hub, actor, review).await.unwrap_err();
        assert_eq!(Failure::from(refused).code, code, "{actor:?}");
    }
    let page = PageRequest::default();
    let event = stage.event.to_string();
    let all = AnswerFilter::All;
    let refused = reviews::organized(hub, stranger, &event, all, page).await.unwrap_err();
    assert_eq!(refused.code(), Some(ErrorCode::Forbidden));
    for bad in ["", "  ", "\0", &"x".repeat(2001)] {
        let refused = stage.answer(host, review, bad).await.unwrap_err();
        assert_eq!(refused.code(), Some(ErrorCode::ValidationFailed), "{bad:?}");
    }
    let reason = HideReview { reason: "Spam".into() };
    reviews::hide(hub, stage.admin().await, review, reason).await.unwrap();
    let refused = stage.answer(host, review, "Thanks").await.unwrap_err();
    assert_eq!(refused.code(), Some(ErrorCode::NotFound));
}

#[tokio::test]
async fn the_organizer_sees_which_ones_have_no_answer() {
    let stage = stage().await;
    let (hub, host) = (&stage.hub, stage.host());
    let mut written = Vec::new();
    for rating in [5, 4, 3] {
        written.push(stage.write(stage.guest().await, rating).await.unwrap().id);
    }
    let reason = HideReview { reason: "Spam".into() };
    reviews::hide(hub, stage.admin().await, written[0], reason).await.unwrap();
    stage.answer(host, written[1], "Thanks").await.unwrap();
    let seen = async |filter| {
        let event = stage.event.to_string();
        let found = reviews::organized(hub, host, &event, filter, PageRequest::default()).await;
        let found = found.unwrap();
        let ids: Vec<_> = found.page.results.iter().map(|review| review.id).collect();
        assert_eq!(found.page.count, i64::try_from(ids.len()).unwrap());
        (found.unanswered, ids)
    };
    assert_eq!(seen(AnswerFilter::All).await, (1, vec![written[2], written[1]]));
    assert_eq!(seen(AnswerFilter::Open).await, (1, vec![written[2]]));
    assert_eq!(seen(AnswerFilter::Answered).await, (1, vec![written[1]]));
}

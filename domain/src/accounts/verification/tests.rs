//! Links that prove an address: what they change, how often they work, and what ends them.

use super::*;
use crate::accounts::{
    change_password, confirm_password_reset, me, register, request_email_change,
    send_password_reset,
};
use crate::clock::FixedClock;
use crate::jobs::RequestPasswordReset;
use crate::testing::test_hub;
use chrono::TimeDelta;
use std::sync::Arc;
use types::Failure;
use types::Locale;
use types::accounts::{ChangeEmail, ChangePassword, Register, Role, User};

const PASSWORD: &str = "correct horse battery";
const ADA: &str = "ada@example.test";
const NEXT: &str = "ada@elsewhere.test";

/// A hub whose clock the test turns.
fn turned(hub: Hub) -> (Hub, FixedClock) {
    let clock = FixedClock::at(hub.now());
    (hub.with_clock(Arc::new(clock.clone())), clock)
}

async fn newcomer(hub: &Hub, email: &str) -> Actor {
    let input = Register {
        email: email.into(),
        password: PASSWORD.into(),
        display_name: "Somebody".into(),
        role: Some(Role::Organizer),
        locale: None,
    };
    let user = register(hub, input).await.unwrap().user;
    assert!(!user.email_verified);
    Actor::User { id: user.id, role: user.role }
}

/// The secrets of the links that were mailed to this address, the last one first.
async fn links(hub: &Hub, email: &str, kind: &str) -> Vec<String> {
    sqlx::query_scalar(
        "SELECT data->>'token' FROM mail_messages WHERE recipient = $1 AND kind = $2
         ORDER BY created_at DESC, id DESC",
    )
    .bind(email)
    .bind(kind)
    .fetch_all(hub.db.pool())
    .await
    .unwrap()
}

async fn link(hub: &Hub, email: &str) -> String {
    links(hub, email, "verify_email").await.remove(0)
}

async fn told(hub: &Hub, email: &str, kind: &str) -> usize {
    sqlx::query_scalar::<_, i64>(
        "SELECT count(*) FROM mail_messages WHERE recipient = $1 AND kind = $2",
    )
    .bind(email)
    .bind(kind)
    .fetch_one(hub.db.pool())
    .await
    .unwrap()
    .try_into()
    .unwrap()
}

async fn follow(hub: &Hub, token: &str) -> Result<(), ErrorCode> {
    verify_email(hub, token).await.map_err(|error| Failure::from(error).code)
}

async fn again(hub: &Hub, actor: Actor) -> Result<(), Failure> {
    resend_verification(hub, actor).await.map_err(Failure::from)
}

async fn move_to(hub: &Hub, actor: Actor, email: &str) -> Result<(), Failure> {
    let input = ChangeEmail { email: email.into(), password: PASSWORD.into() };
    let asked = request_email_change(hub, actor, input).await;
    asked.map_err(Failure::from)
}

async fn account(hub: &Hub, actor: Actor) -> User {
    me(hub, actor).await.unwrap()
}

#[tokio::test]
async fn the_first_mail_has_a_link_that_works_once() {
    let (hub, _database) = test_hub().await;
    let ada = newcomer(&hub, ADA).await;
    let token = link(&hub, ADA).await;
    assert_eq!(follow(&hub, "made up").await, Err(ErrorCode::TokenInvalid));
    follow(&hub, &token).await.unwrap();
    assert!(account(&hub, ada).await.email_verified);
    assert_eq!(follow(&hub, &token).await, Err(ErrorCode::TokenInvalid));
    again(&hub, ada).await.unwrap();
    assert_eq!(links(&hub, ADA, "verify_email").await.len(), 1, "nothing is left to be proved");
}

#[tokio::test]
async fn a_link_lapses_after_two_days_and_a_newer_one_ends_it() {
    let (hub, _database) = test_hub().await;
    let (hub, clock) = turned(hub);
    let ada = newcomer(&hub, ADA).await;
    let first = link(&hub, ADA).await;
    again(&hub, ada).await.unwrap();
    let second = link(&hub, ADA).await;
    assert_eq!(follow(&hub, &first).await, Err(ErrorCode::TokenInvalid));
    clock.advance(TimeDelta::hours(48));
    assert_eq!(follow(&hub, &second).await, Err(ErrorCode::TokenInvalid));
    again(&hub, ada).await.unwrap();
    clock.advance(TimeDelta::hours(47));
    follow(&hub, &link(&hub, ADA).await).await.unwrap();
}

#[tokio::test]
async fn a_few_links_a_day_are_sent_to_an_account_and_to_an_address() {
    let (hub, _database) = test_hub().await;
    let (hub, clock) = turned(hub);
    let ada = newcomer(&hub, ADA).await;
    let most = usize::try_from(LINKS_A_DAY).unwrap();
    for _ in 1..most {
        again(&hub, ada).await.unwrap();
    }
    let refused = again(&hub, ada).await.unwrap_err();
    assert_eq!(refused.code, ErrorCode::TooManyRequests);
    assert_eq!(refused.retry_after, Some(24 * 3600));
    assert_eq!(links(&hub, ADA, "verify_email").await.len(), most);
    // Another account gets no more through to the same address.
    let victim = "victim@example.test";
    let mut sent = 0;
    for n in 0..most + 2 {
        let stranger = newcomer(&hub, &format!("stranger-{n}@example.test")).await;
        sent += usize::from(move_to(&hub, stranger, victim).await.is_ok());
    }
    assert_eq!((sent, links(&hub, victim, "verify_email").await.len()), (most, most));
    clock.advance(TimeDelta::hours(25));
    again(&hub, ada).await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn many_who_ask_at_once_get_no_more_links() {
    let (hub, _database) = test_hub().await;
    let ada = newcomer(&hub, ADA).await;
    let asked = (0..12).map(|_| {
        let hub = hub.clone();
        tokio::spawn(async move { again(&hub, ada).await.is_ok() })
    });
    let sent =
        futures::future::join_all(asked).await.into_iter().filter(|ok| *ok.as_ref().unwrap());
    assert_eq!(sent.count() + 1, usize::try_from(LINKS_A_DAY).unwrap());
}

#[tokio::test]
async fn another_address_counts_once_it_is_verified_and_the_old_one_hears_of_it() {
    let (hub, _database) = test_hub().await;
    let ada = newcomer(&hub, ADA).await;
    follow(&hub, &link(&hub, ADA).await).await.unwrap();
    let wrong = ChangeEmail { email: NEXT.into(), password: "not it at all".into() };
    let refused = request_email_change(&hub, ada, wrong).await;
    assert_eq!(Failure::from(refused.unwrap_err()).fields[0].field, "password");
    assert_eq!(move_to(&hub, ada, ADA).await.unwrap_err().fields[0].field, "email");
    move_to(&hub, ada, NEXT).await.unwrap();
    assert_eq!(told(&hub, ADA, "email_change_requested").await, 1);
    assert_eq!(account(&hub, ada).await.email, ADA, "nothing has changed yet");

    follow(&hub, &link(&hub, NEXT).await).await.unwrap();
    let now = account(&hub, ada).await;
    assert_eq!((now.email.as_str(), now.email_verified), (NEXT, true));
    assert_eq!(told(&hub, ADA, "email_changed").await, 1);
    // It ended no session.
    let ended: i64 =
        sqlx::query_scalar("SELECT count(*) FROM refresh_tokens WHERE revoked_at IS NOT NULL")
            .fetch_one(hub.db.pool())
            .await
            .unwrap();
    assert_eq!(ended, 0);
    newcomer(&hub, ADA).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_two_accounts_that_want_one_address_one_gets_it() {
    let (hub, _database) = test_hub().await;
    let mut tokens = Vec::new();
    for n in 0..2 {
        let one = newcomer(&hub, &format!("one-{n}@example.test")).await;
        move_to(&hub, one, NEXT).await.unwrap();
        tokens.push(link(&hub, NEXT).await);
    }
    let both = tokens.into_iter().map(|token| {
        let hub = hub.clone();
        tokio::spawn(async move { follow(&hub, &token).await })
    });
    let mut answers: Vec<_> =
        futures::future::join_all(both).await.into_iter().map(Result::unwrap).collect();
    answers.sort_by_key(Result::is_ok);
    assert_eq!(answers, [Err(ErrorCode::EmailTaken), Ok(())]);
    let bob = newcomer(&hub, "bob@example.test").await;
    assert_eq!(move_to(&hub, bob, NEXT).await.unwrap_err().code, ErrorCode::EmailTaken);
}

#[tokio::test]
async fn a_link_that_sets_a_password_proves_the_address_too() {
    let (hub, _database) = test_hub().await;
    let ada = newcomer(&hub, ADA).await;
    reset(&hub, ADA, "another long password").await;
    assert!(account(&hub, ada).await.email_verified);
}

async fn reset(hub: &Hub, email: &str, password: &str) {
    let request = RequestPasswordReset { email: email.into(), locale: Locale::En };
    send_password_reset(hub, request).await.unwrap();
    let token = links(hub, email, "password_reset").await.remove(0);
    confirm_password_reset(hub, &token, password).await.unwrap();
}

/// Somebody made an account with another person's address and holds whatever it gives; then the
/// person finds it, and sets a password by mail.
#[tokio::test]
async fn whoever_held_the_account_before_its_owner_holds_nothing_after() {
    let (hub, _database) = test_hub().await;
    let squatter = newcomer(&hub, ADA).await;
    move_to(&hub, squatter, "evil@example.test").await.unwrap();
    let waiting = link(&hub, "evil@example.test").await;
    let calendar = crate::accounts::renew_calendar(&hub, squatter).await.unwrap();
    let calendar = calendar.rsplit('/').next().unwrap().trim_end_matches(".ics").to_owned();
    reset(&hub, ADA, "another long password").await;
    assert_eq!(follow(&hub, &waiting).await, Err(ErrorCode::TokenInvalid));
    assert!(crate::accounts::calendar_of(&hub, &calendar).await.is_err());
    assert_eq!(account(&hub, squatter).await.email, ADA);
}

#[tokio::test]
async fn a_new_password_ends_the_move_to_another_address_and_is_told() {
    let (hub, _database) = test_hub().await;
    let ada = newcomer(&hub, ADA).await;
    move_to(&hub, ada, NEXT).await.unwrap();
    let waiting = link(&hub, NEXT).await;
    let input = ChangePassword {
        current_password: PASSWORD.into(),
        new_password: "another long password".into(),
    };
    change_password(&hub, ada, input).await.unwrap();
    assert_eq!(told(&hub, ADA, "password_changed").await, 1);
    assert_eq!(follow(&hub, &waiting).await, Err(ErrorCode::TokenInvalid));
    // What proves the account's own address has nothing to do with its password.
    follow(&hub, &link(&hub, ADA).await).await.unwrap();
}

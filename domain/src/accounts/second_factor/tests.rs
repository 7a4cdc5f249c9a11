use crate::accounts::store::{start_second_factor as start_row, use_step};
use crate::accounts::{self, FirstStep, Session, create_verified};
use crate::clock::{Clock as _, FixedClock, SystemClock};
use crate::jobs::RequestPasswordReset;
use crate::testing::{TestDatabase, person, test_hub};
use crate::{Actor, Error, Hub, ids};
use chrono::TimeDelta;
use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;
use tokio::sync::Barrier;
use types::accounts::{Login, Register, Role};
use types::ids::UserId;
use types::sign_in::{ConfirmSecondFactor, SecondFactorSetup, StartSecondFactor, StopSecondFactor};
use types::{ErrorCode, Failure, FieldProblem, Locale};

const ADA: &str = "ada@example.test";
const PASSWORD: &str = "correct horse battery";
const HERE: IpAddr = IpAddr::V4(Ipv4Addr::LOCALHOST);

/// Ada, whose second factor is on, and a clock that the test moves.
struct Proven {
    hub: Hub,
    clock: FixedClock,
    actor: Actor,
    setup: SecondFactorSetup,
    _database: TestDatabase,
}

impl Proven {
    async fn new() -> Self {
        let (hub, database) = test_hub().await;
        let clock = FixedClock::at(SystemClock.now());
        let hub = hub.with_clock(Arc::new(clock.clone()));
        let input = Register {
            email: ADA.into(),
            password: PASSWORD.into(),
            display_name: "Ada".into(),
            role: None,
            locale: None,
        };
        let session = create_verified(&hub, input, Role::Attendee).await.unwrap();
        let actor = Actor::User { id: session.user.id, role: Role::Attendee };
        let start = StartSecondFactor { password: PASSWORD.into() };
        let setup = accounts::start_second_factor(&hub, actor, start).await.unwrap();
        let made = Self { hub, clock, actor, setup, _database: database };
        let confirm = ConfirmSecondFactor { code: made.code() };
        accounts::confirm_second_factor(&made.hub, actor, confirm).await.unwrap();
        made.wait(30);
        made
    }

    fn user(&self) -> UserId {
        self.actor.user_id().unwrap()
    }

    fn wait(&self, seconds: i64) {
        self.clock.advance(TimeDelta::seconds(seconds));
    }

    fn code(&self) -> String {
        accounts::shown_code(&self.setup.secret, self.hub.now()).unwrap()
    }

    async fn log_in(&self, password: &str, code: Option<&str>) -> Result<Session, Error> {
        let code = code.map(str::to_owned);
        let input = Login { email: ADA.into(), password: password.into(), code };
        accounts::login_from(&self.hub, input, HERE, None).await
    }

    async fn actions(&self) -> Vec<String> {
        sqlx::query_scalar("SELECT action FROM audit_log WHERE subject = $1 ORDER BY id")
            .bind(format!("user:{}", self.user()))
            .fetch_all(self.hub.db.pool())
            .await
            .unwrap()
    }

    async fn mails(&self, kind: &str) -> i64 {
        sqlx::query_scalar("SELECT count(*) FROM mail_messages WHERE kind = $1 AND recipient = $2")
            .bind(kind)
            .bind(ADA)
            .fetch_one(self.hub.db.pool())
            .await
            .unwrap()
    }
}

fn code_of<T>(result: Result<T, Error>) -> ErrorCode {
    result.err().unwrap().code().unwrap()
}

fn is_wrong_code<T>(result: Result<T, Error>) -> bool {
    let failure = Failure::from(result.err().unwrap());
    failure.fields.first().is_some_and(|field| field.problem == FieldProblem::WrongCode)
}

#[tokio::test]
async fn a_code_is_asked_for_and_used_once() {
    let ada = Proven::new().await;
    assert_eq!(code_of(ada.log_in(PASSWORD, None).await), ErrorCode::SecondFactorRequired);
    assert_eq!(code_of(ada.log_in("another one", None).await), ErrorCode::InvalidCredentials);
    let code = ada.code();
    ada.log_in(PASSWORD, Some(&code)).await.unwrap();
    assert!(is_wrong_code(ada.log_in(PASSWORD, Some(&code)).await), "it was used");
    ada.wait(30);
    assert!(is_wrong_code(ada.log_in(PASSWORD, Some(&code)).await), "and stays so");
    ada.log_in(PASSWORD, Some(&ada.code())).await.unwrap();
    assert_eq!(ada.mails("second_factor_on").await, 1);
    assert_eq!(ada.actions().await, ["account.second_factor_started", "account.second_factor_on"]);
}

#[tokio::test]
async fn a_telephone_may_be_half_a_minute_late_or_early() {
    let ada = Proven::new().await;
    ada.wait(120);
    let now = ada.hub.now();
    let at = |steps: i64| {
        let shown = now + TimeDelta::seconds(30 * steps);
        accounts::shown_code(&ada.setup.secret, shown).unwrap()
    };
    assert!(is_wrong_code(ada.log_in(PASSWORD, Some(&at(-2))).await));
    assert!(is_wrong_code(ada.log_in(PASSWORD, Some(&at(2))).await));
    ada.log_in(PASSWORD, Some(&at(-1))).await.unwrap();
    ada.log_in(PASSWORD, Some(&at(1))).await.unwrap();
    // One that was shown before the last that was used.
    assert!(is_wrong_code(ada.log_in(PASSWORD, Some(&at(0))).await));
}

const AT_ONCE: usize = 8;

/// How many of those who show the same code at once are let in: everybody has looked before anybody
/// uses it.
async fn let_in_at_once(hub: &Hub, user: UserId, guarded: bool) -> usize {
    let barrier = Arc::new(Barrier::new(AT_ONCE));
    let shown = (0..AT_ONCE).map(|_| {
        let (pool, barrier) = (hub.db.pool().clone(), Arc::clone(&barrier));
        tokio::spawn(async move {
            let mut tx = pool.begin().await.unwrap();
            let last: i64 =
                sqlx::query_scalar("SELECT last_step FROM second_factors WHERE user_id = $1")
                    .bind(user)
                    .fetch_one(&mut *tx)
                    .await
                    .unwrap();
            barrier.wait().await;
            let taken = if guarded {
                use_step(&mut tx, user, 7).await.unwrap()
            } else {
                sqlx::query("UPDATE second_factors SET last_step = 7 WHERE user_id = $1")
                    .bind(user)
                    .execute(&mut *tx)
                    .await
                    .unwrap();
                last < 7
            };
            tx.commit().await.unwrap();
            taken
        })
    });
    let all = futures::future::join_all(shown).await;
    all.into_iter().filter(|taken| *taken.as_ref().unwrap()).count()
}

async fn with_factor() -> (Hub, UserId, TestDatabase) {
    let (hub, database) = test_hub().await;
    let user = person(&hub, Role::Attendee).await;
    let mut connection = hub.db.pool().acquire().await.unwrap();
    start_row(&mut connection, user, ids::new_id(), hub.now()).await.unwrap();
    (hub, user, database)
}

#[tokio::test]
async fn of_many_who_show_the_same_code_at_once_one_is_let_in() {
    let (hub, user, _database) = with_factor().await;
    assert_eq!(let_in_at_once(&hub, user, true).await, 1);
}

#[tokio::test]
async fn without_the_condition_all_of_them_would_be() {
    let (hub, user, _database) = with_factor().await;
    assert_eq!(let_in_at_once(&hub, user, false).await, AT_ONCE);
}

#[tokio::test]
async fn wrong_codes_are_counted_and_a_right_password_forgives_none() {
    let ada = Proven::new().await;
    for _ in 0..5 {
        assert_eq!(code_of(ada.log_in(PASSWORD, None).await), ErrorCode::SecondFactorRequired);
        assert!(is_wrong_code(ada.log_in(PASSWORD, Some("000 000")).await));
    }
    let blocked = ada.log_in(PASSWORD, Some(&ada.code())).await;
    assert_eq!(code_of(blocked), ErrorCode::TooManyRequests);
    ada.wait(3);
    ada.log_in(PASSWORD, Some(&ada.code())).await.unwrap();
}

#[tokio::test]
async fn nor_does_it_where_the_second_factor_is_turned_off() {
    let ada = Proven::new().await;
    let stop = |code: &str| StopSecondFactor { password: PASSWORD.into(), code: code.into() };
    for _ in 0..5 {
        let refused = accounts::stop_second_factor(&ada.hub, ada.actor, stop("000000")).await;
        assert!(is_wrong_code(refused));
    }
    let blocked = accounts::stop_second_factor(&ada.hub, ada.actor, stop(&ada.code())).await;
    assert_eq!(code_of(blocked), ErrorCode::TooManyRequests);
    ada.wait(3);
    accounts::stop_second_factor(&ada.hub, ada.actor, stop(&ada.code())).await.unwrap();
    ada.log_in(PASSWORD, None).await.unwrap();
    assert_eq!(ada.mails("second_factor_off").await, 1);
    assert_eq!(ada.actions().await.last().unwrap(), "account.second_factor_off");
}

#[tokio::test]
async fn a_recovery_code_works_once_and_its_owner_hears_when_few_are_left() {
    let ada = Proven::new().await;
    let codes = ada.setup.recovery_codes.clone();
    assert_eq!(codes.len(), 10);
    for (n, code) in codes.iter().take(8).enumerate() {
        ada.log_in(PASSWORD, Some(&code.to_uppercase().replace('-', " "))).await.unwrap();
        assert!(is_wrong_code(ada.log_in(PASSWORD, Some(code)).await), "it was used");
        let few = i64::try_from((n + 1).saturating_sub(6)).unwrap();
        assert_eq!(ada.mails("recovery_codes_low").await, few, "after {n}");
    }
    let left = accounts::second_factor(&ada.hub, ada.actor).await.unwrap();
    assert_eq!((left.enabled, left.recovery_codes_left), (true, 2));
    let stored: Vec<Vec<u8>> = sqlx::query_scalar("SELECT code_hash FROM recovery_codes")
        .fetch_all(ada.hub.db.pool())
        .await
        .unwrap();
    assert!(stored.iter().all(|hash| !codes.iter().any(|code| code.as_bytes() == &hash[..])));
}

#[tokio::test]
async fn the_first_step_is_no_session_and_lapses() {
    let ada = Proven::new().await;
    let input = Login { email: ADA.into(), password: PASSWORD.into(), code: None };
    let step = accounts::first_step(&ada.hub, input, HERE, None).await.unwrap();
    let FirstStep::CodeNeeded(challenge) = step else { panic!("{step:?}") };
    assert!(accounts::authenticate(&ada.hub, &challenge).await.is_err(), "it opens nothing");
    let session =
        accounts::second_step(&ada.hub, &challenge, &ada.code(), HERE, None).await.unwrap();
    // Nor is an access token a challenge.
    for wrong in [session.tokens.access.as_str(), "", "x"] {
        let refused = accounts::second_step(&ada.hub, wrong, &ada.code(), HERE, None).await;
        assert_eq!(code_of(refused), ErrorCode::TokenInvalid);
    }
    ada.wait(5 * 60);
    let late = accounts::second_step(&ada.hub, &challenge, &ada.code(), HERE, None).await;
    assert_eq!(code_of(late), ErrorCode::TokenInvalid);
}

#[tokio::test]
async fn a_new_password_does_not_turn_it_off_and_an_operator_does() {
    let ada = Proven::new().await;
    let asked = RequestPasswordReset { email: ADA.into(), locale: Locale::En };
    accounts::send_password_reset(&ada.hub, asked).await.unwrap();
    let link: String = sqlx::query_scalar(
        "SELECT data->>'token' FROM mail_messages WHERE kind = 'password_reset'",
    )
    .fetch_one(ada.hub.db.pool())
    .await
    .unwrap();
    let new = "seven blue kites";
    accounts::confirm_password_reset(&ada.hub, &link, new).await.unwrap();
    assert_eq!(code_of(ada.log_in(new, None).await), ErrorCode::SecondFactorRequired);
    accounts::turn_off_second_factor(&ada.hub, "Ada@Example.test").await.unwrap();
    ada.log_in(new, None).await.unwrap();
    let again = accounts::turn_off_second_factor(&ada.hub, ADA).await;
    assert_eq!(code_of(again), ErrorCode::NotFound);
    assert_eq!(ada.mails("second_factor_off").await, 1);
}

#[tokio::test]
async fn a_setup_asks_for_the_password_counts_only_once_confirmed_and_lapses() {
    let (hub, _database) = test_hub().await;
    let clock = FixedClock::at(SystemClock.now());
    let hub = hub.with_clock(Arc::new(clock.clone()));
    let input = Register {
        email: ADA.into(),
        password: PASSWORD.into(),
        display_name: "Ada".into(),
        role: None,
        locale: None,
    };
    let session = create_verified(&hub, input, Role::Attendee).await.unwrap();
    let actor = Actor::User { id: session.user.id, role: Role::Attendee };
    let wrong = StartSecondFactor { password: "another one".into() };
    let refused = accounts::start_second_factor(&hub, actor, wrong).await;
    assert_eq!(code_of(refused), ErrorCode::ValidationFailed);
    let early = ConfirmSecondFactor { code: "000000".into() };
    let early = accounts::confirm_second_factor(&hub, actor, early).await;
    assert_eq!(code_of(early), ErrorCode::SecondFactorNotStarted);
    let start = || StartSecondFactor { password: PASSWORD.into() };
    let first = accounts::start_second_factor(&hub, actor, start()).await.unwrap();
    let second = accounts::start_second_factor(&hub, actor, start()).await.unwrap();
    assert_ne!(first.secret, second.secret);
    assert_eq!(accounts::second_factor_setup(&hub, actor).await.unwrap().as_ref(), Some(&second));
    let login = Login { email: ADA.into(), password: PASSWORD.into(), code: None };
    accounts::login(&hub, login, HERE).await.expect("it is not on yet");
    let code = |setup: &SecondFactorSetup| ConfirmSecondFactor {
        code: accounts::shown_code(&setup.secret, hub.now()).unwrap(),
    };
    let old = accounts::confirm_second_factor(&hub, actor, code(&first)).await;
    assert!(is_wrong_code(old), "begun anew");
    clock.advance(TimeDelta::hours(1));
    assert_eq!(accounts::second_factor_setup(&hub, actor).await.unwrap(), None);
    let late = accounts::confirm_second_factor(&hub, actor, code(&second)).await;
    assert_eq!(code_of(late), ErrorCode::SecondFactorNotStarted);
    let third = accounts::start_second_factor(&hub, actor, start()).await.unwrap();
    accounts::confirm_second_factor(&hub, actor, code(&third)).await.unwrap();
    assert_eq!(accounts::second_factor_setup(&hub, actor).await.unwrap(), None, "shown once");
    let again = accounts::start_second_factor(&hub, actor, start()).await;
    assert_eq!(code_of(again), ErrorCode::SecondFactorOn);
}

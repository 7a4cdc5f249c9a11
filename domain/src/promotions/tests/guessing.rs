//! Codes cannot be guessed at leisure.

use super::support::{attendee, book, change, code, event, publish, somebody};
use crate::clock::{FixedClock, SystemClock};
use crate::promotions::create;
use crate::testing::test_hub;
use crate::{Clock as _, Hub};
use chrono::TimeDelta;
use futures::future::join_all;
use std::net::IpAddr;
use std::sync::Arc;
use types::accounts::Role;
use types::{ErrorCode, Failure};

fn refused<T>(result: Result<T, crate::idempotency::Refusal>) -> ErrorCode {
    result.map(drop).unwrap_err().failure.code
}

#[tokio::test]
async fn after_ten_wrong_codes_an_account_waits_whichever_entrance_it_takes() {
    let (hub, _database) = test_hub().await;
    let clock = FixedClock::at(SystemClock.now());
    let hub = hub.with_clock(Arc::new(clock.clone()));
    let (_, event) = event(&hub, 100, 20_00).await;
    publish(&hub, code(&hub, "SPRING")).await;
    let (ada, eve) = (attendee(&hub).await, attendee(&hub).await);
    let held = book(&hub, ada, event, 1, "").await.unwrap().id;
    for number in 0..5 {
        let wrong = format!("GUESS{number}");
        assert_eq!(refused(book(&hub, ada, event, 1, &wrong).await), ErrorCode::InvalidPromoCode);
        let changed = change(&hub, ada, held, Some(&wrong)).await;
        assert_eq!(refused(changed), ErrorCode::InvalidPromoCode);
    }
    // The right one does not help either, else this would say which it is.
    for wrong in ["GUESS", "SPRING"] {
        let failure = book(&hub, ada, event, 1, wrong).await.unwrap_err().failure;
        assert_eq!(failure.code, ErrorCode::TooManyRequests);
        assert!((1..=3601).contains(&failure.retry_after.unwrap()), "{failure:?}");
        let changed = change(&hub, ada, held, Some(wrong)).await;
        assert_eq!(refused(changed), ErrorCode::TooManyRequests);
    }
    // Without a code nothing is held up, and others are not.
    book(&hub, ada, event, 1, " ").await.unwrap();
    change(&hub, ada, held, None).await.unwrap();
    book(&hub, eve, event, 1, "spring").await.unwrap();
    clock.advance(TimeDelta::hours(1));
    assert_eq!(refused(book(&hub, ada, event, 1, "GUESS").await), ErrorCode::InvalidPromoCode);
}

#[tokio::test]
async fn many_guesses_at_once_are_counted_as_well() {
    let (hub, _database) = test_hub().await;
    let (_, event) = event(&hub, 100, 20_00).await;
    let ada = attendee(&hub).await;
    let guesses: Vec<_> = (0..30).map(|number| format!("GUESS{number}")).collect();
    let told = join_all(guesses.iter().map(|guess| book(&hub, ada, event, 1, guess))).await;
    let told: Vec<_> = told.into_iter().map(refused).collect();
    let looked = told.iter().filter(|code| **code == ErrorCode::InvalidPromoCode).count();
    assert_eq!(looked, 10, "{told:?}");
    assert_eq!(told.iter().filter(|code| **code == ErrorCode::TooManyRequests).count(), 20);
}

#[tokio::test]
async fn what_was_no_guess_is_not_counted() {
    let (hub, _database) = test_hub().await;
    let (_, event) = event(&hub, 1, 20_00).await;
    publish(&hub, code(&hub, "SPRING")).await;
    let ada = attendee(&hub).await;
    let held = book(&hub, ada, event, 1, "SPRING").await.unwrap().id;
    for _ in 0..15 {
        change(&hub, ada, held, Some("SPRING")).await.unwrap();
        assert_eq!(refused(book(&hub, ada, event, 1, "SPRING").await), ErrorCode::SoldOut);
    }
}

#[tokio::test]
async fn a_network_has_a_bound_whoever_guesses_there() {
    let (hub, _database) = test_hub().await;
    let (_, event) = event(&hub, 1000, 20_00).await;
    let from = |address: &str| hub.for_client(address.parse::<IpAddr>().unwrap());
    let (mut looked, mut last) = (0, ErrorCode::InvalidPromoCode);
    // The addresses of one customer, and one account more than the network has tries for.
    for account in 0..7 {
        let somebody = attendee(&hub).await;
        for number in 0..10 {
            let here: Hub = from(&format!("2001:db8::{account}:{number}"));
            last = refused(book(&here, somebody, event, 1, "GUESS").await);
            looked += usize::from(last == ErrorCode::InvalidPromoCode);
        }
    }
    assert_eq!((looked, last), (60, ErrorCode::TooManyRequests));
    let elsewhere = book(&from("2001:db8:0:1::1"), attendee(&hub).await, event, 1, "GUESS").await;
    assert_eq!(refused(elsewhere), ErrorCode::InvalidPromoCode);
}

/// Whoever may make codes is told which there are already.
#[tokio::test]
async fn making_codes_finds_no_others_either() {
    let (hub, _database) = test_hub().await;
    let (organizer, event) = event(&hub, 10, 20_00).await;
    publish(&hub, code(&hub, "SPRING")).await;
    let mine = |name: &str| {
        let mut input = code(&hub, name);
        input.event = Some(event);
        input
    };
    let made = async |name: &str| create(&hub, organizer, mine(name)).await.map_err(Failure::from);
    for number in 0..12 {
        made(&format!("MINE{number}")).await.unwrap();
    }
    for _ in 0..10 {
        assert_eq!(made("SPRING").await.unwrap_err().code, ErrorCode::PromoCodeTaken);
    }
    assert_eq!(made("SUMMER").await.unwrap_err().code, ErrorCode::TooManyRequests);
    let admin = somebody(&hub, Role::Admin).await;
    create(&hub, admin, code(&hub, "SUMMER")).await.unwrap();
}

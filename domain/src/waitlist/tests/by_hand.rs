//! Offers by hand: never more seats than there are, nobody slips in between, and the log says why.

use super::support::*;
use crate::bookings::cancel;
use crate::ids::{booking_reference, new_id};
use crate::testing::{person, test_hub};
use crate::waitlist::policy::Line;
use crate::waitlist::promise::Cause;
use crate::waitlist::store::{self, Offer, Why, desk};
use crate::waitlist::{entries, leave, moves, offer_by_hand};
use crate::{Actor, Error, Hub};
use futures::future::join_all;
use serde_json::json;
use sqlx::Acquire as _;
use types::accounts::Role;
use types::ids::{EventId, WaitlistEntryId};
use types::waitlist::{OfferSeats, OrganizedEntry, WaitlistStatus as S};
use types::{ErrorCode, Failure, PageRequest};

async fn host(hub: &Hub, event: EventId) -> Actor {
    let organizer = sqlx::query_scalar("SELECT organizer_id FROM events WHERE id = $1");
    let id = organizer.bind(event).fetch_one(hub.db.pool()).await.unwrap();
    Actor::User { id, role: Role::Organizer }
}

async fn id_of(hub: &Hub, event: EventId, actor: Actor) -> WaitlistEntryId {
    sqlx::query_scalar(
        "SELECT id FROM waitlist_entries WHERE event_id = $1 AND user_id = $2
         ORDER BY joined_at DESC LIMIT 1",
    )
    .bind(event)
    .bind(actor.user_id())
    .fetch_one(hub.db.pool())
    .await
    .unwrap()
}

/// What an organizer may say of an offer.
fn by(seats: Option<i64>, add_seats: bool) -> OfferSeats {
    OfferSeats { reason: "They came from far.".into(), seats, add_seats }
}

async fn give(
    hub: &Hub,
    event: EventId,
    to: Actor,
    input: OfferSeats,
) -> Result<OrganizedEntry, Error> {
    let entry = id_of(hub, event, to).await;
    offer_by_hand(hub, host(hub, event).await, &event.to_string(), entry, input).await
}

async fn capacity(hub: &Hub, event: EventId) -> i32 {
    let capacity = sqlx::query_scalar("SELECT max_capacity FROM events WHERE id = $1");
    capacity.bind(event).fetch_one(hub.db.pool()).await.unwrap()
}

/// An event of so many seats, of which so many are sold to somebody.
async fn sold(hub: &Hub, seats: i32, sold: i32) -> EventId {
    let event = event(hub).free().capacity(seats).create(hub).await;
    let ada = attendee(hub).await;
    for _ in 0..sold {
        book(hub, ada, event, 1).await.unwrap();
    }
    event
}

#[tokio::test]
async fn the_event_grows_by_what_is_missing_and_the_others_keep_their_places() {
    let (hub, _database) = test_hub().await;
    let event = sold(&hub, 3, 2).await;
    let (first, second) = (waiting(&hub, event, 2).await, waiting(&hub, event, 3).await);
    // One seat is free, and neither party fits.
    let refused = give(&hub, event, second, by(None, false)).await.unwrap_err();
    let failure = Failure::from(refused);
    assert_eq!((failure.code, failure.seats_available), (ErrorCode::SoldOut, Some(1)));
    let given = give(&hub, event, second, by(None, true)).await.unwrap();
    assert_eq!((given.status, given.quantity, given.position), (S::Offered, 3, None));
    assert_eq!((capacity(&hub, event).await, seats(&hub, event).await), (5, (2, 0, 3)));
    let told = given.moves.last().unwrap();
    assert_eq!((told.cause.as_str(), told.passed, told.added), ("by_hand", Some(1), Some(2)));
    assert_eq!(told.reason.as_deref(), Some("They came from far."));
    let kept = entry(&hub, first, event).await;
    assert_eq!((kept.status, kept.parties_ahead), (S::Waiting, Some(0)));
    // Nothing is left over for the public: what is offered may come free for the line alone.
    let public = attendee(&hub).await;
    assert_eq!(code(book(&hub, public, event, 1).await), ErrorCode::WaitlistFirst);
    // It is an offer like another: whoever declines it gives the seats to the line.
    leave(&hub, second, &event.to_string()).await.unwrap();
    assert_eq!(status(&hub, first, event).await, S::Offered);
    let history: Vec<(String, Option<String>)> = sqlx::query_as(
        "SELECT action, reason FROM audit_log WHERE event_id = $1 AND reason IS NOT NULL
         ORDER BY action",
    )
    .bind(event)
    .fetch_all(hub.db.pool())
    .await
    .unwrap();
    let why = Some("They came from far.".to_owned());
    assert_eq!(history, [("event.updated".into(), why.clone()), ("offer.made".into(), why)]);
    in_balance(&hub).await;
}

#[tokio::test]
async fn fewer_seats_than_the_party_wants_are_those_that_are_free() {
    let (hub, _database) = test_hub().await;
    let event = sold(&hub, 3, 1).await;
    let (first, second) = (waiting(&hub, event, 4).await, waiting(&hub, event, 3).await);
    for (seats, expected) in [(3, ErrorCode::SoldOut), (4, ErrorCode::ValidationFailed)] {
        let refused = give(&hub, event, second, by(Some(seats), false)).await.unwrap_err();
        assert_eq!(Failure::from(refused).code, expected);
    }
    let given = give(&hub, event, second, by(Some(2), false)).await.unwrap();
    assert_eq!((given.quantity, capacity(&hub, event).await), (2, 3));
    assert_eq!(seats(&hub, event).await, (1, 0, 2));
    assert_eq!(line(&hub, event).await, (1, Some(4)));
    assert_eq!(status(&hub, first, event).await, S::Waiting);
    let again = give(&hub, event, second, by(None, true)).await.unwrap_err();
    assert_eq!(Failure::from(again).code, ErrorCode::NotWaiting);
    in_balance(&hub).await;
}

#[tokio::test]
async fn only_who_sees_to_the_bookings_of_what_can_be_booked_offers_seats() {
    let (hub, _database) = test_hub().await;
    let event = sold(&hub, 1, 1).await;
    let eve = waiting(&hub, event, 1).await;
    let entry = id_of(&hub, event, eve).await;
    let other = sold(&hub, 1, 1).await;
    let key = event.to_string();
    let stranger = Actor::User { id: person(&hub, Role::Organizer).await, role: Role::Organizer };
    for (actor, expected) in [
        (Actor::Anonymous, ErrorCode::Unauthenticated),
        (eve, ErrorCode::Forbidden),
        (stranger, ErrorCode::Forbidden),
    ] {
        let refused = offer_by_hand(&hub, actor, &key, entry, by(None, true)).await.unwrap_err();
        assert_eq!(Failure::from(refused).code, expected);
        let page = PageRequest::default();
        let refused = entries(&hub, actor, &key, Line::All, page).await.unwrap_err();
        assert_eq!(Failure::from(refused).code, expected);
        let refused = moves(&hub, actor, &key, page).await.unwrap_err();
        assert_eq!(Failure::from(refused).code, expected);
    }
    // An entry of another event is not there.
    let elsewhere = host(&hub, other).await;
    let refused = offer_by_hand(&hub, elsewhere, &other.to_string(), entry, by(None, true))
        .await
        .unwrap_err();
    assert_eq!(Failure::from(refused).code, ErrorCode::NotFound);
    for reason in ["", " ", &"x".repeat(501)] {
        let input = OfferSeats { reason: reason.into(), ..by(None, true) };
        let refused = give(&hub, event, eve, input).await.unwrap_err();
        assert_eq!(Failure::from(refused).code, ErrorCode::ValidationFailed);
    }
    execute(&hub, "UPDATE events SET start_date = clock_timestamp() - interval '1 minute'").await;
    let refused = give(&hub, event, eve, by(None, true)).await.unwrap_err();
    assert_eq!(Failure::from(refused).code, ErrorCode::EventNotBookable);
    assert_eq!(capacity(&hub, event).await, 1);
}

#[tokio::test]
async fn the_organizer_sees_everybody_and_every_move() {
    let (hub, _database) = test_hub().await;
    let event = sold(&hub, 1, 1).await;
    let mut people = Vec::new();
    for party in [2, 1, 3] {
        people.push(waiting(&hub, event, party).await);
    }
    leave(&hub, people[1], &event.to_string()).await.unwrap();
    give(&hub, event, people[2], by(None, true)).await.unwrap();
    let host = host(&hub, event).await;
    let listed = async |line| {
        let page = PageRequest::default();
        let page = entries(&hub, host, &event.to_string(), line, page).await.unwrap();
        assert_eq!(page.count, i64::try_from(page.results.len()).unwrap());
        page.results.into_iter().map(|it| (it.user.id, it.status, it.position)).collect::<Vec<_>>()
    };
    let id = |n: usize| people[n].user_id().unwrap();
    let open = [(id(2), S::Offered, None), (id(0), S::Waiting, Some(1))];
    let over = [(id(1), S::Left, None)];
    assert_eq!(listed(Line::Open).await, open);
    assert_eq!(listed(Line::Over).await, over);
    assert_eq!(listed(Line::All).await, [open.to_vec(), over.to_vec()].concat());
    let log = moves(&hub, host, &event.to_string(), PageRequest::default()).await.unwrap();
    let causes: Vec<_> = log.results.iter().map(|it| it.what.cause.as_str()).collect();
    assert_eq!(causes, ["by_hand", "left", "joined", "joined", "joined"]);
}

/// Hands, cancellations, and a public that tries all the time.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn hands_and_cancellations_at_once_oversell_nothing_and_let_nobody_pass() {
    let (hub, _database) = test_hub().await;
    let event = event(&hub).free().capacity(4).create(&hub).await;
    let ada = attendee(&hub).await;
    let mut bookings = Vec::new();
    for _ in 0..4 {
        bookings.push(book(&hub, ada, event, 1).await.unwrap().id);
    }
    let mut people = Vec::new();
    for party in [2, 1, 3, 1, 2, 1] {
        people.push(waiting(&hub, event, party).await);
    }
    let public = join_all((0..3).map(|_| attendee(&hub))).await;
    // Two hands a party, so that one of them comes late.
    let hands = (0..12).map(|n| {
        let (hub, to) = (hub.clone(), people[n % 6]);
        let add = n % 6 < 3;
        tokio::spawn(async move { give(&hub, event, to, by(None, add)).await.map(drop) })
    });
    let frees = bookings.into_iter().map(|id| {
        let hub = hub.clone();
        tokio::spawn(async move { cancel(&hub, ada, id, None).await.map(drop) })
    });
    let books = (0..30).map(|n| {
        let (hub, actor) = (hub.clone(), public[n % 3]);
        tokio::spawn(async move { book(&hub, actor, event, 1).await.is_ok() })
    });
    let (hands, frees, books) = tokio::join!(join_all(hands), join_all(frees), join_all(books));
    for hand in hands {
        if let Err(refused) = hand.unwrap() {
            let code = Failure::from(refused).code;
            assert!(matches!(code, ErrorCode::NotWaiting | ErrorCode::SoldOut), "{code:?}");
        }
    }
    assert!(frees.into_iter().all(|freed| freed.unwrap().is_ok()));
    // Whoever of the public got a seat got it where nobody who waited would have fitted.
    let _ = books;
    in_balance(&hub).await;
    assert_eq!(line(&hub, event).await, counted_line(&hub, event).await);
    let (confirmed, held, offered) = seats(&hub, event).await;
    let free = capacity(&hub, event).await - confirmed - held - offered;
    assert!(free >= 0);
    if let (_, Some(smallest)) = line(&hub, event).await {
        assert!(smallest > free, "a party of {smallest} waits beside {free} free seats");
    }
    let twice: i64 = sqlx::query_scalar(
        "SELECT count(*) FROM (SELECT entry_id FROM waitlist_moves
             WHERE event_id = $1 AND to_status = 'OFFERED' GROUP BY entry_id HAVING count(*) > 1
         ) AS offered",
    )
    .bind(event)
    .fetch_one(hub.db.pool())
    .await
    .unwrap();
    assert_eq!(twice, 0);
}

/// What the event's lock is for: two hands that both look first give the same free seats twice. The
/// CHECK behind it is taken away, since it would refuse the second.
#[tokio::test]
async fn without_the_events_lock_two_hands_give_the_same_seats() {
    let (hub, _database) = test_hub().await;
    execute(&hub, "ALTER TABLE events DROP CONSTRAINT events_never_oversold").await;
    let event = sold(&hub, 2, 0).await;
    let ada = attendee(&hub).await;
    book(&hub, ada, event, 1).await.unwrap();
    let (one, two) = (waiting(&hub, event, 2).await, waiting(&hub, event, 2).await);
    // Both have looked: one seat is free, for either of them.
    for (party, to) in [(1, one), (1, two)] {
        let entry = id_of(&hub, event, to).await;
        let mut connection = hub.db.pool().acquire().await.unwrap();
        let mut tx = connection.begin().await.unwrap();
        desk::shrink(&mut tx, entry, party).await.unwrap();
        let made = Offer {
            entry: entry.0,
            user: to.user_id().unwrap(),
            booking: new_id().into(),
            reference: booking_reference(),
            ticket_type: None,
        };
        let detail = json!({});
        let why = Why { cause: Cause::ByHand, release: None, detail: &detail };
        let until = hub.now() + chrono::TimeDelta::hours(1);
        store::offer(&mut tx, event, why, until, &[made]).await.unwrap();
        tx.commit().await.unwrap();
    }
    assert_eq!((capacity(&hub, event).await, seats(&hub, event).await), (2, (1, 0, 2)));
}

/// What the one transaction is for: seats that are added first are refused beside whoever waits, and
/// without that guard the public takes them.
#[tokio::test]
async fn seats_that_are_added_before_they_are_offered_would_be_anybodys() {
    let (hub, _database) = test_hub().await;
    let event = sold(&hub, 1, 1).await;
    waiting(&hub, event, 1).await;
    let grow = "UPDATE events SET max_capacity = max_capacity + 1 WHERE id = $1";
    let refused = sqlx::query(grow).bind(event).execute(hub.db.pool()).await.unwrap_err();
    assert_eq!(crate::db::violated(&refused), Some("events_waitlist_first"));
    execute(&hub, "DROP TRIGGER events_waitlist_first ON events").await;
    sqlx::query(grow).bind(event).execute(hub.db.pool()).await.unwrap();
    // The claim's own guard still knows who waits; without it too the seat is gone.
    let public = attendee(&hub).await;
    assert_eq!(code(book(&hub, public, event, 1).await), ErrorCode::WaitlistFirst);
    execute(&hub, "ALTER TABLE events DROP CONSTRAINT events_waitlist_smallest").await;
    execute(&hub, "UPDATE events SET waitlist_smallest = NULL").await;
    book(&hub, public, event, 1).await.unwrap();
}

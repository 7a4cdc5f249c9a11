//! An organizer's own list of places.

use super::writing::{input, organizer};
use crate::events::{create, create_venue, delete_venue, get, patch, update_venue, venue, venues};
use crate::testing::{person, test_hub};
use crate::{Actor, Error};
use types::accounts::Role;
use types::events::EventPatch;
use types::venues::VenueInput;
use types::{ErrorCode, Failure, FieldProblem, Locale, PageRequest};

fn place(name: &str) -> VenueInput {
    VenueInput { name: name.into(), address: "Quay 1".into(), notes: Some("Ring twice".into()) }
}

fn code<T: std::fmt::Debug>(result: Result<T, Error>) -> ErrorCode {
    result.unwrap_err().code().unwrap()
}

#[tokio::test]
async fn a_venue_is_shown_with_its_events_and_stays_while_it_is_used() {
    let (hub, _database) = test_hub().await;
    let actor = organizer(&hub).await;
    let made = create_venue(&hub, actor, place("Boat")).await.unwrap().venue;
    let mut event = input(&hub);
    event.venue = Some("Boat".into());
    let event = create(&hub, actor, event, Locale::En).await.unwrap();
    assert_eq!(event.venue_notes.as_deref(), Some("Ring twice"));
    assert_eq!(event.venue_address.as_deref(), Some("Quay 1"));
    let there = venue(&hub, actor, made.id).await.unwrap();
    assert_eq!((there.venue.events_count, there.events[0].id), (1, event.event.id));
    assert_eq!(code(delete_venue(&hub, actor, made.id).await), ErrorCode::VenueInUse);
    // What is said of it anew, its events say, and a change that was made before knows nothing of it.
    update_venue(&hub, actor, made.id, place("Barge")).await.unwrap();
    let now = get(&hub, actor, &event.event.slug, Locale::En).await.unwrap();
    assert_eq!(now.event.venue.as_deref(), Some("Barge"));
    assert!(now.version > event.version);
    let away = EventPatch { venue: Some(None), ..EventPatch::default() };
    patch(&hub, actor, &event.event.slug, away, Locale::En).await.unwrap();
    delete_venue(&hub, actor, made.id).await.unwrap();
    assert_eq!(code(venue(&hub, actor, made.id).await), ErrorCode::NotFound);
}

#[tokio::test]
async fn a_venue_is_its_organizer_s_own() {
    let (hub, _database) = test_hub().await;
    let (actor, other) = (organizer(&hub).await, organizer(&hub).await);
    let attendee = Actor::User { id: person(&hub, Role::Attendee).await, role: Role::Attendee };
    let admin = Actor::User { id: person(&hub, Role::Admin).await, role: Role::Admin };
    let made = create_venue(&hub, actor, place("Boat")).await.unwrap().venue.id;
    // A name is taken for one organizer only.
    create_venue(&hub, other, place("Boat")).await.unwrap();
    let taken = Failure::from(create_venue(&hub, actor, place("Boat")).await.unwrap_err());
    assert_eq!((taken.code, taken.fields[0].problem), (ErrorCode::VenueTaken, FieldProblem::Taken));
    for (who, expected) in [
        (Actor::Anonymous, ErrorCode::Unauthenticated),
        (attendee, ErrorCode::Forbidden),
        (other, ErrorCode::NotFound),
    ] {
        assert_eq!(code(venue(&hub, who, made).await), expected);
        assert_eq!(code(update_venue(&hub, who, made, place("X")).await), expected);
        assert_eq!(code(delete_venue(&hub, who, made).await), expected);
    }
    venue(&hub, admin, made).await.unwrap();
    let page = PageRequest::new(1, 20);
    let listed = venues(&hub, actor, page).await.unwrap();
    assert_eq!((listed.count, listed.results[0].id), (1, made));
    assert_eq!(code(venues(&hub, attendee, page).await), ErrorCode::Forbidden);
}

#[tokio::test]
async fn what_is_wrong_with_a_venue_is_told_by_its_field() {
    let (hub, _database) = test_hub().await;
    let actor = organizer(&hub).await;
    let bad = VenueInput { name: " ".into(), address: "a".repeat(401), notes: Some("\0".into()) };
    let refused = Failure::from(create_venue(&hub, actor, bad).await.unwrap_err());
    let fields: Vec<_> = refused.fields.iter().map(|error| &*error.field).collect();
    assert_eq!(fields, ["name", "address", "notes"]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_venue_deleted_while_an_event_moves_there_is_not_deleted_or_not_there() {
    let (hub, _database) = test_hub().await;
    let actor = organizer(&hub).await;
    let event = create(&hub, actor, input(&hub), Locale::En).await.unwrap().event;
    for round in 0..10 {
        let name = format!("Boat {round}");
        let made = create_venue(&hub, actor, place(&name)).await.unwrap().venue.id;
        let moving = tokio::spawn({
            let (hub, slug, name) = (hub.clone(), event.slug.clone(), name.clone());
            async move {
                let change = EventPatch { venue: Some(Some(name)), ..EventPatch::default() };
                patch(&hub, actor, &slug, change, Locale::En).await
            }
        });
        let deleted = delete_venue(&hub, actor, made).await;
        moving.await.unwrap().unwrap();
        let now = get(&hub, actor, &event.slug, Locale::En).await.unwrap();
        assert_eq!(now.event.venue, Some(name), "it was there, or was made anew");
        if deleted.is_err() {
            assert_eq!(code(deleted), ErrorCode::VenueInUse);
        }
    }
}

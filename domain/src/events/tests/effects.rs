//! What a change would do is what it does.

use super::writing::organizer;
use crate::bookings::tests::support::{attendee, book, event};
use crate::events::{change_effect, edit, save_form};
use crate::testing::{EventBuilder, attendance, person, test_hub};
use crate::waitlist::{join, own};
use crate::{Actor, Hub};
use types::accounts::Role;
use types::effects::ChangeEffect;
use types::event_form::{EventForm, SaveAs};
use types::ids::EventId;
use types::waitlist::{JoinWaitlist, WaitlistStatus};
use types::{ErrorCode, Locale};

async fn admin(hub: &Hub) -> Actor {
    Actor::User { id: person(hub, Role::Admin).await, role: Role::Admin }
}

async fn effect(
    hub: &Hub,
    actor: Actor,
    event: EventId,
    change: impl FnOnce(EventForm) -> EventForm,
) -> (EventForm, i32, ChangeEffect) {
    let key = event.to_string();
    let open = edit(hub, actor, &key, Locale::En).await.unwrap();
    let form = change(open.form);
    let effect = change_effect(hub, actor, &key, form.clone()).await.unwrap();
    (form, open.version, effect)
}

#[tokio::test]
async fn a_change_says_whom_it_tells_and_who_may_cancel() {
    let (hub, _database) = test_hub().await;
    let actor = organizer(&hub).await;
    let host = actor.user_id().unwrap();
    let event = EventBuilder::new(&hub).insert(&hub, host).await;
    for _ in 0..3 {
        let guest = person(&hub, Role::Attendee).await;
        attendance(&hub, event, guest, false).await;
    }
    let gone = person(&hub, Role::Attendee).await;
    attendance(&hub, event, gone, false).await;
    sqlx::query("UPDATE users SET disabled_at = now() WHERE id = $1")
        .bind(gone)
        .execute(hub.db.pool())
        .await
        .unwrap();
    let (_, _, text) =
        effect(&hub, actor, event, |form| EventForm { description: "New".into(), ..form }).await;
    assert_eq!((text.told_of.len(), text.people_told, text.may_cancel), (0, 0, 0));
    let (_, _, place) =
        effect(&hub, actor, event, |form| EventForm { location: "Paris".into(), ..form }).await;
    assert_eq!(
        (place.told_of, place.people_told, place.may_cancel),
        (vec!["place".to_owned()], 3, 0)
    );
    let (_, _, time) = effect(&hub, actor, event, |form| EventForm {
        start_date: "2030-06-01T10:00".into(),
        end_date: "2030-06-01T12:00".into(),
        ..form
    })
    .await;
    assert_eq!((time.told_of, time.people_told, time.may_cancel), (vec!["time".to_owned()], 3, 4));
    let stranger = organizer(&hub).await;
    let refused = change_effect(&hub, stranger, &event.to_string(), EventForm::default()).await;
    assert_eq!(refused.unwrap_err().code(), Some(ErrorCode::Forbidden));
}

/// The same parties that the raised capacity then serves.
#[tokio::test]
async fn a_raised_capacity_says_who_is_served_and_serves_them() {
    let (hub, _database) = test_hub().await;
    let actor = admin(&hub).await;
    let event = event(&hub).free().capacity(2).create(&hub).await;
    book(&hub, attendee(&hub).await, event, 2).await.unwrap();
    let mut parties = Vec::new();
    for quantity in [3, 2, 4, 1, 1] {
        let party = attendee(&hub).await;
        join(&hub, party, &event.to_string(), JoinWaitlist::of(quantity), None).await.unwrap();
        parties.push(party);
    }
    let (form, version, told) =
        effect(&hub, actor, event, |form| EventForm { max_capacity: "7".into(), ..form }).await;
    assert_eq!((told.parties_offered, told.seats_offered, told.parties_left), (2, 5, 3));
    assert!(!told.below_taken);
    let saved = (form, version);
    save_form(&hub, actor, Some(&event.to_string()), saved, SaveAs::AsIs, Locale::En)
        .await
        .unwrap();
    let mut offered = Vec::new();
    for party in parties {
        let entry = own(&hub, party, &event.to_string()).await.unwrap();
        offered.push(entry.status == WaitlistStatus::Offered);
    }
    assert_eq!(offered, [true, true, false, false, false]);
}

#[tokio::test]
async fn a_capacity_below_what_is_taken_is_said_with_the_number_and_refused() {
    let (hub, _database) = test_hub().await;
    let actor = admin(&hub).await;
    let event = event(&hub).free().capacity(5).create(&hub).await;
    book(&hub, attendee(&hub).await, event, 3).await.unwrap();
    let (form, version, told) =
        effect(&hub, actor, event, |form| EventForm { max_capacity: "2".into(), ..form }).await;
    assert_eq!((told.below_taken, told.seats_taken), (true, 3));
    let key = event.to_string();
    let saved = save_form(&hub, actor, Some(&key), (form, version), SaveAs::AsIs, Locale::En).await;
    assert_eq!(saved.unwrap_err().code(), Some(ErrorCode::CapacityBelowTaken));
}

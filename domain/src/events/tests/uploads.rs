//! Whose pictures events show, and how long they stay.

use super::writing::{input, organizer};
use crate::events::{
    NewUpload, add_upload, autosave, create, edit, forget_uploads, known_uploads, may_upload, patch,
};
use crate::ids::secret_token;
use crate::testing::{person, test_hub};
use crate::{Actor, Hub};
use chrono::TimeDelta;
use types::accounts::Role;
use types::event_form::EventForm;
use types::events::EventPatch;
use types::uploads::PICTURES_A_DAY;
use types::{ErrorCode, Failure, FieldProblem, Locale};

async fn uploaded(hub: &Hub, actor: Actor) -> (String, String) {
    let folder = secret_token();
    let row = NewUpload { folder: folder.clone(), width: 800, height: 600, bytes: 1000 };
    add_upload(hub, actor, row).await.unwrap();
    let url = format!("/media/pictures/{folder}/1920.webp");
    (folder, url)
}

fn with(image: &str) -> EventPatch {
    EventPatch { image: Some(Some(image.into())), ..EventPatch::default() }
}

#[tokio::test]
async fn an_event_shows_a_picture_of_its_own_people_only() {
    let (hub, _database) = test_hub().await;
    let (actor, other) = (organizer(&hub).await, organizer(&hub).await);
    let event = create(&hub, actor, input(&hub), Locale::En).await.unwrap().event.slug;
    let (folder, mine) = uploaded(&hub, actor).await;
    let (_, theirs) = uploaded(&hub, other).await;
    let shown = patch(&hub, actor, &event, with(&mine), Locale::En).await.unwrap();
    assert_eq!(shown.event.image, Some(mine.clone()));
    for bad in [
        theirs,
        format!("/media/pictures/{folder}/480.webp"),
        format!("/media/pictures/{folder}/../x"),
        format!("/media/pictures/{}/1920.webp", secret_token()),
        "/media/pictures/".to_owned(),
    ] {
        let refused = patch(&hub, actor, &event, with(&bad), Locale::En).await.unwrap_err();
        let refused = Failure::from(refused);
        assert_eq!(refused, Failure::field("image", FieldProblem::NotAllowed), "{bad}");
    }
    for bad in ["/media/avatars/x/256.webp", "//evil.test/x", "javascript:alert(1)"] {
        let refused = patch(&hub, actor, &event, with(bad), Locale::En).await.unwrap_err();
        assert_eq!(Failure::from(refused), Failure::field("image", FieldProblem::Invalid), "{bad}");
    }
    patch(&hub, actor, &event, with("https://pictures.test/a.png"), Locale::En).await.unwrap();
}

#[tokio::test]
async fn what_no_event_and_no_form_shows_is_forgotten() {
    let (hub, _database) = test_hub().await;
    let actor = organizer(&hub).await;
    let (shown, typed, orphan) =
        (uploaded(&hub, actor).await, uploaded(&hub, actor).await, uploaded(&hub, actor).await);
    let event = create(&hub, actor, input(&hub), Locale::En).await.unwrap();
    let slug = event.event.slug;
    patch(&hub, actor, &slug, with(&shown.1), Locale::En).await.unwrap();
    let open = edit(&hub, actor, &slug, Locale::En).await.unwrap();
    let form = EventForm { image: typed.1.clone(), ..open.form };
    autosave(&hub, actor, &slug, form, open.version).await.unwrap();
    let yesterday = hub.now() - TimeDelta::days(1);
    assert!(forget_uploads(&hub, yesterday).await.unwrap().is_empty(), "all are young");
    let soon = hub.now() + TimeDelta::minutes(1);
    assert_eq!(forget_uploads(&hub, soon).await.unwrap(), std::slice::from_ref(&orphan.0));
    let all = [shown.0.clone(), typed.0.clone(), orphan.0];
    let known = known_uploads(&hub, &all).await.unwrap();
    assert_eq!(known, [shown.0, typed.0].into());
}

/// The row that is written when a picture is given to an event is what the look for unused ones waits
/// for.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_picture_that_is_just_given_to_an_event_is_not_forgotten() {
    let (hub, _database) = test_hub().await;
    let actor = organizer(&hub).await;
    let event = create(&hub, actor, input(&hub), Locale::En).await.unwrap().event;
    let (folder, url) = uploaded(&hub, actor).await;
    sqlx::query("UPDATE uploads SET used_at = now() - interval '2 days'")
        .execute(hub.db.pool())
        .await
        .unwrap();
    let mut giving = hub.db.pool().begin().await.unwrap();
    sqlx::query("UPDATE uploads SET used_at = clock_timestamp() WHERE folder = $1")
        .bind(&folder)
        .execute(&mut *giving)
        .await
        .unwrap();
    let sweeping = tokio::spawn({
        let hub = hub.clone();
        async move { forget_uploads(&hub, hub.now() - TimeDelta::days(1)).await }
    });
    crate::bookings::tests::support::somebody_waits(&hub).await;
    sqlx::query("UPDATE events SET image = $2 WHERE id = $1")
        .bind(event.id)
        .bind(&url)
        .execute(&mut *giving)
        .await
        .unwrap();
    giving.commit().await.unwrap();
    assert!(sweeping.await.unwrap().unwrap().is_empty());
}

#[tokio::test]
async fn a_person_sends_only_so_many_a_day() {
    let (hub, _database) = test_hub().await;
    let actor = organizer(&hub).await;
    may_upload(&hub, actor).await.unwrap();
    sqlx::query(
        "INSERT INTO uploads (folder, owner_id, width, height, bytes)
         SELECT lpad(n::text, 43, '0'), $1, 1, 1, 1 FROM generate_series(1, $2) n",
    )
    .bind(actor.user_id())
    .bind(i32::try_from(PICTURES_A_DAY).unwrap())
    .execute(hub.db.pool())
    .await
    .unwrap();
    let refused = may_upload(&hub, actor).await.unwrap_err();
    assert_eq!(refused.code(), Some(ErrorCode::TooManyRequests));
    let row = NewUpload { folder: secret_token(), width: 1, height: 1, bytes: 1 };
    let refused = add_upload(&hub, actor, row).await.unwrap_err();
    assert_eq!(refused.code(), Some(ErrorCode::TooManyRequests));
    may_upload(&hub, organizer(&hub).await).await.unwrap();
    let attendee = Actor::User { id: person(&hub, Role::Attendee).await, role: Role::Attendee };
    assert_eq!(may_upload(&hub, attendee).await.unwrap_err().code(), Some(ErrorCode::Forbidden));
}

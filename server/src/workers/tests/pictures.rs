//! Pictures that nobody shows any more.

use super::{Works, attendee, sweep_files};
use crate::adapters::mail::FileMailer;
use crate::adapters::media::KeptPicture;
use crate::drawing::Slot;
use chrono::TimeDelta;
use domain::accounts::{public_profile, register, set_avatar, update_me};
use domain::clock::FixedClock;
use domain::events::{self, NewUpload};
use domain::jobs::ForgetPicture;
use domain::mail::Mailer as _;
use domain::privacy::delete_account;
use domain::{Actor, Hub};
use image::{DynamicImage, ImageFormat};
use std::io::Cursor;
use std::sync::Arc;
use types::accounts::{Register, UpdateUser};
use types::events::EventPatch;
use types::paths::AVATARS;
use types::{Failure, FieldProblem, Locale};

fn png() -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    DynamicImage::new_rgb8(60, 40).write_to(&mut bytes, ImageFormat::Png).unwrap();
    bytes.into_inner()
}

const PASSWORD: &str = "correct horse battery";

/// Somebody with a password, which leaving needs.
async fn registered(hub: &Hub) -> Actor {
    let input = Register {
        email: format!("{}@people.test", domain::ids::new_id().simple()),
        password: PASSWORD.into(),
        display_name: "Ada Lovelace".into(),
        role: None,
        locale: None,
    };
    let user = register(hub, input).await.unwrap().user;
    Actor::User { id: user.id, role: user.role }
}

async fn leave(hub: &Hub, user: Actor) {
    delete_account(hub, user, PASSWORD).await.unwrap();
}

/// Writes an address past every rule, as a fault or an older version might.
async fn force(hub: &Hub, user: Actor, address: Option<&str>) -> Result<(), sqlx::Error> {
    sqlx::query("UPDATE users SET avatar = $2 WHERE id = $1")
        .bind(user.require_user().unwrap().0)
        .bind(address)
        .execute(hub.db.pool())
        .await
        .map(drop)
}

async fn is_kept(works: &Works, address: &str) -> bool {
    let folder = address.strip_prefix(AVATARS).unwrap().split('/').next().unwrap();
    works.media.avatar(folder, "64.webp").await.unwrap().is_some()
}

#[tokio::test]
async fn the_picture_before_goes_and_the_one_that_is_shown_stays() {
    let works = Works::start().await;
    let hub = &works.hub;
    let ada = attendee(hub).await;
    let first = works.media.keep_avatar(Slot::in_test(), png()).await.unwrap();
    let second = works.media.keep_avatar(Slot::in_test(), png()).await.unwrap();
    set_avatar(hub, ada, Some(first.clone())).await.unwrap();
    works.idle().await;
    assert!(is_kept(&works, &first).await);
    set_avatar(hub, ada, Some(second.clone())).await.unwrap();
    works.idle().await;
    assert!(!is_kept(&works, &first).await);
    assert!(is_kept(&works, &second).await);
    // Twice is the same as once, and what is none of ours is nothing to delete.
    for address in [first, "https://pictures.example.org/ada.png".into(), "../../etc".into()] {
        works.do_now(ForgetPicture { address }).await;
    }
    works.nothing_failed().await;
    assert!(is_kept(&works, &second).await);
    set_avatar(hub, ada, None).await.unwrap();
    works.idle().await;
    assert!(!is_kept(&works, &second).await);
    works.end().await;
}

/// Every entrance that could let go of a picture, tried by a stranger who knows its address.
#[tokio::test]
async fn nobody_takes_another_person_s_picture_away() {
    let works = Works::start().await;
    let hub = &works.hub;
    let (victim, stranger) = (attendee(hub).await, registered(hub).await);
    let address = works.media.keep_avatar(Slot::in_test(), png()).await.unwrap();
    set_avatar(hub, victim, Some(address.clone())).await.unwrap();
    let folder = address.strip_suffix("256.webp").unwrap().to_owned();

    for named in [address.clone(), format!("{folder}64.webp"), format!("{folder}x?y#z")] {
        let change = UpdateUser { avatar: Some(Some(named.clone())), ..UpdateUser::default() };
        let refused = Failure::from(update_me(hub, stranger, change).await.unwrap_err());
        assert_eq!(refused, Failure::field("avatar", FieldProblem::NotAllowed), "{named}");
        // The database holds, too, where the rule would not be asked.
        assert!(force(hub, stranger, Some(&named)).await.is_err(), "{named}");
    }
    // A job that should never have been made deletes nothing that is shown.
    works.do_now(ForgetPicture { address: address.clone() }).await;
    works.do_now(ForgetPicture { address: format!("{folder}64.webp") }).await;
    set_avatar(hub, stranger, None).await.unwrap();
    leave(hub, stranger).await;
    works.idle().await;
    assert!(is_kept(&works, &address).await);
    let shown = public_profile(hub, victim.require_user().unwrap()).await.unwrap();
    assert_eq!(shown.avatar, Some(address));
    works.nothing_failed().await;
    works.end().await;
}

/// The owner's ways to let go of a picture, each of which takes its files along.
#[tokio::test]
async fn an_owner_s_picture_goes_by_whatever_entrance_it_is_let_go_of() {
    let works = Works::start().await;
    let hub = &works.hub;
    let elsewhere = Some("https://pictures.example.org/ada.png".to_owned());
    for avatar in [None, elsewhere] {
        let ada = attendee(hub).await;
        let address = works.media.keep_avatar(Slot::in_test(), png()).await.unwrap();
        set_avatar(hub, ada, Some(address.clone())).await.unwrap();
        // A whole profile sent back keeps the picture.
        let same = UpdateUser { avatar: Some(Some(address.clone())), ..UpdateUser::default() };
        update_me(hub, ada, same).await.unwrap();
        works.idle().await;
        assert!(is_kept(&works, &address).await);
        let other = UpdateUser { avatar: Some(avatar.clone()), ..UpdateUser::default() };
        assert_eq!(update_me(hub, ada, other).await.unwrap().avatar, avatar);
        works.idle().await;
        assert!(!is_kept(&works, &address).await);
    }
    let ada = registered(hub).await;
    let address = works.media.keep_avatar(Slot::in_test(), png()).await.unwrap();
    set_avatar(hub, ada, Some(address.clone())).await.unwrap();
    leave(hub, ada).await;
    works.idle().await;
    assert!(!is_kept(&works, &address).await);
    works.end().await;
}

#[tokio::test]
async fn a_picture_that_no_account_names_is_swept_once_it_is_old() {
    let mut works = Works::start().await;
    let clock = FixedClock::at(works.hub.now());
    works.hub.clock = Arc::new(clock.clone());
    let hub = works.hub.clone();
    let ada = attendee(&hub).await;
    let shown = works.media.keep_avatar(Slot::in_test(), png()).await.unwrap();
    set_avatar(&hub, ada, Some(shown.clone())).await.unwrap();
    let orphan = works.media.keep_avatar(Slot::in_test(), png()).await.unwrap();

    sweep_files::pictures(&hub, &works.media).await.unwrap();
    assert!(is_kept(&works, &orphan).await, "its upload may be under way");
    clock.advance(sweep_files::AGE + TimeDelta::minutes(1));
    sweep_files::pictures(&hub, &works.media).await.unwrap();
    assert!(!is_kept(&works, &orphan).await);
    assert!(is_kept(&works, &shown).await);
    works.end().await;
}

#[tokio::test]
async fn a_picture_that_no_event_shows_is_swept_once_it_is_old() {
    let mut works = Works::start().await;
    let clock = FixedClock::at(works.hub.now());
    works.hub.clock = Arc::new(clock.clone());
    let hub = works.hub.clone();
    let (host, event) = super::published(&hub, 7).await;
    let keep = async || works.media.keep_picture(Slot::in_test(), png(), None).await.unwrap();
    let (shown, unused, rowless) = (keep().await, keep().await, keep().await);
    for kept in [&shown, &unused] {
        let (folder, width, height) = (kept.folder.clone(), kept.width, kept.height);
        let row = NewUpload { folder, width, height, bytes: 100 };
        events::add_upload(&hub, host, row).await.unwrap();
    }
    let image = EventPatch { image: Some(Some(shown.address())), ..EventPatch::default() };
    events::patch(&hub, host, &event.to_string(), image, Locale::En).await.unwrap();
    let kept = async |picture: &KeptPicture| {
        works.media.picture(&picture.folder, "480.webp").await.unwrap().is_some()
    };
    assert_eq!(sweep_files::event_pictures(&hub, &works.media).await.unwrap(), 0);
    assert!(kept(&unused).await && kept(&rowless).await);
    clock.advance(sweep_files::AGE + TimeDelta::minutes(1));
    assert_eq!(sweep_files::event_pictures(&hub, &works.media).await.unwrap(), 2);
    assert!(kept(&shown).await, "the event shows it");
    assert!(!kept(&unused).await && !kept(&rowless).await);
    works.end().await;
}

#[tokio::test]
async fn a_message_kept_as_a_file_goes_when_its_reader_has_left() {
    let works = Works::start().await;
    let hub = &works.hub;
    let (ada, bob) = (registered(hub).await, registered(hub).await);
    let event = super::event(hub, 0).await;
    for person in [ada, bob] {
        super::book(hub, person, event, 1).await;
    }
    works.idle().await;
    let from = "Event Hub <hub@example.org>".parse().unwrap();
    let mailer = FileMailer::new(works.folder.clone(), from).unwrap();
    let before = mailer.kept().await;
    leave(hub, ada).await;
    works.idle().await;
    // As the hourly tidying does with what was sent to people after they left.
    domain::privacy::forget_farewells(hub).await.unwrap();
    sweep_files::messages(hub, &mailer).await.unwrap();
    let kept = mailer.kept().await;
    let of = async |person: Actor| -> Vec<uuid::Uuid> {
        sqlx::query_scalar("SELECT id FROM mail_messages WHERE user_id = $1")
            .bind(person.require_user().unwrap().0)
            .fetch_all(hub.db.pool())
            .await
            .unwrap()
    };
    assert!(!before.is_empty() && !of(bob).await.is_empty());
    for message in of(ada).await {
        assert!(!kept.contains(&message));
        assert!(!works.folder.join(message.to_string()).exists());
    }
    for message in of(bob).await {
        assert!(kept.contains(&message));
    }
    works.end().await;
}

//! A form that is kept as it is typed, checked and saved.

use super::writing::{input, organizer};
use crate::events::{autosave, create, discard_form, edit, get, patch, save_form, start_draft};
use crate::testing::{person, test_hub};
use crate::{Actor, Error, Hub};
use types::accounts::Role;
use types::event_form::{Autosaved, EventForm, SaveAs};
use types::events::{EventPatch, EventStatus};
use types::{ErrorCode, Failure, FieldError, FieldProblem, Locale};

pub(super) fn typed(title: &str) -> EventForm {
    EventForm { title: title.into(), timezone: "Europe/Berlin".into(), ..EventForm::default() }
}

/// Everything that an event needs.
pub(super) fn whole() -> EventForm {
    EventForm {
        category: "rust".into(),
        location: "Berlin".into(),
        start_date: "2030-06-01T18:00".into(),
        end_date: "2030-06-01T20:00".into(),
        max_capacity: "20".into(),
        price: "12,50".into(),
        currency: "EUR".into(),
        refund_full_until_hours: "24".into(),
        ..typed("Rust by the river")
    }
}

pub(super) fn fields(errors: &[FieldError]) -> Vec<(&str, FieldProblem)> {
    errors.iter().map(|error| (&*error.field, error.problem)).collect()
}

pub(super) async fn saved(
    hub: &Hub,
    actor: Actor,
    id: &str,
    (form, version): (EventForm, i32),
    save_as: SaveAs,
) -> Result<i32, Error> {
    let saved = save_form(hub, actor, Some(id), (form, version), save_as, Locale::En).await;
    saved.map(|view| view.version.unwrap())
}

#[tokio::test]
async fn a_title_makes_a_draft_and_the_list_says_what_is_missing() {
    let (hub, _database) = test_hub().await;
    let actor = organizer(&hub).await;
    let none = start_draft(&hub, actor, typed(" ")).await.unwrap_err();
    assert_eq!(Failure::from(none), Failure::field("title", FieldProblem::Required));
    let kept = start_draft(&hub, actor, typed("Rust by the river")).await.unwrap();
    assert_eq!(kept.slug, "rust-by-the-river");
    let lacks = ["category", "location", "start_date", "end_date", "max_capacity", "price"];
    let missing: Vec<_> = fields(&kept.missing);
    for field in lacks {
        assert!(missing.contains(&(field, FieldProblem::Required)), "{field}: {missing:?}");
    }
    assert_eq!(missing.len(), lacks.len());
    assert_eq!(kept.problems, []);
    let id = kept.event.to_string();
    // What it lacks keeps it from being published, by whatever entrance.
    let publish = EventPatch { status: Some(EventStatus::Published), ..EventPatch::default() };
    let refused = Failure::from(patch(&hub, actor, &id, publish, Locale::En).await.unwrap_err());
    assert_eq!(fields(&refused.fields).len(), lacks.len());
    let form = edit(&hub, actor, &id, Locale::En).await.unwrap();
    assert_eq!(form.form.location, "", "a stand-in is shown nowhere");
    assert_eq!(form.form.title, "Rust by the river");
    assert_eq!(form.unsaved, None);
}

#[tokio::test]
async fn what_is_typed_becomes_the_draft_as_far_as_it_can_be_read() {
    let (hub, _database) = test_hub().await;
    let actor = organizer(&hub).await;
    let kept = start_draft(&hub, actor, typed("Ru")).await.unwrap();
    let id = kept.event.to_string();
    let form = EventForm {
        price: "free".into(),
        max_capacity: "0".into(),
        category: "nowhere".into(),
        venue: "Boa".into(),
        slug: "New!".into(),
        end_date: "2030-06-01T17:00".into(),
        online_meeting_url: "https://".into(),
        image: "/media/pictures/nobodys/1920.webp".into(),
        ..whole()
    };
    let kept = autosave(&hub, actor, &id, form.clone(), kept.version).await.unwrap();
    let told = fields(&kept.problems);
    for (field, problem) in [
        ("price", FieldProblem::Invalid),
        ("max_capacity", FieldProblem::TooSmall),
        ("category", FieldProblem::NotFound),
        ("slug", FieldProblem::Invalid),
        ("end_date", FieldProblem::EndBeforeStart),
        ("online_meeting_url", FieldProblem::Invalid),
        ("image", FieldProblem::NotAllowed),
    ] {
        assert!(told.contains(&(field, problem)), "{field}: {told:?}");
    }
    let now = get(&hub, actor, &id, Locale::En).await.unwrap().event;
    assert_eq!((&*now.title, &*now.location), ("Rust by the river", "Berlin"));
    assert_eq!(now.venue, None, "a name that is half typed makes no venue");
    assert_eq!(now.status, EventStatus::Draft);
    // Nothing of it is lost.
    let open = edit(&hub, actor, &id, Locale::En).await.unwrap();
    assert_eq!(open.unsaved.unwrap().form, form);
    // The good ones count, the others are still missing.
    let missing = fields(&kept.missing);
    assert!(missing.contains(&("price", FieldProblem::Required)), "{missing:?}");
    assert!(!missing.iter().any(|(field, _)| *field == "location"), "{missing:?}");

    let kept = autosave(&hub, actor, &id, whole(), kept.version).await.unwrap();
    assert_eq!((kept.problems, kept.missing), (vec![], vec![]));
    let published = saved(&hub, actor, &id, (whole(), kept.version), SaveAs::Published).await;
    published.unwrap();
    let now = get(&hub, actor, &kept.slug, Locale::En).await.unwrap().event;
    assert_eq!(now.status, EventStatus::Published);
    assert_eq!(now.start_date.to_rfc3339(), "2030-06-01T16:00:00+00:00");
    assert_eq!(now.price.to_string(), "12.50");
}

#[tokio::test]
async fn what_is_typed_into_a_published_event_waits_until_it_is_saved() {
    let (hub, _database) = test_hub().await;
    let actor = organizer(&hub).await;
    let made = create(&hub, actor, input(&hub), Locale::En).await.unwrap();
    let (id, version) = (made.event.id.to_string(), made.version.unwrap());
    let open = edit(&hub, actor, &id, Locale::En).await.unwrap();
    let form = EventForm { title: "Another name".into(), ..open.form.clone() };
    let kept = autosave(&hub, actor, &id, form.clone(), version).await.unwrap();
    assert_eq!((kept.version, kept.changed_meanwhile), (version, false));
    let title = async || get(&hub, actor, &id, Locale::En).await.unwrap().event.title;
    assert_eq!(title().await, "An evening of Rust");
    assert_eq!(edit(&hub, actor, &id, Locale::En).await.unwrap().unsaved.unwrap().form, form);
    saved(&hub, actor, &id, (form.clone(), version), SaveAs::AsIs).await.unwrap();
    assert_eq!(title().await, "Another name");
    assert_eq!(edit(&hub, actor, &id, Locale::En).await.unwrap().unsaved, None);
    // And what is given up is forgotten.
    autosave(&hub, actor, &id, open.form, version + 1).await.unwrap();
    discard_form(&hub, actor, &id).await.unwrap();
    assert_eq!(edit(&hub, actor, &id, Locale::En).await.unwrap().unsaved, None);
}

#[tokio::test]
async fn a_form_that_is_saved_over_another_s_change_is_refused_and_kept() {
    let (hub, _database) = test_hub().await;
    let actor = organizer(&hub).await;
    let made = create(&hub, actor, input(&hub), Locale::En).await.unwrap();
    let (id, version) = (made.event.id.to_string(), made.version.unwrap());
    let form = edit(&hub, actor, &id, Locale::En).await.unwrap().form;
    let admin = Actor::User { id: person(&hub, Role::Admin).await, role: Role::Admin };
    let theirs = EventForm { title: "Theirs".into(), ..form.clone() };
    saved(&hub, admin, &id, (theirs, version), SaveAs::AsIs).await.unwrap();
    let mine = EventForm { title: "Mine".into(), ..form };
    let kept = autosave(&hub, actor, &id, mine.clone(), version).await.unwrap();
    assert!(kept.changed_meanwhile);
    let refused = saved(&hub, actor, &id, (mine.clone(), version), SaveAs::AsIs).await;
    assert_eq!(refused.unwrap_err().code(), Some(ErrorCode::ChangedMeanwhile));
    let open = edit(&hub, actor, &id, Locale::En).await.unwrap();
    assert_eq!(open.form.title, "Theirs");
    let unsaved = open.unsaved.unwrap();
    assert_eq!(
        (unsaved.form, unsaved.base_version),
        (mine.clone(), version),
        "both texts are there"
    );
    saved(&hub, actor, &id, (mine, open.version), SaveAs::AsIs).await.unwrap();
}

#[tokio::test]
async fn two_people_who_edit_see_each_other() {
    let (hub, _database) = test_hub().await;
    let actor = organizer(&hub).await;
    let made = create(&hub, actor, input(&hub), Locale::En).await.unwrap();
    let (id, version) = (made.event.id.to_string(), made.version.unwrap());
    let form = edit(&hub, actor, &id, Locale::En).await.unwrap().form;
    let admin = Actor::User { id: person(&hub, Role::Admin).await, role: Role::Admin };
    let alone = autosave(&hub, admin, &id, form.clone(), version).await.unwrap();
    assert_eq!(alone.others, []);
    let seen = edit(&hub, actor, &id, Locale::En).await.unwrap().others;
    assert_eq!(seen.iter().map(|it| Some(it.id)).collect::<Vec<_>>(), [admin.user_id()]);
    sqlx::query("UPDATE event_drafts SET updated_at = now() - interval '2 minutes'")
        .execute(hub.db.pool())
        .await
        .unwrap();
    let kept = autosave(&hub, actor, &id, form, version).await.unwrap();
    assert_eq!(kept.others, [], "who has gone is not shown");
}

#[tokio::test]
async fn a_form_is_for_who_may_edit() {
    let (hub, _database) = test_hub().await;
    let (actor, other) = (organizer(&hub).await, organizer(&hub).await);
    let attendee = Actor::User { id: person(&hub, Role::Attendee).await, role: Role::Attendee };
    let draft = start_draft(&hub, actor, typed("Mine")).await.unwrap();
    let id = draft.event.to_string();
    for (who, code) in [
        (Actor::Anonymous, ErrorCode::Unauthenticated),
        (attendee, ErrorCode::NotFound),
        (other, ErrorCode::NotFound),
    ] {
        let kept = autosave(&hub, who, &id, typed("Theirs"), draft.version).await;
        assert_eq!(kept.unwrap_err().code(), Some(code));
        let opened = edit(&hub, who, &id, Locale::En).await;
        assert_eq!(opened.unwrap_err().code(), Some(code));
        let form = (typed("Theirs"), draft.version);
        let save = saved(&hub, who, &id, form, SaveAs::AsIs).await;
        assert_eq!(save.unwrap_err().code(), Some(code));
    }
    let denied = start_draft(&hub, attendee, typed("Mine")).await.unwrap_err();
    assert_eq!(denied.code(), Some(ErrorCode::Forbidden));
}

#[tokio::test]
async fn whatever_is_typed_is_kept_or_refused_and_the_audit_log_is_not_flooded() {
    let (hub, _database) = test_hub().await;
    let actor = organizer(&hub).await;
    let mut kept: Autosaved = start_draft(&hub, actor, typed("Rust")).await.unwrap();
    let id = kept.event.to_string();
    let long = "я".repeat(40_000);
    for form in [
        EventForm { description: long.clone(), ..typed("Rust") },
        EventForm { location: "a\0b\u{202e}".into(), ..typed("Rust") },
        EventForm { title: String::new(), ..typed("") },
        EventForm { start_date: "2027-03-28T02:30".into(), ..typed("Rust") },
        EventForm { start_date: "2026-10-25T02:30".into(), ..typed("Rust") },
        EventForm { start_date: "9999999-01-01T00:00".into(), ..typed("Rust") },
        EventForm { timezone: "Mars".into(), ..typed("Rust") },
        EventForm { max_capacity: "99999999999999999999".into(), ..typed("Rust") },
        EventForm { refund_full_until_hours: "1e9".into(), ..typed("Rust") },
        EventForm { language: "de".into(), ..typed("Rust") },
    ] {
        kept = autosave(&hub, actor, &id, form.clone(), kept.version).await.unwrap();
        assert!(!kept.problems.is_empty(), "{:?}", form.start_date);
    }
    let told = edit(&hub, actor, &id, Locale::En).await.unwrap();
    assert_eq!(told.view.event.title, "Rust");
    let huge = EventForm { description: "a".repeat(300_000), ..typed("Rust") };
    let refused = autosave(&hub, actor, &id, huge, kept.version).await.unwrap_err();
    assert_eq!(refused.code(), Some(ErrorCode::PayloadTooLarge));
    for number in 0..20 {
        let form = typed(&format!("Rust {number}"));
        kept = autosave(&hub, actor, &id, form, kept.version).await.unwrap();
    }
    let entries: i64 = sqlx::query_scalar("SELECT count(*) FROM audit_log WHERE event_id = $1")
        .bind(kept.event)
        .fetch_one(hub.db.pool())
        .await
        .unwrap();
    assert_eq!(entries, 1, "that it was made");
}

#[tokio::test]
async fn the_hour_that_is_left_out_and_the_one_that_comes_twice_are_told_apart() {
    let (hub, _database) = test_hub().await;
    let actor = organizer(&hub).await;
    let at = |start: &str, fold: &str| EventForm {
        start_date: start.into(),
        start_fold: fold.into(),
        end_date: "2030-12-01T20:00".into(),
        ..whole()
    };
    let kept = start_draft(&hub, actor, at("2030-03-31T02:30", "")).await.unwrap();
    assert_eq!(fields(&kept.problems), [("start_date", FieldProblem::SkippedHour)]);
    let kept = start_draft(&hub, actor, at("2030-10-27T02:30", "")).await.unwrap();
    assert_eq!(fields(&kept.problems), [("start_date", FieldProblem::DoubledHour)]);
    for (fold, utc) in [("first", "00:30"), ("second", "01:30")] {
        let kept = start_draft(&hub, actor, at("2030-10-27T02:30", fold)).await.unwrap();
        let open = edit(&hub, actor, &kept.slug, Locale::En).await.unwrap();
        let start = open.view.event.start_date.to_rfc3339();
        assert_eq!(start, format!("2030-10-27T{utc}:00+00:00"));
        assert_eq!(open.form.start_fold, fold);
        assert_eq!(open.unsaved, None, "the form is as it was typed");
    }
}

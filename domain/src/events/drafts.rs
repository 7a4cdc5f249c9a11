//! Drafts: an event's form is kept as it is typed, checked, and saved.
//!
//! What is typed into a draft's form becomes the draft at once, as far as it can be read. What is
//! typed into the form of a published event is kept beside it until it is saved, and so is a ticket type
//! that is typed into any form. Nothing here publishes but who asks for it.

use super::change::{Change, Matching, Wish, apply, as_input};
use super::checklist::missing_now;
use super::form::{Read, blank, form_of, read, without};
use super::policy::{self, Before};
use super::rights::{EventRight, own_locked, owned};
use super::service::{acting, make, owned_view};
use super::store::{self, EventRow};
use super::{form_types, slug, uploads};
use crate::audit::Entry;
use crate::idempotency::{Answer, IdempotencyKey, Refusal, Request, once};
use crate::{Actor, Error, Hub, accounts};
use chrono::{DateTime, Utc};
use sqlx::postgres::PgConnection;
use types::event_form::{Autosaved, Editor, EventEdit, EventForm, FORM_MAX, SaveAs};
use types::events::{EventStatus, EventView};
use types::history::AuditAction;
use types::ids::{EventId, UserId};
use types::{ErrorCode, Failure, FieldError, FieldProblem, Locale};
use uuid::Uuid;

/// An event as its form is opened.
///
/// # Errors
/// Not found or denied.
pub async fn edit(
    hub: &Hub,
    actor: Actor,
    id_or_slug: &str,
    locale: Locale,
) -> Result<EventEdit, Error> {
    let user = actor.require_user()?;
    let now = hub.now();
    let mut connection = hub.db.read().await?;
    let row = owned(&mut connection, actor, id_or_slug, EventRight::Edit).await?;
    let verified = accounts::email_verified(&mut connection, user).await?;
    let form = form_of(&row);
    let mut unsaved = store::kept_form(&mut connection, (row.id, user)).await?;
    let mut missing = missing_now(&mut connection, &row, verified, now).await?;
    if let Some(kept) = &unsaved {
        if says_more(&mut connection, &kept.form, &row, now).await? {
            missing = form_types::lacking(&kept.form, missing);
        } else {
            unsaved = None;
        }
    }
    Ok(EventEdit {
        version: row.version,
        unsaved,
        form,
        missing,
        others: others(&mut connection, &row, user).await?,
        old_slugs: store::old_slugs(&mut connection, row.id, 50).await?,
        seats_taken: row.seats_taken(),
        deletable: store::is_deletable(&mut connection, row.id).await?,
        view: owned_view(now, row, locale),
    })
}

/// The event, if it says all that the form does: who sent it has saved it already.
///
/// # Errors
/// Not found or denied.
pub async fn saved_as(
    hub: &Hub,
    actor: Actor,
    id_or_slug: &str,
    form: &EventForm,
    locale: Locale,
) -> Result<Option<EventView>, Error> {
    let now = hub.now();
    let mut connection = hub.db.read().await?;
    let row = owned(&mut connection, actor, id_or_slug, EventRight::Edit).await?;
    let says_more = says_more(&mut connection, form, &row, now).await?;
    Ok((!says_more).then(|| owned_view(now, row, locale)))
}

/// Whether a form says anything that the event does not: what was typed into a draft's has become the
/// draft.
async fn says_more(
    connection: &mut PgConnection,
    form: &EventForm,
    row: &EventRow,
    now: DateTime<Utc>,
) -> Result<bool, sqlx::Error> {
    let Read { mut wish, problems } = read(form, as_input(row), &row.unset_fields, Some(row));
    let before = Before::of(row);
    let good = policy::check(&mut wish.input, &wish.unset, Some(before), now).is_ok();
    let current = Wish { input: as_input(row), unset: row.unset_fields.clone() };
    if !good || !problems.is_empty() || wish != current {
        return Ok(true);
    }
    Ok(!form_types::are_there(connection, row.id, form).await?)
}

/// Makes a draft of a form that has a title at least.
///
/// # Errors
/// Denied to attendees; no title.
pub async fn start_draft(hub: &Hub, actor: Actor, form: EventForm) -> Result<Autosaved, Error> {
    let made = start_draft_once(hub, actor, form, None).await;
    made.map(|answer| answer.value).map_err(|refusal| refusal.failure.into())
}

/// The same, once for the key: whatever is typed into a form that was opened once becomes one draft.
///
/// # Errors
/// As [`start_draft`].
pub async fn start_draft_once(
    hub: &Hub,
    actor: Actor,
    form: EventForm,
    key: Option<IdempotencyKey>,
) -> Result<Answer<Autosaved>, Refusal> {
    let user = actor.require_organizer()?;
    let form = bounded(form)?;
    if form.title.trim().is_empty() {
        return Err(Failure::field("title", FieldProblem::Required).into());
    }
    let request =
        key.map(|key| Request::new(hub, user, key, "start_draft", &()).waiting().until_done());
    let (now, settings) = (hub.now(), hub.settings.clone());
    once(hub, request, move |tx| {
        Box::pin(async move {
            let verified = acting(tx, user).await?;
            let how = Change { actor, verified, now, settings: &settings, audited: true };
            let current = blank(store::any_category(tx).await?, now);
            let read = read(&form, current.clone(), &[], None);
            let current = Wish { input: current, unset: read.wish.unset.clone() };
            let (wish, problems) = lenient(tx, &how, read, current, None, user).await?;
            let row = make(tx, &how, user, wish).await?;
            kept(tx, &how, user, row, form, problems).await
        })
    })
    .await
}

/// Keeps a form as it is, whatever is in it; a draft becomes what can be read of it.
///
/// # Errors
/// Not found or denied; cancelled; too large.
pub async fn autosave(
    hub: &Hub,
    actor: Actor,
    id_or_slug: &str,
    form: EventForm,
    base_version: i32,
) -> Result<Autosaved, Error> {
    let user = actor.require_user()?;
    let form = bounded(form)?;
    let (now, settings, key) = (hub.now(), hub.settings.clone(), id_or_slug.to_owned());
    hub.db
        .write(move |tx| {
            Box::pin(async move {
                let verified = acting(tx, user).await?;
                let how = Change { actor, verified, now, settings: &settings, audited: false };
                let row = own_locked(tx, actor, &key, EventRight::Edit).await?;
                if row.status == EventStatus::Cancelled {
                    return Err(ErrorCode::EventCancelled.into());
                }
                let read = read(&form, as_input(&row), &row.unset_fields, Some(&row));
                let current = Wish { input: as_input(&row), unset: row.unset_fields.clone() };
                let before = Some(&row);
                let (wish, problems) =
                    lenient(tx, &how, read, current.clone(), before, row.organizer_id).await?;
                if row.version != base_version {
                    let mut saved = kept_beside(tx, &row, user, form, base_version).await?;
                    saved.problems = problems;
                    saved.missing = missing_now(tx, &row, verified, now).await?;
                    saved.changed_meanwhile = true;
                    return Ok(saved);
                }
                let is_draft = row.status == EventStatus::Draft;
                let row = if is_draft && wish != current {
                    apply(tx, &how, row, wish).await?
                } else {
                    row
                };
                kept(tx, &how, user, row, form, problems).await
            })
        })
        .await
}

/// Saves a form: makes the event of it where `id_or_slug` is none, else changes it if it is still of
/// the version that the form was made from.
///
/// What is refused is kept: it stands in the form when that is opened again.
///
/// # Errors
/// Not found or denied; invalid by field; `changed_meanwhile`; as [`update`](super::update).
pub async fn save_form(
    hub: &Hub,
    actor: Actor,
    id_or_slug: Option<&str>,
    (form, base_version): (EventForm, i32),
    save_as: SaveAs,
    locale: Locale,
) -> Result<EventView, Error> {
    let Some(key) = id_or_slug else {
        return create_from(hub, actor, form, save_as, locale).await;
    };
    let saved = save(hub, actor, key, (form.clone(), base_version), save_as, locale).await;
    let refused = [ErrorCode::ChangedMeanwhile, ErrorCode::ValidationFailed, ErrorCode::SlugTaken];
    if let Err(Error::Refused(failure)) = &saved
        && refused.contains(&failure.code)
    {
        autosave(hub, actor, key, form, base_version).await?;
    }
    saved
}

async fn create_from(
    hub: &Hub,
    actor: Actor,
    form: EventForm,
    save_as: SaveAs,
    locale: Locale,
) -> Result<EventView, Error> {
    let user = actor.require_organizer()?;
    let form = bounded(form)?;
    let (now, settings) = (hub.now(), hub.settings.clone());
    let row = hub
        .db
        .write(move |tx| {
            Box::pin(async move {
                let verified = acting(tx, user).await?;
                let how = Change { actor, verified, now, settings: &settings, audited: true };
                let current = blank(store::any_category(tx).await?, now);
                let read = read(&form, current, &[], None);
                let mut wish = strict(read, &form, None, save_as, &how)?;
                let types = form_types::read(&form).types;
                wish.input.ticket_types = types.into_iter().map(|(_, input)| input).collect();
                make(tx, &how, user, wish).await
            })
        })
        .await?;
    Ok(owned_view(hub.now(), row, locale))
}

async fn save(
    hub: &Hub,
    actor: Actor,
    key: &str,
    (form, base_version): (EventForm, i32),
    save_as: SaveAs,
    locale: Locale,
) -> Result<EventView, Error> {
    let user = actor.require_user()?;
    let form = bounded(form)?;
    let (now, settings, key) = (hub.now(), hub.settings.clone(), key.to_owned());
    let row = hub
        .db
        .write(move |tx| {
            Box::pin(async move {
                let verified = acting(tx, user).await?;
                let how = Change { actor, verified, now, settings: &settings, audited: true };
                let row = own_locked(tx, actor, &key, EventRight::Edit).await?;
                if !Matching::OneOf(vec![base_version]).has(row.version) {
                    return Err(ErrorCode::ChangedMeanwhile.into());
                }
                let typed = form_types::read(&form);
                // Before the event is published: it is on sale at no other price.
                let row = if typed.problems.is_empty() {
                    form_types::make(tx, &how, row, typed.types).await?
                } else {
                    row
                };
                let read = read(&form, as_input(&row), &row.unset_fields, Some(&row));
                let wish = strict(read, &form, Some(&row), save_as, &how)?;
                let row = apply(tx, &how, row, wish).await?;
                store::drop_form(tx, (row.id, user)).await?;
                Ok::<_, Error>(row)
            })
        })
        .await?;
    Ok(owned_view(hub.now(), row, locale))
}

/// Puts a picture into the form of an event, beside what the caller has typed and not saved.
///
/// # Errors
/// As [`autosave`].
pub async fn set_form_image(
    hub: &Hub,
    actor: Actor,
    id_or_slug: &str,
    image: String,
) -> Result<Autosaved, Error> {
    let open = edit(hub, actor, id_or_slug, Locale::default()).await?;
    let (form, base_version) = match open.unsaved {
        Some(unsaved) => (unsaved.form, unsaved.base_version),
        None => (open.form, open.version),
    };
    autosave(hub, actor, id_or_slug, EventForm { image, ..form }, base_version).await
}

/// Forgets what the caller has typed and not saved.
///
/// # Errors
/// Not found or denied.
pub async fn discard_form(hub: &Hub, actor: Actor, id_or_slug: &str) -> Result<(), Error> {
    let user = actor.require_user()?;
    let key = id_or_slug.to_owned();
    hub.db
        .write(move |tx| {
            Box::pin(async move {
                acting(tx, user).await?;
                let row = owned(tx, actor, &key, EventRight::Edit).await?;
                Ok(store::drop_form(tx, (row.id, user)).await?)
            })
        })
        .await
}

/// The wish with everything that is wrong with it, or the failure that says so.
fn strict(
    read: Read,
    form: &EventForm,
    row: Option<&EventRow>,
    save_as: SaveAs,
    how: &Change<'_>,
) -> Result<Wish, Failure> {
    let Read { mut wish, problems } = read;
    // The price is that of the ticket types which are made with it.
    if form.has_types() {
        wish.unset.retain(|field| field != "price");
    }
    if save_as == SaveAs::Published {
        wish.input.status = Some(EventStatus::Published);
    }
    let checked = check(&mut wish, row, how);
    let told: Vec<&String> = problems.iter().map(|error| &error.field).collect();
    let more = checked.into_iter().filter(|error| !told.contains(&&error.field));
    let all: Vec<FieldError> = more.chain(problems.iter().cloned()).collect();
    if all.is_empty() { Ok(wish) } else { Err(Failure::fields(all)) }
}

/// Everything that is wrong with a wish but what only the database knows.
fn check(wish: &mut Wish, row: Option<&EventRow>, how: &Change<'_>) -> Vec<FieldError> {
    let before = row.map(Before::of);
    let mut errors = policy::check(&mut wish.input, &wish.unset, before, how.now)
        .err()
        .map(|failure| failure.fields)
        .unwrap_or_default();
    if let Some(Err(failure)) = wish.input.slug.as_deref().map(slug::check_choice) {
        errors.extend(failure.fields);
    }
    errors
}

/// The wish as far as it can be had, and what is wrong with the rest.
async fn lenient(
    tx: &mut PgConnection,
    how: &Change<'_>,
    read: Read,
    current: Wish,
    row: Option<&EventRow>,
    organizer: UserId,
) -> Result<(Wish, Vec<FieldError>), Error> {
    let Read { mut wish, problems: mut found } = read;
    // A name that is half typed makes no venue.
    if let Some(venue) = &wish.input.venue
        && !store::has_venue(tx, organizer, venue).await?
    {
        wish.input.venue.clone_from(&current.input.venue);
    }
    let mut refused = check(&mut wish, row, how);
    refused.retain(|error| !found.iter().any(|known| known.field == error.field));
    if wish.input.category != current.input.category
        && store::category_named(tx, &wish.input.category).await?.is_none()
    {
        refused.push(field_error("category", FieldProblem::NotFound));
    }
    if let Some(slug) = &wish.input.slug
        && store::slug_is_taken(tx, row.map_or(EventId(Uuid::nil()), |row| row.id), slug).await?
    {
        refused.push(field_error("slug", FieldProblem::Taken));
    }
    let image = wish.input.image.as_deref();
    if image != current.input.image.as_deref()
        && uploads::may_show(tx, how.actor, organizer, image).await.is_err()
    {
        refused.push(field_error("image", FieldProblem::NotAllowed));
    }
    found.extend(refused);
    let mut wish = without(wish, &found, current.clone());
    // What was put back may not go together with what is new.
    if !check(&mut wish, row, how).is_empty() {
        let title = wish.input.title;
        wish = current;
        wish.input.title = title;
        if !check(&mut wish, row, how).is_empty() {
            return Err(Failure::fields(found).into());
        }
    }
    Ok((wish, found))
}

fn field_error(field: &str, problem: FieldProblem) -> FieldError {
    FieldError { field: field.to_owned(), problem, limit: None }
}

/// Keeps the form of an event that is now as `row` has it.
async fn kept(
    tx: &mut PgConnection,
    how: &Change<'_>,
    user: UserId,
    row: EventRow,
    form: EventForm,
    mut problems: Vec<FieldError>,
) -> Result<Autosaved, Error> {
    // Who has not come to a field yet is not told off for it: it is missing.
    problems.retain(|error| !form_types::is_unfilled(error));
    let missing = missing_now(tx, &row, how.verified, how.now).await?;
    let missing = form_types::lacking(&form, missing);
    let (saved_at, tell) = store::keep_form(tx, (row.id, user), &form, row.version).await?;
    // One line a quarter of an hour, not one a keystroke.
    if tell && row.status == EventStatus::Draft {
        store::form_audited(tx, (row.id, user)).await?;
        if !how.audited {
            Entry::new(how.actor, AuditAction::EventUpdated, row.id).record(tx).await?;
        }
    }
    Ok(Autosaved {
        event: row.id,
        version: row.version,
        saved_at,
        problems,
        missing,
        changed_meanwhile: false,
        others: others(tx, &row, user).await?,
        slug: row.slug,
    })
}

/// Keeps a form that was made from another version than the event has.
async fn kept_beside(
    tx: &mut PgConnection,
    row: &EventRow,
    user: UserId,
    form: EventForm,
    base_version: i32,
) -> Result<Autosaved, Error> {
    let (saved_at, _) = store::keep_form(tx, (row.id, user), &form, base_version).await?;
    Ok(Autosaved {
        event: row.id,
        slug: row.slug.clone(),
        version: row.version,
        saved_at,
        problems: Vec::new(),
        missing: Vec::new(),
        changed_meanwhile: true,
        others: others(tx, row, user).await?,
    })
}

async fn others(
    connection: &mut PgConnection,
    row: &EventRow,
    user: UserId,
) -> Result<Vec<Editor>, sqlx::Error> {
    let others = store::other_editors(connection, (row.id, user)).await?;
    let editor = |(id, display_name, seen_at)| Editor { id, display_name, seen_at };
    Ok(others.into_iter().map(editor).collect())
}

/// A form that fits into its row; what the database cannot store is left out of it, and so are its last
/// empty rows.
fn bounded(mut form: EventForm) -> Result<EventForm, Failure> {
    let text = serde_json::to_string(&form).unwrap_or_default();
    if text.len() > FORM_MAX {
        return Err(ErrorCode::PayloadTooLarge.into());
    }
    if text.contains("\\u0000") {
        form = serde_json::from_str(&text.replace("\\u0000", "")).unwrap_or(form);
    }
    Ok(form.trimmed())
}

//! The form is saved, or published; a change that people would be told of is asked about first.

use super::views::Saved;
use crate::error::AppResult;
use crate::transport::Post;
use leptos::prelude::*;
use types::event_form::EventForm;

pub const ENDPOINT: &str = "save-event-form";

/// `then`: `publish`, or nothing. `confirmed`: the effect that was agreed to.
#[server(prefix = "/fn", endpoint = "save-event-form", protocol = Post)]
pub async fn save_event_form(
    form: EventForm,
    #[server(default)] event: String,
    #[server(default)] version: i32,
    #[server(default)] then: String,
    #[server(default)] confirmed: String,
    #[server(default)] key: String,
) -> AppResult<Saved> {
    let (hub, actor) = (crate::ssr::hub()?, crate::ssr::actor());
    let publish = then == "publish";
    let typed = form.has_types();
    let sent = saving::Sent { form: settled(form), event, version, publish, key };
    let result = saving::save(&hub, actor, sent, &confirmed).await;
    saving::answer(result, typed)
}

/// The form with the zone that was meant: who types a city need not know its name.
#[cfg(feature = "ssr")]
pub(super) fn settled(mut form: EventForm) -> EventForm {
    if let Some(zone) = crate::ssr::zones::named(&form.timezone) {
        zone.clone_into(&mut form.timezone);
    }
    form
}

#[cfg(feature = "ssr")]
mod saving {
    use super::super::views::{Saved, confirmation, needs_consent};
    use super::ENDPOINT;
    use crate::error::AppResult;
    use crate::forms::{self, FlashMessage};
    use crate::{http, paths, ssr};
    use domain::idempotency::Answer;
    use domain::{Actor, Hub, events};
    use types::event_form::{Autosaved, EventForm, SaveAs};
    use types::events::EventStatus;
    use types::{ErrorCode, Failure, FieldError};

    pub(super) struct Sent {
        pub form: EventForm,
        pub event: String,
        pub version: i32,
        pub publish: bool,
        /// Of a form whose event is still to be made.
        pub key: String,
    }

    /// A refusal, and the event whose form now shows what was typed.
    pub(super) struct Refused {
        failure: Failure,
        kept: Option<(String, i32)>,
        /// The page that was open has another address.
        moved: bool,
    }

    pub(super) async fn save(
        hub: &Hub,
        actor: Actor,
        mut sent: Sent,
        confirmed: &str,
    ) -> Result<Saved, Refused> {
        // Whatever is wrong with a new event, its draft keeps what was typed.
        let is_new = sent.event.is_empty();
        let mut again = false;
        if is_new {
            let draft = begin(hub, actor, &sent).await;
            let draft = draft.map_err(|failure| Refused { failure, kept: None, moved: false })?;
            again = draft.replayed;
            (sent.event, sent.version) = (draft.value.slug, draft.value.version);
        }
        let Sent { form, event, mut version, publish, .. } = sent;
        if let Some(effect) = consent(hub, actor, &event, &form, confirmed).await {
            if http::is_plain_navigation() {
                let kept = events::autosave(hub, actor, &event, form, version).await;
                let kept = kept.map_err(|error| Refused {
                    failure: error.into(),
                    kept: Some((event, version)),
                    moved: is_new,
                })?;
                forms::go(&(paths::organize_edit(&kept.slug) + "?confirm=yes#confirm"));
            }
            return Ok(Saved::Confirm { effect });
        }
        let how = if publish { SaveAs::Published } else { SaveAs::AsIs };
        let mut tries = 0;
        let saved = loop {
            // The first click has saved what this one sends, or is just at it.
            if again
                && let Ok(Some(view)) =
                    events::saved_as(hub, actor, &event, &form, ssr::locale()).await
            {
                let status = view.event.status;
                version = view.version.unwrap_or(version);
                if status == EventStatus::Published {
                    // What this click has kept says nothing more than the event does.
                    let _ = events::discard_form(hub, actor, &event).await;
                    return Ok(done(view.event.slug, version, publish, Vec::new()));
                }
                if !publish {
                    let missing = lacks(hub, actor, &event, status).await;
                    return Ok(done(view.event.slug, version, publish, missing));
                }
            }
            let sent = (form.clone(), version);
            let saved = events::save_form(hub, actor, Some(&event), sent, how, ssr::locale()).await;
            let code = saved.as_ref().err().and_then(domain::Error::code);
            tries += 1;
            if !again || tries > 1 || code != Some(ErrorCode::ChangedMeanwhile) {
                break saved;
            }
        };
        match saved {
            Ok(view) => {
                let (slug, version) = (view.event.slug, view.version.unwrap_or(version));
                let missing = lacks(hub, actor, &slug, view.event.status).await;
                Ok(done(slug, version, publish, missing))
            }
            Err(error) => {
                let failure = Failure::from(error);
                let kept = keep(hub, actor, &event, (form, version), failure.code).await;
                Err(Refused {
                    failure,
                    kept: Some(kept.unwrap_or((event, version))),
                    moved: is_new,
                })
            }
        }
    }

    /// Keeps what was refused; where and of which version its form is now.
    async fn keep(
        hub: &Hub,
        actor: Actor,
        event: &str,
        (form, version): (EventForm, i32),
        code: ErrorCode,
    ) -> Option<(String, i32)> {
        match code {
            // Kept by what refused it, and made from what it was made from.
            ErrorCode::ChangedMeanwhile => {
                let edit = events::edit(hub, actor, event, ssr::locale()).await.ok()?;
                Some((edit.view.event.slug, version))
            }
            ErrorCode::ValidationFailed | ErrorCode::SlugTaken => {
                let edit = events::edit(hub, actor, event, ssr::locale()).await.ok()?;
                Some((edit.view.event.slug, edit.version))
            }
            _ => {
                let kept = events::autosave(hub, actor, event, form, version).await.ok()?;
                Some((kept.slug, kept.version))
            }
        }
    }

    /// Makes the draft; one without a title is given a name until it has one.
    async fn begin(hub: &Hub, actor: Actor, sent: &Sent) -> Result<Answer<Autosaved>, Failure> {
        let mut named = sent.form.clone();
        if named.title.trim().is_empty() {
            ssr::locale().pick("New event", "Новое событие").clone_into(&mut named.title);
        }
        let key = crate::actions::idempotency_key::parse(&sent.key)?;
        let draft = events::start_draft_once(hub, actor, named, key).await;
        draft.map_err(|refusal| refusal.failure)
    }

    /// What must be agreed to first.
    async fn consent(
        hub: &Hub,
        actor: Actor,
        event: &str,
        form: &EventForm,
        confirmed: &str,
    ) -> Option<types::effects::ChangeEffect> {
        let effect = events::change_effect(hub, actor, event, form.clone()).await.ok()?;
        let asks = needs_consent(&effect) && effect.problems.is_empty() && !effect.below_taken;
        (asks && confirmation(&effect) != confirmed).then_some(effect)
    }

    /// What a draft needs before it can be published.
    async fn lacks(hub: &Hub, actor: Actor, slug: &str, status: EventStatus) -> Vec<FieldError> {
        if status != EventStatus::Draft {
            return Vec::new();
        }
        let edit = events::edit(hub, actor, slug, ssr::locale()).await;
        edit.map(|edit| edit.missing).unwrap_or_default()
    }

    fn done(slug: String, version: i32, published: bool, missing: Vec<FieldError>) -> Saved {
        let path =
            if published { paths::organize_event(&slug) } else { paths::organize_edit(&slug) };
        let message =
            if published { FlashMessage::EventPublished } else { FlashMessage::EventSaved };
        forms::flash_if_plain(message);
        if published || http::is_plain_navigation() {
            forms::go(&path);
        }
        Saved::Done { slug, version, published, missing }
    }

    /// A plain form goes to the page that shows what was typed with what is wrong. `typed`: ticket types
    /// were made of its rows, so that its page, which lists them, is loaded anew.
    pub(super) fn answer(result: Result<Saved, Refused>, typed: bool) -> AppResult<Saved> {
        let Refused { failure, kept, moved } = match result {
            Ok(Saved::Done { slug, published: false, .. })
                if typed && !http::is_plain_navigation() =>
            {
                forms::flash(FlashMessage::EventSaved);
                return Ok(Saved::Elsewhere { path: paths::organize_edit(&slug) });
            }
            Ok(saved) => return Ok(saved),
            Err(refused) => refused,
        };
        let lost = matches!(
            failure.code,
            ErrorCode::Unauthenticated | ErrorCode::Forbidden | ErrorCode::NotFound
        );
        let Some((slug, version)) = kept.filter(|_| !lost) else {
            return forms::form_answer(ENDPOINT, &[], Err(failure));
        };
        if moved || http::is_plain_navigation() {
            let path = paths::organize_edit(&slug);
            forms::flash_failure(ENDPOINT, &failure);
            if http::is_plain_navigation() {
                forms::go(&path);
            }
            return Ok(Saved::Elsewhere { path });
        }
        Ok(Saved::Refused { failure, version })
    }
}

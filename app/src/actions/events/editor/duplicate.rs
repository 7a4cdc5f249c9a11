//! A copy of an event: what it would be, and making it.

use crate::error::AppResult;
use crate::transport::{Get, Post};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use types::effects::DuplicatePlan;
use types::zones::LocalTime;
use types::{Failure, Wall};

pub const ENDPOINT: &str = "duplicate-event";

/// The page of the copy, as far as it was asked for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DuplicateView {
    pub title: String,
    pub timezone: String,
    /// When the event itself starts.
    pub starts: Wall,
    /// What the new start is in the event's zone.
    pub time: Option<LocalTime>,
    /// Whether the team is the caller's to bring along.
    pub may_team: bool,
    pub plan: Option<DuplicatePlan>,
    /// Why there is no plan although a start was given.
    pub failure: Option<Failure>,
    /// For the one copy that is made of what is shown.
    pub key: String,
}

/// What is asked for, as the form of the page sends it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct CopyForm {
    pub title: String,
    pub start_date: String,
    pub start_fold: String,
    pub sessions: String,
    pub promotions: String,
    pub team: String,
}

#[server(prefix = "/fn", endpoint = "duplicate-plan", protocol = Get)]
pub async fn copy_plan(
    slug: String,
    #[server(default)] form: CopyForm,
) -> AppResult<DuplicateView> {
    let (hub, actor, locale) = (crate::ssr::hub()?, crate::ssr::actor(), crate::ssr::locale());
    let may = types::team::EventRight::Duplicate;
    crate::forms::answer(domain::events::may(&hub, actor, &slug, may).await)?;
    let edit = crate::forms::answer(domain::events::edit(&hub, actor, &slug, locale).await)?;
    let own = types::team::EventRight::Own;
    let may_team = domain::events::may(&hub, actor, &slug, own).await.is_ok();
    let event = edit.view.event;
    let mut view = DuplicateView {
        title: event.title,
        starts: edit.view.span.start,
        time: copying::time(&form, &event.timezone),
        timezone: event.timezone,
        may_team,
        plan: None,
        failure: None,
        key: crate::actions::idempotency_key::new(),
    };
    if !form.start_date.is_empty() {
        match copying::wish(&form, &view.timezone) {
            Err(failure) => view.failure = Some(failure),
            Ok(wish) => match domain::events::plan_duplicate(&hub, actor, &slug, wish).await {
                Ok(plan) => view.plan = Some(plan),
                Err(error) => view.failure = Some(error.into()),
            },
        }
    }
    Ok(view)
}

/// Makes the copy, and leads to its form.
#[server(prefix = "/fn", endpoint = "duplicate-event", protocol = Post)]
pub async fn copy_event(
    #[server(default)] event: String,
    #[server(default)] timezone: String,
    #[server(default)] form: CopyForm,
    #[server(default)] key: String,
) -> AppResult<()> {
    let (hub, actor, locale) = (crate::ssr::hub()?, crate::ssr::actor(), crate::ssr::locale());
    let result = async {
        let wish = copying::wish(&form, &timezone)?;
        let key = crate::actions::idempotency_key::parse(&key)?;
        let copy = domain::events::duplicate_once(&hub, actor, &event, wish, locale, key).await;
        copy.map_err(|refusal| refusal.failure)
    }
    .await;
    let copy = crate::forms::form_answer(ENDPOINT, &[], result)?.value;
    crate::forms::flash_if_plain(crate::forms::FlashMessage::EventCopied);
    crate::forms::go(&crate::paths::organize_edit(&copy.event.slug));
    Ok(())
}

#[cfg(feature = "ssr")]
mod copying {
    use super::CopyForm;
    use crate::ssr::local_time;
    use types::effects::{CopyPart, DuplicateEvent};
    use types::zones::LocalTime;
    use types::{Failure, FieldProblem};

    pub(super) fn time(form: &CopyForm, zone: &str) -> Option<LocalTime> {
        let zone = domain::events::parse_zone(zone)?;
        Some(local_time::look(local_time::parse(&form.start_date)?, zone))
    }

    pub(super) fn wish(form: &CopyForm, zone: &str) -> Result<DuplicateEvent, Failure> {
        let problem = |problem| Failure::field("start_date", problem);
        let start_date = match (time(form, zone), form.start_fold.as_str()) {
            (Some(LocalTime::One { at, .. }), _) => at,
            (Some(LocalTime::Twice { first, .. }), "first") => first.at,
            (Some(LocalTime::Twice { second, .. }), "second") => second.at,
            (Some(LocalTime::Twice { .. }), _) => return Err(problem(FieldProblem::DoubledHour)),
            (Some(LocalTime::Skipped { .. }), _) => return Err(problem(FieldProblem::SkippedHour)),
            (None, _) => return Err(problem(FieldProblem::Invalid)),
        };
        let title = form.title.trim();
        let parts = [
            (CopyPart::Sessions, &form.sessions),
            (CopyPart::Promotions, &form.promotions),
            (CopyPart::Team, &form.team),
        ];
        let chosen = parts.into_iter().filter(|(_, text)| !text.is_empty()).map(|(part, _)| part);
        Ok(DuplicateEvent {
            start_date,
            title: (!title.is_empty()).then(|| title.to_owned()),
            include: chosen.collect(),
        })
    }
}

//! An event is cancelled: what it costs before, and how far it is after.

use crate::error::AppResult;
use crate::transport::{Get, Post};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use types::effects::{Cancellation, CancellationCost};
use types::events::EventStatus;
use types::ids::EventId;

pub const ENDPOINT: &str = "cancel-event";

/// What its page shows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CancelView {
    pub id: EventId,
    pub title: String,
    pub status: EventStatus,
    pub ended: bool,
    /// Nothing was sold and nobody waits.
    pub deletable: bool,
    /// What cancelling it would cost, as long as it can be cancelled.
    pub cost: Option<CancellationCost>,
    /// How far the cancellation is, once there is one.
    pub progress: Option<Cancellation>,
    /// Makes a repeated click the same cancellation.
    pub key: String,
}

#[server(prefix = "/fn", endpoint = "cancellation", protocol = Get)]
pub async fn cancelling(slug: String) -> AppResult<CancelView> {
    use crate::forms::answer;
    use types::team::EventRight;
    let (hub, actor, locale) = (crate::ssr::hub()?, crate::ssr::actor(), crate::ssr::locale());
    answer(domain::events::may(&hub, actor, &slug, EventRight::Cancel).await)?;
    let edit = answer(domain::events::edit(&hub, actor, &slug, locale).await)?;
    let event = edit.view.event;
    let (mut cost, mut progress) = (None, None);
    match event.status {
        EventStatus::Cancelled => {
            progress = Some(answer(domain::bookings::cancellation(&hub, actor, &slug).await)?);
        }
        EventStatus::Published if !edit.view.ended => {
            cost = Some(answer(domain::bookings::cancellation_cost(&hub, actor, &slug).await)?);
        }
        EventStatus::Published | EventStatus::Draft => {}
    }
    Ok(CancelView {
        id: event.id,
        title: event.title,
        status: event.status,
        ended: edit.view.ended,
        deletable: edit.deletable,
        cost,
        progress,
        key: crate::actions::idempotency_key::new(),
    })
}

#[server(prefix = "/fn", endpoint = "cancel-event", protocol = Post)]
pub async fn cancel_event(
    #[server(default)] event: String,
    #[server(default)] reason: String,
    #[server(default)] agreed: String,
    #[server(default)] key: String,
) -> AppResult<()> {
    use types::{Failure, FieldError, FieldProblem};
    let (hub, actor, locale) = (crate::ssr::hub()?, crate::ssr::actor(), crate::ssr::locale());
    let typed = [("reason", &*reason), ("agreed", &*agreed)];
    let result = async {
        let mut input = types::events::CancelEvent { reason: reason.replace("\r\n", "\n") };
        // Everything that is wrong is said at once.
        let mut wrong = input.check().err().map(|failure| failure.fields).unwrap_or_default();
        if agreed.is_empty() {
            let field = "agreed".to_owned();
            wrong.push(FieldError { field, problem: FieldProblem::Required, limit: None });
        }
        if !wrong.is_empty() {
            return Err(Failure::fields(wrong));
        }
        let key = crate::actions::idempotency_key::parse(&key)?;
        let cancelled = domain::events::cancel(&hub, actor, &event, input, locale, key).await;
        cancelled.map_err(|refusal| refusal.failure)
    }
    .await;
    crate::forms::form_answer(ENDPOINT, &typed, result)?;
    crate::forms::back();
    Ok(())
}

/// Tries again what failed: one booking, or all of them.
#[server(prefix = "/fn", endpoint = "retry-cancellation", protocol = Post)]
pub async fn retry_cancellation(
    #[server(default)] event: String,
    #[server(default)] booking: String,
) -> AppResult<()> {
    let (hub, actor) = (crate::ssr::hub()?, crate::ssr::actor());
    let wanted = types::effects::RetryCancellation { booking: booking.parse().ok() };
    crate::forms::answer(domain::bookings::retry_cancellation(&hub, actor, &event, wanted).await)?;
    crate::forms::back();
    Ok(())
}

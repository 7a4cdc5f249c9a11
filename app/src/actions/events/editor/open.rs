//! The form of an event, or of one that is still to be made.

use super::views::EditView;
use crate::error::AppResult;
use crate::transport::Get;
use leptos::prelude::*;

#[server(prefix = "/fn", endpoint = "event-form", protocol = Get)]
pub async fn open_event_form(slug: String) -> AppResult<EditView> {
    let (hub, actor, locale) = (crate::ssr::hub()?, crate::ssr::actor(), crate::ssr::locale());
    let edit = crate::forms::answer(domain::events::edit(&hub, actor, &slug, locale).await)?;
    let unsaved = edit.unsaved.as_ref().map(|unsaved| unsaved.form.clone());
    let effect = match &unsaved {
        Some(form) if edit.view.event.status == types::events::EventStatus::Published => {
            domain::events::change_effect(&hub, actor, &slug, form.clone()).await.ok()
        }
        _ => None,
    };
    let form = unsaved.unwrap_or_else(|| edit.form.clone());
    opened(&hub, actor, Some(edit.into()), form, effect).await
}

/// A form that is still empty, but for what is usual.
#[server(prefix = "/fn", endpoint = "new-event", protocol = Get)]
pub async fn new_event() -> AppResult<EditView> {
    let (hub, actor) = (crate::ssr::hub()?, crate::ssr::actor());
    crate::forms::answer(actor.require_organizer())?;
    let me = crate::forms::answer(domain::accounts::me(&hub, actor).await)?;
    let form = types::event_form::EventForm {
        timezone: me.timezone,
        currency: "EUR".to_owned(),
        refund_full_until_hours: "24".to_owned(),
        refund_late_percent: "0".to_owned(),
        ..types::event_form::EventForm::default()
    };
    opened(&hub, actor, None, form, None).await
}

#[cfg(feature = "ssr")]
async fn opened(
    hub: &domain::Hub,
    actor: domain::Actor,
    edit: Option<super::views::Edited>,
    form: types::event_form::EventForm,
    effect: Option<types::effects::ChangeEffect>,
) -> AppResult<EditView> {
    use crate::forms::answer;
    let categories = answer(domain::events::categories(hub, crate::ssr::locale()).await)?;
    let categories = categories.into_iter().map(|it| (it.slug, it.name)).collect();
    // Those of the event's organizer, as far as a list is of use.
    let most = types::PageRequest::new(1, types::page::MAX_PAGE_SIZE);
    let venues = match &edit {
        Some(edit) => {
            let event = edit.id.to_string();
            domain::events::venues_for(hub, actor, &event, most).await
        }
        None => domain::events::venues(hub, actor, most).await,
    };
    let venues = answer(venues)?.results;
    let kinds = match &edit {
        Some(edit) => {
            let event = edit.id.to_string();
            let types = answer(domain::ticket_types::list(hub, actor, &event).await)?.types;
            types.into_iter().map(|of| kind(of, &edit.saved.currency)).collect()
        }
        None => Vec::new(),
    };
    let times = crate::actions::zones::local_times::looked(
        &form.timezone,
        &form.start_date,
        &form.end_date,
    );
    let key = if edit.is_some() { String::new() } else { crate::actions::idempotency_key::new() };
    Ok(EditView { edit, form, times, categories, venues, kinds, effect, key })
}

#[cfg(feature = "ssr")]
fn kind(of: types::ticket_types::TicketTypeDetails, currency: &str) -> super::views::KindLine {
    use crate::i18n::{Area as _, TicketsTexts};
    let lang = TicketsTexts::of(crate::ssr::locale());
    let currency = types::Currency::parse(currency).unwrap_or(types::Currency::EUR);
    let (_, state) = lang.kind_state(of.offering, of.state);
    let seats = of.quota.map(|quota| lang.seats(quota.into()));
    let hidden = of.hidden.then(|| lang.hidden_badge.to_owned());
    let words = [Some(lang.price(of.price, currency)), seats, Some(state.to_owned()), hidden];
    let note = words.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    super::views::KindLine { name: of.name, note }
}

//! Moving the booking to another event of the organizer's that has room.

use super::super::Here;
use super::chooser::OffersChooser;
use super::confirm::ConfirmStep;
use super::effect::{Effects, freed, told};
use super::{Of, Step};
use crate::actions::organizing::booking_views::OrganizedBooking;
use crate::actions::organizing::move_targets::TargetView;
use crate::actions::organizing::relocate::{ENDPOINT, MoveOrganizedBooking};
use crate::components::toast;
use crate::forms::{FlashMessage, FormAction, form_state};
use crate::i18n::{OrganizeBookingsTexts, use_texts};
use leptos::prelude::*;

#[component]
pub(super) fn RelocateStep(booking: OrganizedBooking) -> impl IntoView {
    let lang = use_texts::<OrganizeBookingsTexts>();
    let Some(here) = use_context::<Here>() else { return ().into_any() };
    let action = FormAction::<MoveOrganizedBooking>::new();
    let state = form_state(action, ENDPOINT);
    // The answer leads to the booking where it is now.
    Effect::new(move |_| {
        if let Some(Ok(())) = action.value().get() {
            toast(FlashMessage::BookingMoved);
        }
    });
    let query = here.query;
    let to = move || query.with(|query| query.get("to")).unwrap_or_default();
    let kind = move || query.with(|query| query.get("kind")).unwrap_or_default();
    let of = Of::new(booking);
    let choices = move |targets: Vec<TargetView>| {
        let chosen = query.with_untracked(|query| query.get("to")).unwrap_or_default();
        let kinds = targets.clone();
        view! {
            <Targets targets chosen />
            {move || kinds_there(&kinds, &to(), &kind())}
        }
        .into_any()
    };
    view! {
        <Step title=lang.do_move>
            <OffersChooser step="move" offers=here.targets none=lang.no_targets choices />
            <Effects
                here
                confirm=move |effect| {
                    let [freed, offered] = freed(lang, &effect);
                    let seats = lang.number(effect.seats_taken.into());
                    let taken = Some((lang.effect_seats_taken, seats));
                    let price = Some((lang.total, lang.effect_unchanged.to_owned()));
                    let lines = vec![freed, offered, taken, price, Some(told(lang, &effect))];
                    let label = lang.move_now(effect.seats_taken.into());
                    view! {
                        <ConfirmStep action state of lines label class="button">
                            <input type="hidden" name="to" value=to />
                            <input type="hidden" name="kind" value=kind />
                        </ConfirmStep>
                    }
                }
            />
        </Step>
    }
    .into_any()
}

#[component]
fn Targets(targets: Vec<TargetView>, chosen: String) -> impl IntoView {
    let lang = use_texts::<OrganizeBookingsTexts>();
    let options = targets
        .into_iter()
        .map(|target| {
            let id = target.id.to_string();
            let selected = id == chosen;
            let seats = lang.seats_left(target.seats_free.into());
            let text = format!("{} · {} · {seats}", target.title, lang.moment(&target.starts));
            view! {
                <option value=id selected=selected>
                    {text}
                </option>
            }
        })
        .collect_view();
    view! {
        <div class="field">
            <label for="to">{lang.move_to}</label>
            <select id="to" name="to">
                <option value="">{lang.choose_event}</option>
                {options}
            </select>
        </div>
    }
}

/// What the seats become in an event with several kinds of ticket.
fn kinds_there(targets: &[TargetView], to: &str, chosen: &str) -> Option<AnyView> {
    let lang = use_texts::<OrganizeBookingsTexts>();
    let target = targets.iter().find(|target| target.id.to_string() == to)?;
    if target.types.len() < 2 {
        return None;
    }
    let options = target
        .types
        .iter()
        .map(|of| {
            let value = format!("{to}.{}", of.id);
            let selected = value == chosen;
            view! {
                <option value=value selected=selected>
                    {of.name.clone()}
                </option>
            }
        })
        .collect_view();
    let field = view! {
        <div class="field">
            <label for="kind">{lang.kind_there}</label>
            <select id="kind" name="kind">
                <option value="">{lang.kind_as_here}</option>
                {options}
            </select>
        </div>
    };
    Some(field.into_any())
}

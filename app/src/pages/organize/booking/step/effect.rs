//! What a step brings about, in numbers.

use super::super::Here;
use crate::error::AppResult;
use crate::i18n::{OrganizeBookingsTexts, use_texts};
use leptos::prelude::*;
use types::booking_actions::BookingEffect;

/// The effect and, below it, the form that confirms it.
#[component]
pub(super) fn Effects<F, V>(
    here: Here,
    /// The lines that say what happens, and the form.
    confirm: F,
) -> impl IntoView
where
    F: Fn(BookingEffect) -> V + Clone + Send + 'static,
    V: IntoView + 'static,
{
    let (asked, step) = (here.effect, here.step());
    view! {
        <div aria-live="polite" data-testid="effect">
            <Transition>
                {move || {
                    let confirm = confirm.clone();
                    Suspend::new(async move {
                        let asked = asked.await;
                        let now = step.get_untracked();
                        shown(asked.map(|(step, effect)| effect.filter(|_| step == now)), confirm)
                    })
                }}
            </Transition>
        </div>
    }
}

fn shown<V: IntoView + 'static>(
    asked: AppResult<Option<BookingEffect>>,
    confirm: impl Fn(BookingEffect) -> V,
) -> AnyView {
    let lang = use_texts::<OrganizeBookingsTexts>();
    match asked {
        Ok(Some(effect)) => confirm(effect).into_any(),
        Ok(None) => ().into_any(),
        Err(error) => {
            let mut fields = error.0.fields.iter().map(|field| lang.field_error(field));
            let text = fields.next_back().unwrap_or_else(|| lang.failure(&error.0));
            view! {
                <div class="alert alert-error" role="alert">
                    <p>{text}</p>
                </div>
            }
            .into_any()
        }
    }
}

/// An effect: what it is, and how much; none where there is nothing to say.
pub(super) type Line = Option<(&'static str, String)>;

#[component]
pub(super) fn Lines(lines: Vec<Line>) -> impl IntoView {
    let lines = lines
        .into_iter()
        .flatten()
        .map(|(what, amount)| {
            view! {
                <div>
                    <dt>{what}</dt>
                    <dd>{amount}</dd>
                </div>
            }
        })
        .collect_view();
    view! { <dl class="effects">{lines}</dl> }
}

/// What both of these say alike: the seats that come free, and who gets them at once.
pub(super) fn freed(lang: &OrganizeBookingsTexts, effect: &BookingEffect) -> [Line; 2] {
    let parties = effect.parties_offered;
    let offered = || lang.seats_to_parties(effect.seats_offered.into(), parties.into());
    [
        Some((lang.effect_seats_freed, lang.number(effect.seats_freed.into()))),
        (parties > 0).then(|| (lang.effect_offered, offered())),
    ]
}

pub(super) fn money(lang: &OrganizeBookingsTexts, effect: &BookingEffect) -> [Line; 2] {
    let sum = |amount| lang.money(amount, effect.currency);
    [
        Some((lang.effect_refund, sum(effect.refund))),
        Some((lang.effect_left, sum(effect.refundable))),
    ]
}

pub(super) fn told(lang: &OrganizeBookingsTexts, effect: &BookingEffect) -> (&'static str, String) {
    (lang.effect_told, lang.number(effect.people_told.into()))
}

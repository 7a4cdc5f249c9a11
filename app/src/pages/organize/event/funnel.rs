//! From visit to payment, each step with its share of the one before.

use super::super::parts::{Figure, Figures};
use super::Live;
use crate::i18n::{DashboardTexts, use_texts};
use leptos::prelude::*;
use types::organizer::Figure as Counted;

#[component]
pub(super) fn Steps(live: Live) -> impl IntoView {
    let lang = use_texts::<DashboardTexts>();
    let number = move |of: fn(types::organizer::Funnel) -> i64| {
        live.get(move |figures| lang.number(of(figures.funnel)))
    };
    let share = move |of: fn(types::organizer::Funnel) -> (i64, i64)| {
        live.get(move |figures| {
            let (part, whole) = of(figures.funnel);
            lang.share(part, whole).map(|share| lang.of_step_before(&share))
        })
    };
    view! {
        <section class="organize-section" aria-labelledby="funnel-title">
            <h2 id="funnel-title">{lang.funnel}</h2>
            <Figures label=lang.funnel>
                <Figure label=lang.visits value=number(|it| it.visits) testid="visits" />
                <Figure
                    label=lang.started
                    value=number(|it| it.started)
                    note=share(|it| (it.started, it.visits))
                    href=live.list(Counted::Started)
                    testid="started"
                />
                <Figure
                    label=lang.confirmed
                    value=number(|it| it.confirmed)
                    note=share(|it| (it.confirmed, it.started))
                    href=live.list(Counted::Reached)
                    testid="paid"
                />
            </Figures>
            <p class="muted small">{lang.visits_note}</p>
        </section>
    }
}

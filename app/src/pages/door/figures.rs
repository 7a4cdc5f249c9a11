//! How many are in, live.

use super::desk::Desk;
use crate::actions::door::figures::figures_of_door;
use crate::browser;
use crate::components::Words;
use crate::i18n::{DoorTexts, use_texts};
use crate::live::subscribe;
use crate::paths;
use crate::timers::use_interval;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::time::Duration;
use types::check_ins::{DoorFigures, TypeAtDoor};
use types::ids::EventId;

/// While the stream does not arrive.
const ASK_EVERY: Duration = Duration::from_secs(10);

#[component]
pub(super) fn Figures(desk: Desk, event: EventId, figures: DoorFigures) -> impl IntoView {
    let lang = use_texts::<DoorTexts>();
    let now = RwSignal::new(figures);
    let connected = subscribe(paths::door_live(&event), &[], move |_, text| {
        if let Ok(told) = crate::json::read::<DoorFigures>(&text) {
            now.try_set(told);
        }
    });
    use_interval(
        move || (!connected.get()).then_some(ASK_EVERY),
        move || {
            if browser::is_visible() {
                spawn_local(async move {
                    let Some(slug) = desk.slug.try_get_value() else { return };
                    if let Ok(told) = figures_of_door(slug).await {
                        now.try_set(told);
                    }
                });
            }
        },
    );
    let of_list = Memo::new(move |_| {
        let list = desk.settings.with(|it| it.list);
        now.with(|now| now.of(list))
    });
    let kinds = Memo::new(move |_| {
        let list = desk.settings.with(|it| it.list);
        now.with(|now| now.kinds(list))
    });
    let cells = [
        (lang.inside, "inside", Signal::derive(move || of_list.get().inside)),
        (lang.expected, "expected", Signal::derive(move || of_list.get().expected)),
        (
            lang.last_5_minutes,
            "last-5-minutes",
            Signal::derive(move || of_list.get().last_5_minutes),
        ),
    ]
    .map(|(label, testid, value)| {
        view! {
            <div>
                <dt>{label}</dt>
                <dd data-testid=testid>{move || lang.number(value.get())}</dd>
            </div>
        }
    });
    view! {
        <section aria-label=lang.how_many>
            <dl class="door-figures" data-ready=move || desk.ready.get().then_some("")>
                {cells.collect_view()}
            </dl>
            {move || kinds.with(|kinds| (!kinds.is_empty()).then(|| by_kind(lang, kinds)))}
        </section>
    }
}

/// How many of each kind of ticket are in, of how many.
fn by_kind(lang: &'static DoorTexts, kinds: &[TypeAtDoor]) -> impl IntoView + use<> {
    let rows = kinds
        .iter()
        .map(|kind| {
            view! {
                <li>
                    <Words text=kind.ticket_type.name.clone() />
                    " "
                    <span class="muted">
                        {lang.kind_in(kind.entered, kind.entered + kind.expected)}
                    </span>
                </li>
            }
        })
        .collect_view();
    view! {
        <ul class="door-kinds small" role="list" aria-label=lang.by_kind data-testid="door-kinds">
            {rows}
        </ul>
    }
}

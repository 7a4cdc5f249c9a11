//! What was sold of each kind of ticket, who of them came, and what they brought.

use super::super::parts::{Address, Column, DataList, SeatBar};
use super::Live;
use crate::components::Words;
use crate::i18n::{FiguresTexts, use_texts};
use crate::paths;
use leptos::prelude::*;
use leptos_router::params::ParamsMap;
use types::organizer::Figure as Counted;
use types::statistics::TypeFigures;
use types::ticket_types::Offering;

#[component]
pub(super) fn Kinds(live: Live) -> impl IntoView {
    let lang = use_texts::<FiguresTexts>();
    let kinds: Signal<Vec<TypeFigures>> =
        live.get(|it| it.ticket_types.iter().filter(|it| shown(it)).cloned().collect());
    let any = move || kinds.with(|kinds| !kinds.is_empty());
    let table = move || {
        let columns = vec![
            Column::text(lang.kind),
            Column::number(lang.seats_confirmed),
            Column::number(lang.seats_held),
            Column::number(lang.seats_offered),
            Column::number(lang.seats_free),
            Column::number(lang.inside),
            Column::number(lang.brought),
        ];
        let rows: Vec<_> =
            kinds.with(|kinds| kinds.iter().map(|kind| row(lang, live, kind)).collect());
        let address = Address::new(paths::ORGANIZE, ParamsMap::new());
        view! { <DataList label=lang.by_kind columns rows address /> }
    };
    view! {
        <Show when=any>
            <section
                class="organize-section"
                aria-labelledby="kinds-title"
                data-testid="figures-by-kind"
            >
                <h2 id="kinds-title">{lang.by_kind}</h2>
                {table}
                <p class="muted small">{lang.by_kind_text}</p>
            </section>
        </Show>
    }
}

/// What is put away and was sold to nobody says nothing.
fn shown(kind: &TypeFigures) -> bool {
    kind.offering != Offering::Archived || kind.check_ins.tickets > 0 || !kind.net.is_zero()
}

fn row(lang: &'static FiguresTexts, live: Live, kind: &TypeFigures) -> Vec<AnyView> {
    let (seats, seen) = (kind.seats, kind.check_ins);
    let archived = (kind.offering == Offering::Archived)
        .then(|| view! { <span class="badge badge-past">{lang.archived}</span> });
    let name = view! {
        <div class="kind-figure">
            <a href=live.list(Counted::Holders(kind.id))>
                <Words text=kind.name.clone() />
            </a>
            {archived}
            <SeatBar seats=Signal::stored(seats) bare=true />
        </div>
    };
    let sold = lang.part_of(seats.confirmed.into(), seats.capacity.into());
    let inside = view! {
        <a href=live
            .list(Counted::SeenOf(kind.id))>{lang.part_of(seen.checked_in, seen.tickets)}</a>
    };
    vec![
        name.into_any(),
        sold.into_any(),
        lang.number(seats.held.into()).into_any(),
        lang.number(seats.offered.into()).into_any(),
        lang.number(seats.available.into()).into_any(),
        inside.into_any(),
        lang.money(kind.net, kind.currency).into_any(),
    ]
}

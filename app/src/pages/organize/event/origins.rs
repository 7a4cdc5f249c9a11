//! Where people come from, and links that tell it.

use super::super::parts::{Address, Column, DataList};
use super::Live;
use super::links::LinkMaker;
use crate::components::Words;
use crate::i18n::{DashboardTexts, use_texts};
use crate::paths;
use leptos::prelude::*;
use leptos_router::params::ParamsMap;
use types::organizer::{Figure as Counted, OriginFigures};

#[component]
pub(super) fn Origins(live: Live, base_url: String) -> impl IntoView {
    let lang = use_texts::<DashboardTexts>();
    let origins = live.get(|it| it.origins.clone());
    let table = move || {
        let origins = origins.get();
        if origins.is_empty() {
            return view! { <p class="muted">{lang.no_origins}</p> }.into_any();
        }
        let columns = vec![
            Column::text(lang.origin),
            Column::number(lang.visits),
            Column::number(lang.started),
            Column::number(lang.confirmed),
            Column::number(lang.seats_column),
        ];
        let rows = origins.iter().map(|origin| row(lang, live, origin)).collect();
        let address = Address::new(paths::ORGANIZE, ParamsMap::new());
        view! { <DataList label=lang.origins columns rows address /> }.into_any()
    };
    view! {
        <section class="organize-section" aria-labelledby="origins-title">
            <h2 id="origins-title">{lang.origins}</h2>
            {table}
            <LinkMaker live base_url />
        </section>
    }
}

fn row(lang: &'static DashboardTexts, live: Live, origin: &OriginFigures) -> Vec<AnyView> {
    let (name, counted) = match origin.via {
        Some(via) => (via.to_string(), Some(Counted::Origin(Some(via)))),
        None if origin.rest => (lang.origin_rest.to_owned(), None),
        None => (lang.origin_none.to_owned(), Some(Counted::Origin(None))),
    };
    let href = counted.map(|counted| live.list(counted));
    let name = match href {
        Some(href) => view! {
            <a class="row-link" href=href>
                <Words text=name />
            </a>
        }
        .into_any(),
        None => view! { <Words text=name /> }.into_any(),
    };
    let mut cells = vec![name];
    let counts = [origin.visits, origin.started, origin.confirmed, origin.seats];
    cells.extend(counts.map(|count| lang.number(count).into_any()));
    cells
}

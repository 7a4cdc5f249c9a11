//! The kinds of ticket of an event: made, ordered, paused and put away, with what has become of their
//! seats and of the quotas that they share.

mod form_card;
mod kind;
mod kind_form;
mod kinds;
mod pools;
mod prices;
mod rules;
mod what_if;

use crate::actions::tickets::list::{TicketsView, load_tickets};
use crate::components::{LoadProblem, PageSkeleton};
use crate::i18n::{TicketsTexts, use_texts};
use crate::load::{Loaded, load};
use crate::pages::organize::frame::{EventFrame, EventTab, use_event_slug};
use crate::pages::organize::parts::{Empty, SeatBar};
use crate::paths;
use kind_form::KindForm;
use kinds::{Deeds, Kinds, KindsErrors};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use leptos_router::params::ParamsMap;
use pools::{PoolForm, Pools};
use rules::Rules;
use what_if::WhatIf;

/// What of the address says which form is open: a kind's id or `new`, and the same of a pool.
const KIND: &str = "edit";
const POOL: &str = "pool";
const NEW: &str = "new";

/// The list of the page, and what its address asks for.
#[derive(Clone, Copy)]
struct Here {
    data: Loaded<TicketsView>,
    slug: Memo<String>,
    query: Memo<ParamsMap>,
}

impl Here {
    fn path(self) -> String {
        paths::organize_tickets(&self.slug.get_untracked())
    }

    /// The address of a form: of `which`, or of a new one.
    fn form(self, of: &str, which: &str) -> String {
        format!("{}?{of}={}#form", self.path(), paths::encode(which))
    }

    fn asked(self, of: &str) -> String {
        self.query.with(|query| query.get(of)).unwrap_or_default()
    }
}

/// A refusal is an answer too, so another try is another request.
fn key_of_attempt(key: String, attempt: RwSignal<usize>) -> impl Fn() -> String + Send + Clone {
    move || format!("{key}.{}", attempt.get())
}

#[component]
pub fn TicketsPage() -> impl IntoView {
    let lang = use_texts::<TicketsTexts>();
    let (slug, query) = (use_event_slug(), use_query_map());
    let data = load(move || slug.get(), load_tickets);
    let here = Here { data, slug, query };
    let deeds = Deeds::new(here);
    view! {
        <EventFrame slug tab=EventTab::Tickets>
            <h2 class="visually-hidden">{lang.tab_tickets}</h2>
            <KindsErrors deeds />
            <Transition fallback=|| {
                view! { <PageSkeleton /> }
            }>
                {move || Suspend::new(async move {
                    match data.await {
                        Ok(view) => view! { <Desk view here deeds /> }.into_any(),
                        Err(error) => view! { <LoadProblem error /> }.into_any(),
                    }
                })}
            </Transition>
        </EventFrame>
    }
}

#[component]
fn Desk(view: TicketsView, here: Here, deeds: Deeds) -> impl IntoView {
    let lang = use_texts::<TicketsTexts>();
    let kept = StoredValue::new(view.clone());
    let form = move || {
        let (kind, pool) = (here.asked(KIND), here.asked(POOL));
        let view = kept.get_value();
        let found = view.types.iter().find(|it| it.id.to_string() == kind).cloned();
        if kind == NEW || found.is_some() {
            return view! { <KindForm view kind=found here /> }.into_any();
        }
        let found = view.pools.iter().find(|it| it.id.to_string() == pool).cloned();
        if pool == NEW || found.is_some() {
            let (slug, key_) = (view.slug, view.key);
            return view! { <PoolForm slug key_ pool=found here /> }.into_any();
        }
        ().into_any()
    };
    let new_kind = here.form(KIND, NEW);
    let rules = {
        let (slug, typed) = (view.slug.clone(), !view.types.is_empty());
        view! { <Rules slug rules=view.rules typed here /> }
    };
    if view.types.is_empty() && view.pools.is_empty() {
        return view! {
            {form}
            <Empty title=lang.no_kinds_title text=lang.no_kinds_text>
                <a class="button" href=new_kind>
                    {lang.new_kind}
                </a>
            </Empty>
            {rules}
        }
        .into_any();
    }
    let seats = view.seats;
    let (pools, tree) = (view.clone(), view.clone());
    view! {
        {form}
        <p class="actions">
            <a class="button" href=new_kind>
                {lang.new_kind}
            </a>
            <a class="button button-quiet" href=here.form(POOL, NEW)>
                {lang.new_pool}
            </a>
        </p>
        <section class="desk-card" aria-labelledby="event-seats" data-testid="event-seats">
            <h3 id="event-seats">{lang.whole_event}</h3>
            <SeatBar seats=Signal::stored(seats) />
        </section>
        <Pools view=pools here deeds />
        <Kinds view here deeds />
        <WhatIf view=tree here />
        {rules}
    }
    .into_any()
}

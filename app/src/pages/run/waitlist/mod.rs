//! An event's waitlist: everybody in it, offers by hand, its log; opened and closed here.

mod log;
mod offer;
mod open;
mod parties;

use crate::actions::run::waitlist::{WaitlistDesk, load_waitlist};
use crate::components::{LoadProblem, PageSkeleton};
use crate::i18n::{RunTexts, use_texts};
use crate::load::{Loaded, load};
use crate::pages::organize::frame::{EventFrame, EventTab, use_event_slug};
use crate::pages::organize::parts::{Address, Figure, Figures};
use crate::paths;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use leptos_router::params::ParamsMap;
use log::Log;
use offer::OfferStep;
use open::OpenSwitch;
use parties::Parties;

/// The list of the page.
#[derive(Clone, Copy)]
struct Here {
    data: Loaded<WaitlistDesk>,
    slug: Memo<String>,
    query: Memo<ParamsMap>,
}

impl Here {
    /// The list without a step open in it.
    fn list(self) -> Address {
        let mut query = self.query.get_untracked();
        query.remove("offer");
        Address::new(paths::organize_waitlist(&self.slug.get_untracked()), query)
    }
}

#[component]
pub fn WaitlistPage() -> impl IntoView {
    let lang = use_texts::<RunTexts>();
    let (slug, query) = (use_event_slug(), use_query_map());
    let part = move |name| query.with(|query| query.get(name)).unwrap_or_default();
    let data = load(
        move || (slug.get(), part("state"), part("page"), part("log"), part("offer")),
        |(slug, state, page, log, offer)| load_waitlist(slug, state, page, log, offer),
    );
    let here = Here { data, slug, query };
    view! {
        <EventFrame slug tab=EventTab::Waitlist>
            <h2 class="visually-hidden">{lang.tab_waitlist}</h2>
            <Transition fallback=|| {
                view! { <PageSkeleton /> }
            }>
                {move || Suspend::new(async move {
                    match data.await {
                        Ok(desk) => view! { <Desk desk here /> }.into_any(),
                        Err(error) => view! { <LoadProblem error /> }.into_any(),
                    }
                })}
            </Transition>
        </EventFrame>
    }
}

#[component]
fn Desk(desk: WaitlistDesk, here: Here) -> impl IntoView {
    let lang = use_texts::<RunTexts>();
    let figure = |parties: i64| Signal::stored(lang.number(parties));
    let step = desk
        .chosen
        .clone()
        .map(|party| view! { <OfferStep party free=desk.free capacity=desk.capacity here /> });
    view! {
        <Figures label=lang.tab_waitlist>
            <Figure
                label=lang.parties_waiting
                value=figure(desk.waiting)
                note=lang.seats_wanted(desk.waiting_seats)
                testid="waiting"
            />
            <Figure
                label=lang.offers_out
                value=figure(desk.offered)
                note=lang.seats_promised(desk.offered_seats)
            />
            <Figure label=lang.seats_free value=figure(desk.free.into()) />
        </Figures>
        {step}
        <OpenSwitch open=desk.open bookable=desk.bookable here />
        <Parties desk=desk.clone() here />
        <Log log=desk.log here />
    }
}

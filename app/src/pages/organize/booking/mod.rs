//! One booking as its organizer sees it: what was bought, its money, its messages, all that happened
//! to it, and what can be done with it.

mod actions;
mod asked;
mod facts;
mod mails;
mod money;
mod note;
mod returning;
mod step;
mod tickets;

use super::frame::{EventFrame, EventTab, use_event_slug};
use super::history::HistoryList;
use crate::actions::organizing::booking::load_booking;
use crate::actions::organizing::booking_views::OrganizedBooking;
use crate::components::{LoadProblem, PageSkeleton, Words};
use crate::i18n::{OrganizeBookingsTexts, use_texts};
use crate::load::{Loaded, load};
use crate::paths;
use actions::Actions;
use asked::{Asked, Exchanges, Targets};
use facts::Facts;
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use leptos_router::params::ParamsMap;
use mails::Mails;
use money::Money;
use note::Note;
use returning::{HEADING, Returning};
use step::StepCard;
use tickets::Tickets;

/// The booking of the page, and what its address asks for.
#[derive(Clone, Copy)]
pub(super) struct Here {
    pub data: Loaded<OrganizedBooking>,
    pub slug: Memo<String>,
    pub id: Memo<String>,
    pub query: Memo<ParamsMap>,
    pub effect: Asked,
    pub targets: Targets,
    pub exchanges: Exchanges,
    returning: Returning,
}

impl Here {
    /// Shows the booking as it is now, with the focus on the first element of this kind.
    pub fn again(self, focus: impl Into<String>) {
        self.returning.to(focus);
        self.data.refetch();
    }

    /// The page itself.
    pub fn path(self) -> String {
        paths::organize_booking(&self.slug.get_untracked(), &self.id.get_untracked())
    }

    /// The step that the address asks for; empty for none.
    pub fn step(self) -> Memo<String> {
        asked::step_of(self.query)
    }
}

#[component]
pub fn BookingPage() -> impl IntoView {
    let lang = use_texts::<OrganizeBookingsTexts>();
    let (slug, params) = (use_event_slug(), use_params_map());
    let id = Memo::new(move |_| params.with(|params| params.get("id")).unwrap_or_default());
    let data = load(move || (slug.get(), id.get()), |(slug, id)| load_booking(slug, id));
    let query = use_query_map();
    let effect = asked::effect(slug, id, query);
    let targets = asked::targets(slug, id, query);
    let exchanges = asked::exchanges(slug, id, query);
    let returning = Returning::nowhere();
    provide_context(Here { data, slug, id, query, effect, targets, exchanges, returning });
    view! {
        <EventFrame slug tab=EventTab::Bookings leaf=lang.booking>
            <Transition fallback=|| {
                view! { <PageSkeleton /> }
            }>
                {move || Suspend::new(async move {
                    match data.await {
                        Ok(booking) => view! { <Article booking /> }.into_any(),
                        Err(error) => view! { <LoadProblem error /> }.into_any(),
                    }
                })}
            </Transition>
        </EventFrame>
    }
}

#[component]
fn Article(booking: OrganizedBooking) -> impl IntoView {
    let lang = use_texts::<OrganizeBookingsTexts>();
    if let Some(here) = use_context::<Here>() {
        here.returning.arrive();
    }
    let (class, state) = lang.booking_state(
        booking.status,
        booking.offered,
        booking.payments.last().map(|it| it.status),
    );
    let (status, history) = (booking.status.as_str(), booking.history.clone());
    view! {
        <article class="desk" data-testid="organized-booking" data-status=status>
            <header class="desk-head">
                <h2 id=HEADING tabindex="-1">
                    {lang.booking}
                    " "
                    <code class="desk-reference">{booking.reference.clone()}</code>
                    " "
                    <span class=format!("badge {class}") data-testid="booking-state">
                        {state}
                    </span>
                </h2>
                <p>
                    <Words text=booking.name.clone() />
                    " · "
                    <a href=format!("mailto:{}", booking.email) rel="external">
                        {booking.email.clone()}
                    </a>
                </p>
            </header>
            <Actions booking=booking.clone() />
            <StepCard booking=booking.clone() />
            <div class="desk-columns">
                <div class="desk-main">
                    <Tickets booking=booking.clone() />
                    <Money booking=booking.clone() />
                    <Mails booking=booking.clone() />
                </div>
                <aside class="desk-side" aria-label=lang.about_booking>
                    <Facts booking=booking.clone() />
                    <Note booking />
                </aside>
            </div>
            <section class="desk-card" aria-labelledby="history-title">
                <h3 id="history-title">{lang.tab_history}</h3>
                <HistoryList lines=history />
            </section>
        </article>
    }
}

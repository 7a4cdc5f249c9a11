//! Seats by what has become of them, each a link to its bookings.

use super::super::parts::{Change, Figure, Figures, SeatBar};
use super::Live;
use crate::i18n::{DashboardTexts, use_texts};
use leptos::prelude::*;
use types::organizer::Figure as Counted;

#[component]
pub(super) fn Seats(live: Live, connected: RwSignal<bool>) -> impl IntoView {
    let lang = use_texts::<DashboardTexts>();
    let seats = live.get(|it| it.seats);
    let sold = move || {
        let seats = seats.get();
        lang.sold_of(seats.confirmed.into(), seats.capacity.into())
    };
    let change =
        live.get(|it| Change { now: it.seats_last_7_days, before: it.seats_7_days_before });
    let value = move |of: fn(types::statistics::SeatCounts) -> i32| {
        Signal::derive(move || lang.number(of(seats.get()).into()))
    };
    // Only with scripts is it live at all.
    let ready = RwSignal::new(false);
    Effect::new(move |_| ready.set(true));
    let state = move || {
        ready.get().then(|| {
            let on = connected.get();
            view! {
                <span class="live-state" class:is-on=on>
                    {if on { lang.live_on } else { lang.live_off }}
                </span>
            }
        })
    };
    view! {
        <section class="organize-section" aria-labelledby="seats-title">
            <div class="organize-section-head">
                <h2 id="seats-title" data-testid="sold">
                    {sold}
                </h2>
                {state}
            </div>
            <SeatBar seats bare=true />
            <Figures label=lang.column_seats>
                <Figure
                    label=lang.seats_confirmed
                    value=value(|it| it.confirmed)
                    change=change
                    href=live.list(Counted::Confirmed)
                    testid="confirmed"
                />
                <Figure
                    label=lang.seats_held
                    value=value(|it| it.held)
                    href=live.list(Counted::Held)
                    testid="held"
                />
                <Figure
                    label=lang.seats_offered
                    value=value(|it| it.offered)
                    href=live.list(Counted::Offered)
                    testid="offered"
                />
                <Figure label=lang.seats_free value=value(|it| it.available) testid="free" />
            </Figures>
        </section>
    }
}

//! Waitlist entries of the logged-in account, above its bookings.

use crate::actions::waitlist::list::waits;
use crate::components::Words;
use crate::i18n::{MyBookingsTexts, use_texts};
use crate::load::load;
use crate::paths;
use leptos::prelude::*;
use types::waitlist::{WaitlistStatus, WaitlistView};

#[component]
pub(super) fn Waits() -> impl IntoView {
    let lang = use_texts::<MyBookingsTexts>();
    let data = load(|| (), |()| waits());
    view! {
        <Suspense fallback=|| ()>
            {move || Suspend::new(async move {
                let rows = data.await.unwrap_or_default();
                if rows.is_empty() {
                    return ().into_any();
                }
                let rows = rows
                    .into_iter()
                    .map(|wait| {
                        view! {
                            <li>
                                <Wait wait />
                            </li>
                        }
                    })
                    .collect_view();
                view! {
                    <section class="bookings-group" data-testid="waits">
                        <h2>{lang.waits_title}</h2>
                        <ul role="list" class="wait-list">
                            {rows}
                        </ul>
                    </section>
                }
                    .into_any()
            })}
        </Suspense>
    }
}

#[component]
fn Wait(wait: WaitlistView) -> impl IntoView {
    let lang = use_texts::<MyBookingsTexts>();
    let offered = wait.entry.status == WaitlistStatus::Offered;
    let (text, more) = if offered {
        let text = lang.seats_are_yours(wait.entry.quantity);
        (format!("{text} {}.", lang.offer_until(&wait)), None)
    } else {
        let quantity = wait.entry.quantity;
        let ahead = wait.entry.parties_ahead.unwrap_or_default();
        let why = wait.passed_over.map(|why| lang.passed_over(why, quantity));
        (format!("{} {}", lang.waiting_for_seats(quantity), lang.waiting_place(ahead)), why)
    };
    let badge = if offered {
        ("badge badge-ok", lang.offer_open)
    } else {
        ("badge badge-few", lang.waiting)
    };
    view! {
        <article class="wait-row">
            <div>
                <p class="event-card-when">{lang.date_time(wait.starts.time)}</p>
                <h3>
                    <a href=paths::event(&wait.event_slug)>
                        <Words text=wait.title.clone() />
                    </a>
                </h3>
                <p class="muted">{text} " " {more}</p>
            </div>
            <span class=badge.0>{badge.1}</span>
        </article>
    }
}

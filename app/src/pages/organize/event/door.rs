//! Who is in, and what they said of it afterwards.

use super::super::parts::{Figure, Figures};
use super::Live;
use crate::i18n::{DashboardTexts, use_texts};
use crate::paths;
use leptos::prelude::*;
use types::organizer::Figure as Counted;

#[component]
pub(super) fn Door(live: Live) -> impl IntoView {
    let lang = use_texts::<DashboardTexts>();
    let inside = live.get(|it| {
        let counts = it.check_ins;
        (counts.checked_in, counts.tickets)
    });
    let value = Signal::derive(move || lang.number(inside.get().0));
    let note = Signal::derive(move || {
        let (inside, tickets) = inside.get();
        Some(match tickets {
            0 => lang.no_tickets.to_owned(),
            tickets => lang.checked_in_of(inside, tickets),
        })
    });
    let href = live.list(Counted::CheckedIn(true));
    let rating = live.get(move |it| match it.rating.average_hundredths {
        Some(hundredths) => lang.rating(hundredths),
        None => "–".to_owned(),
    });
    let reviews = live.get(move |it| {
        Some(match it.rating.reviews {
            0 => lang.no_reviews.to_owned(),
            n => lang.reviews_count(n.into()),
        })
    });
    let door = live.slug.with_value(|slug| paths::door(slug));
    let list = live.slug.with_value(|slug| paths::reviews(slug));
    view! {
        <section class="organize-section" aria-labelledby="door-title">
            <h2 id="door-title">{lang.door_and_after}</h2>
            <Figures label=lang.door_and_after>
                <Figure label=lang.check_ins value=value note=note href=href testid="check-ins" />
                <Figure label=lang.reviews value=rating note=reviews href=Some(list) />
            </Figures>
            <p>
                <a class="button button-quiet" href=door rel="external">
                    {lang.open_door}
                </a>
            </p>
        </section>
    }
}

//! Event card: an event in a list.

use super::{Cover, Icon, Shape, When, Words};
use crate::actions::events::views::EventCard;
use crate::i18n::{Texts, use_lang};
use crate::paths;
use leptos::prelude::*;

/// The cards of a list, as a list.
#[component]
pub fn EventGrid(events: Vec<EventCard>) -> impl IntoView {
    let cards = events
        .into_iter()
        .enumerate()
        .map(|(index, event)| {
            view! {
                <li>
                    <EventCardView event eager=index < 3 />
                </li>
            }
        })
        .collect_view();
    view! {
        <ul class="event-grid" role="list">
            {cards}
        </ul>
    }
}

#[component]
pub fn EventCardView(event: EventCard, #[prop(optional)] eager: bool) -> impl IntoView {
    let lang = use_lang();
    let badge = badge(&event, lang);
    let place = if event.is_online { lang.online.to_owned() } else { event.location.clone() };
    let shape = if event.is_online { Shape::Online } else { Shape::Pin };
    let rating = event.rating.map(|tenths| lang.stars(tenths));
    let when = event.when(lang);
    view! {
        <article class="event-card" data-testid="event-card">
            <div class="event-card-cover">
                <Cover id=event.id image=event.image.clone() eager />
                {badge
                    .map(|(class, text)| {
                        view! { <span class=format!("badge {class}")>{text}</span> }
                    })}
            </div>
            <div class="event-card-body">
                <p class="event-card-when">
                    <When start=event.start_date text=when />
                </p>
                <h3 class="event-card-title">
                    <a href=paths::event(&event.slug)>
                        <Words text=event.title.clone() />
                    </a>
                </h3>
                <p class="event-card-place">
                    <Icon shape />
                    <span>
                        <Words text=place />
                    </span>
                </p>
                <p class="event-card-foot">
                    <span class="price">
                        {lang.price_range(event.price, event.price_max, event.currency)}
                    </span>
                    <span class="event-card-category">
                        <Words text=event.category.name.clone() />
                    </span>
                    {rating
                        .map(|rating| {
                            view! {
                                <span class="event-card-rating">
                                    <Icon shape=Shape::Star />
                                    <span class="visually-hidden">{lang.rating}" "</span>
                                    {rating}
                                </span>
                            }
                        })}
                </p>
            </div>
        </article>
    }
}

/// What is worth knowing before the price: at most one thing.
fn badge(event: &EventCard, lang: &Texts) -> Option<(&'static str, String)> {
    let left = event.seats_available;
    if event.cancelled {
        Some(("badge-stop", lang.cancelled.into()))
    } else if event.ended {
        Some(("badge-past", lang.over.into()))
    } else if event.running {
        Some(("badge-ok", lang.running_now.into()))
    } else if !event.bookable {
        Some(("badge-past", lang.draft.into()))
    } else if left == 0 {
        Some(("badge-stop", lang.sold_out.into()))
    } else if left <= 10 && left < event.max_capacity / 2 {
        Some(("badge-few", lang.seats_left(left.into())))
    } else {
        None
    }
}

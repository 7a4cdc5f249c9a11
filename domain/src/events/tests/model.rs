//! The catalogue against a model in memory: the same filters, the same order, page by page.

use crate::events::list;
use crate::testing::{EventBuilder, kind, person, test_hub};
use crate::ticket_types::refresh;
use crate::{Actor, Hub};
use chrono::{DateTime, TimeDelta, Utc};
use proptest::option::weighted;
use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::TestRunner;
use rust_decimal::Decimal;
use types::accounts::Role;
use types::events::{Event, EventOrdering, EventQuery};
use types::ids::UserId;
use types::{Locale, PageRequest};

const PLACES: [&str; 4] = ["Berlin, Germany", "100% Paris", "50_50 Club", "Москва"];
const WANTED_PLACES: [&str; 10] =
    ["berlin", "%", "_", "москва", "o", "\\", "50", "100% p", "50_5", "50%club"];
const SLUGS: [&str; 3] = ["rust", "music", "food"];

fn queries(now: DateTime<Utc>, organizers: [UserId; 2]) -> impl Strategy<Value = EventQuery> {
    let day = move |range: std::ops::Range<i64>| range.prop_map(move |d| now + TimeDelta::days(d));
    let orderings = proptest::sample::select(EventOrdering::ALL.to_vec());
    (
        (
            weighted(0.3, proptest::sample::select(vec!["rust", "music", "food", "nothing"])),
            weighted(0.2, proptest::sample::select(organizers.to_vec())),
            weighted(0.3, proptest::sample::select(WANTED_PLACES.to_vec())),
            weighted(0.3, any::<bool>()),
        ),
        (weighted(0.4, day(-20..20)), weighted(0.4, day(-20..20))),
        (weighted(0.2, 0_i64..60), weighted(0.2, 0_i64..60), weighted(0.2, any::<bool>())),
        weighted(0.2, any::<bool>()),
        weighted(0.8, (orderings, any::<bool>())),
        1_u32..9,
    )
        .prop_map(
            |((category, organizer, location, online), days, prices, available, ordering, size)| {
                EventQuery {
                    search: None,
                    category: category.map(Into::into),
                    organizer,
                    location: location.map(Into::into),
                    online,
                    start_after: days.0,
                    start_before: days.1,
                    price_min: prices.0.map(Decimal::from),
                    price_max: prices.1.map(Decimal::from),
                    is_free: prices.2,
                    available,
                    ordering,
                    page: PageRequest::new(1, size),
                }
            },
        )
}

fn wanted(event: &Event, query: &EventQuery, now: DateTime<Utc>) -> bool {
    let not_over = query.start_after.is_none() && query.start_before.is_none();
    (!not_over || event.end_date > now)
        && query.start_after.is_none_or(|after| event.start_date >= after)
        && query.start_before.is_none_or(|before| event.start_date <= before)
        && query.category.as_ref().is_none_or(|slug| event.category.slug == *slug)
        && query.organizer.is_none_or(|id| event.organizer.id == id)
        && query
            .location
            .as_ref()
            .is_none_or(|place| is_at(&event.location.to_lowercase(), &place.to_lowercase()))
        && query.online.is_none_or(|online| event.title.contains("online") == online)
        && [event.price, event.price_max].iter().any(|it| costs(*it, query))
        && query.is_free.is_none_or(|free| event.price.is_zero() == free)
        && query.available.is_none_or(|available| (event.seats_available > 0) == available)
}

fn costs(price: Decimal, query: &EventQuery) -> bool {
    query.price_min.is_none_or(|least| price >= least)
        && query.price_max.is_none_or(|most| price <= most)
}

/// Three letters anywhere, fewer as a whole word; signs alone are at no place.
fn is_at(location: &str, place: &str) -> bool {
    match place.chars().filter(|c| c.is_alphanumeric()).count() {
        0 => false,
        1 | 2 => location.split(|c: char| !c.is_alphanumeric()).any(|word| word == place),
        _ => location.contains(place),
    }
}

fn sorted(mut events: Vec<Event>, ordering: Option<(EventOrdering, bool)>) -> Vec<Event> {
    let (by, descending) = ordering.unwrap_or((EventOrdering::StartDate, false));
    let (by, descending) = match by {
        EventOrdering::Relevance => (EventOrdering::StartDate, false),
        other => (other, descending),
    };
    events.sort_by(|a, b| {
        let order = match by {
            EventOrdering::Price => a.price.cmp(&b.price),
            EventOrdering::CreatedAt => a.created_at.cmp(&b.created_at),
            EventOrdering::AverageRating => {
                a.average_rating.partial_cmp(&b.average_rating).unwrap()
            }
            EventOrdering::StartDate | EventOrdering::Relevance => a.start_date.cmp(&b.start_date),
        };
        let order = order.then(a.id.cmp(&b.id));
        let order = if descending { order.reverse() } else { order };
        // Without a rating an event comes last, both ways.
        let unrated =
            |event: &Event| by == EventOrdering::AverageRating && event.average_rating.is_none();
        unrated(a).cmp(&unrated(b)).then(order)
    });
    events
}

async fn stock(hub: &Hub, organizers: [UserId; 2]) {
    for number in 0..40_i32 {
        let days = i64::from((number * 7) % 37 - 18);
        let start_date =
            hub.now() + TimeDelta::days(days) + TimeDelta::hours(i64::from(number % 3));
        let at = |list: &[&str]| list[usize::try_from(number).unwrap() % list.len()].to_owned();
        let online = number % 4 == 0;
        let price = (number * 13) % 5 * 10;
        let event = EventBuilder {
            title: format!("Event {number}{}", if online { " online" } else { "" }),
            category: at(&SLUGS),
            location: at(&PLACES),
            online_meeting_url: online.then(|| "https://meet.test".to_owned()),
            start_date,
            end_date: start_date + TimeDelta::hours(1),
            capacity: 2,
            price: Decimal::from(price),
            status: if number % 9 == 8 { "DRAFT" } else { "PUBLISHED" },
            ..EventBuilder::new(hub)
        };
        let id = event.insert(hub, organizers[usize::from(number % 2 == 0)]).await;
        if number % 3 == 1 {
            for price in [price, price + 40] {
                kind(hub, id, "A kind", (price, None)).await;
            }
            refresh(&mut hub.db.pool().acquire().await.unwrap(), id).await.unwrap();
        }
        sqlx::query(
            "UPDATE events SET seats_confirmed = $2 % 3, reviews_count = $3, \
             rating_sum = $3 * (1 + $2 % 5), stars_1 = $3 * ($2 % 5 = 0)::integer, \
             stars_2 = $3 * ($2 % 5 = 1)::integer, stars_3 = $3 * ($2 % 5 = 2)::integer, \
             stars_4 = $3 * ($2 % 5 = 3)::integer, stars_5 = $3 * ($2 % 5 = 4)::integer \
             WHERE id = $1",
        )
        .bind(id)
        .bind(number)
        .bind(i32::from(number % 2 == 0))
        .execute(hub.db.pool())
        .await
        .unwrap();
    }
}

#[tokio::test]
async fn every_filter_and_order_agrees_with_the_model_and_pages_cover_each_row_once() {
    let (hub, _db) = test_hub().await;
    let now = hub.now();
    let organizers = [person(&hub, Role::Organizer).await, person(&hub, Role::Organizer).await];
    stock(&hub, organizers).await;
    let everything = EventQuery {
        start_after: Some(DateTime::UNIX_EPOCH),
        page: PageRequest::new(1, 100),
        ..EventQuery::default()
    };
    let all = list(&hub, Actor::Anonymous, &everything, Locale::En).await.unwrap();
    let all: Vec<Event> = all.results.into_iter().map(|view| view.event).collect();
    assert_eq!(all.len(), 36);

    let mut runner = TestRunner::deterministic();
    let strategy = queries(now, organizers);
    let mut longest = 0;
    for _ in 0..150 {
        let query = strategy.new_tree(&mut runner).unwrap().current();
        let model = all.iter().filter(|event| wanted(event, &query, now)).cloned().collect();
        let model: Vec<_> =
            sorted(model, query.ordering).into_iter().map(|event| event.id).collect();
        let mut paged = Vec::new();
        for number in 1.. {
            let page = EventQuery {
                page: PageRequest::new(number, query.page.page_size),
                ..query.clone()
            };
            let page = list(&hub, Actor::Anonymous, &page, Locale::En).await.unwrap();
            assert_eq!(page.count, i64::try_from(model.len()).unwrap(), "{query:?}");
            if page.results.is_empty() {
                break;
            }
            paged.extend(page.results.into_iter().map(|view| view.event.id));
        }
        assert_eq!(paged, model, "{query:?}");
        longest = longest.max(model.len());
    }
    assert!(longest > 15, "some lists have several pages");
}

#[tokio::test]
async fn the_pages_of_a_search_cover_each_row_once() {
    let (hub, _db) = test_hub().await;
    let organizers = [person(&hub, Role::Organizer).await, person(&hub, Role::Organizer).await];
    stock(&hub, organizers).await;
    for (text, ordering) in [
        ("event", None),
        ("evemt", None),
        ("event", Some((EventOrdering::Price, true))),
        ("evemt", Some((EventOrdering::Price, true))),
    ] {
        let mut seen = std::collections::HashSet::new();
        let mut count = 0;
        for number in 1..20 {
            let query = EventQuery {
                search: Some(text.into()),
                start_after: Some(DateTime::UNIX_EPOCH),
                ordering,
                page: PageRequest::new(number, 7),
                ..EventQuery::default()
            };
            let page = list(&hub, Actor::Anonymous, &query, Locale::En).await.unwrap();
            assert_eq!(page.count, 36, "{text} page {number}");
            for view in page.results {
                count += 1;
                seen.insert(view.event.id);
            }
        }
        assert_eq!((count, seen.len()), (36, 36), "{text} {ordering:?}");
    }
}

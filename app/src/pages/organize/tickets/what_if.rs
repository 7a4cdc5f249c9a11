//! What would be left if more were sold: worked out while bars are moved, and without scripts by the
//! server, of the same numbers.

use super::Here;
use crate::actions::tickets::list::{TicketsView, TypeLine};
use crate::components::Words;
use crate::i18n::{FiguresTexts, use_texts};
use crate::pages::organize::parts::SeatBar;
use leptos::ev::Event;
use leptos::prelude::*;
use types::statistics::SeatCounts;
use types::ticket_types::{Offering, SaleState};
use types::what_if::{Branch, KindLeft, Left, Tree};

/// What is worked out, and of what.
#[derive(Clone, Copy)]
struct Desk {
    view: StoredValue<TicketsView>,
    /// Those that are not put away.
    kinds: StoredValue<Vec<TypeLine>>,
    tree: StoredValue<Tree>,
    more: RwSignal<Vec<i32>>,
    left: Memo<Left>,
}

impl Desk {
    fn new(view: TicketsView, here: Here) -> Self {
        let kinds = view.types.iter().filter(|it| it.offering != Offering::Archived).cloned();
        let kinds: Vec<TypeLine> = kinds.collect();
        let tree = tree(&view, &kinds);
        let asked = |kind: &TypeLine| -> i32 {
            let typed = here.query.with_untracked(|query| query.get(&name_of(kind)));
            typed.unwrap_or_default().trim().parse().unwrap_or_default()
        };
        let more = RwSignal::new(tree.fitted(&kinds.iter().map(asked).collect::<Vec<_>>()));
        let tree = StoredValue::new(tree);
        let left = Memo::new(move |_| more.with(|more| tree.with_value(|tree| tree.left(more))));
        Self { view: StoredValue::new(view), kinds: StoredValue::new(kinds), tree, more, left }
    }

    fn more_of(self, kind: usize) -> i32 {
        self.more.with(|more| more.get(kind).copied().unwrap_or_default())
    }

    fn left_of(self, kind: usize) -> KindLeft {
        self.left.with(|left| left.kinds.get(kind).copied().unwrap_or_default())
    }

    fn most_of(self, kind: usize) -> i32 {
        self.more_of(kind) + self.left_of(kind).seats
    }

    /// A bar was moved, or a number typed.
    fn move_to(self, kind: usize, typed: &str) {
        let wanted = typed.trim().parse::<i32>().unwrap_or_default();
        self.more.update(|more| {
            let most = self.tree.with_value(|tree| tree.at_most(more, kind));
            if let Some(more) = more.get_mut(kind) {
                *more = most.min(wanted).max(0);
            }
        });
    }
}

/// A field of the address: so many more of a kind.
fn name_of(kind: &TypeLine) -> String {
    format!("more-{}", kind.id)
}

fn tree(view: &TicketsView, kinds: &[TypeLine]) -> Tree {
    let branch = |kind: &TypeLine| {
        let seats = kind.seats;
        let taken = seats.confirmed + seats.held + seats.offered;
        // Those who wait are offered what the public could buy now.
        let offered = !kind.hidden && matches!(kind.state, SaleState::OnSale | SaleState::SoldOut);
        Branch {
            free: kind.quota.map(|quota| quota - taken),
            pool: view.pools.iter().position(|pool| Some(pool.id) == kind.pool),
            at_once: (kind.least, kind.most),
            parties: if offered { kind.parties.clone() } else { Vec::new() },
        }
    };
    Tree {
        event: view.seats.available,
        pools: view.pools.iter().map(|pool| pool.seats.available).collect(),
        kinds: kinds.iter().map(branch).collect(),
    }
}

/// The seats as they would be.
fn sold_more(seats: SeatCounts, more: i32, left: i32) -> SeatCounts {
    SeatCounts { confirmed: seats.confirmed + more, available: left, ..seats }
}

#[component]
pub(super) fn WhatIf(view: TicketsView, here: Here) -> impl IntoView {
    let lang = use_texts::<FiguresTexts>();
    let desk = Desk::new(view, here);
    if desk.kinds.with_value(Vec::is_empty) {
        return ().into_any();
    }
    let (pools, seats) = desk.view.with_value(|view| (view.pools.clone(), view.seats));
    let of_pool = move |pool: Option<usize>| {
        let of_this = |place: usize| {
            desk.tree.with_value(|tree| tree.kinds.get(place).map(|kind| kind.pool)) == Some(pool)
        };
        let kinds = desk.kinds.get_value().into_iter().enumerate();
        kinds
            .filter(|(place, _)| of_this(*place))
            .map(|(place, kind)| view! { <Kind desk place kind /> })
            .collect_view()
    };
    let pools = pools
        .into_iter()
        .enumerate()
        .map(|(place, pool)| {
            let left = Memo::new(move |_| {
                desk.left.with(|left| left.pools.get(place).copied().unwrap_or_default())
            });
            let before = pool.seats.available;
            let seats =
                Signal::derive(move || sold_more(pool.seats, before - left.get(), left.get()));
            view! {
                <li class="kind-row">
                    <Level name=pool.name seats left before />
                    <ul class="kind-rows what-if-inner" role="list">
                        {of_pool(Some(place))}
                    </ul>
                </li>
            }
        })
        .collect_view();
    let left = Memo::new(move |_| desk.left.with(|left| left.event));
    let before = seats.available;
    let event = Signal::derive(move || sold_more(seats, before - left.get(), left.get()));
    let path = here.path();
    let action = format!("{path}#what-if");
    view! {
        <section class="desk-card" aria-labelledby="what-if" data-testid="what-if">
            <h3 id="what-if">{lang.what_if}</h3>
            <p class="muted">{lang.what_if_text}</p>
            <form method="get" action=action class="what-if">
                <Level name=lang.whole_event.to_owned() seats=event left before />
                <p class="visually-hidden" role="status">
                    {move || lang.event_left(left.get().into())}
                </p>
                <ul class="kind-rows" role="list">
                    {pools}
                    {of_pool(None)}
                </ul>
                <div class="desk-actions">
                    <button type="submit" class="button button-quiet button-small">
                        {lang.work_it_out}
                    </button>
                    <a class="button button-quiet button-small" href=path rel="external">
                        {lang.start_again}
                    </a>
                </div>
            </form>
        </section>
    }
    .into_any()
}

/// The event or a pool: its bar, and what is left of it.
#[component]
fn Level(
    name: String,
    seats: Signal<SeatCounts>,
    left: Memo<i32>,
    /// What is left as it is.
    before: i32,
) -> impl IntoView {
    let lang = use_texts::<FiguresTexts>();
    view! {
        <div class="kind-head">
            <strong class="kind-title">
                <Words text=name />
            </strong>
            <span class="kind-cost tabular">
                {move || lang.left_from(left.get().into(), before.into())}
            </span>
        </div>
        <SeatBar seats bare=true />
    }
}

/// A kind of ticket: the bar that is moved, and what is left of it.
#[component]
fn Kind(desk: Desk, place: usize, kind: TypeLine) -> impl IntoView {
    let lang = use_texts::<FiguresTexts>();
    let field = name_of(&kind);
    let before = kind.seats.available;
    let seats = Signal::derive(move || {
        sold_more(kind.seats, desk.more_of(place), desk.left_of(place).seats)
    });
    let left = move || {
        let left = desk.left_of(place);
        if left.sellable {
            lang.left_from(left.seats.into(), before.into())
        } else {
            lang.nothing_left.to_owned()
        }
    };
    let first = move || {
        desk.left_of(place)
            .waits
            .then(|| view! { <span class="muted">" " {lang.somebody_first}</span> })
    };
    let now = desk.more.with_untracked(|more| more.get(place).copied().unwrap_or_default());
    let most = move || desk.most_of(place).to_string();
    let value = move || desk.more_of(place).to_string();
    let moved = move |event: Event| desk.move_to(place, &event_target_value(&event));
    view! {
        <li class="kind-row" data-testid="what-if-kind">
            <div class="what-if-kind">
                <label class="ticket-kind" for=field.clone()>
                    <Words text=kind.name.clone() />
                </label>
                <input
                    type="range"
                    min="0"
                    max=most
                    value=now.to_string()
                    prop:value=value
                    aria-label=lang.more_of(&kind.name)
                    on:input=moved
                />
                <input
                    id=field.clone()
                    name=field
                    type="number"
                    inputmode="numeric"
                    min="0"
                    max=most
                    value=now.to_string()
                    prop:value=value
                    aria-label=lang.more_of(&kind.name)
                    on:change=moved
                />
            </div>
            <SeatBar seats bare=true />
            <p class="kind-left" data-testid="what-if-left">
                {left}
                {first}
            </p>
        </li>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_shows_the_seats_as_they_would_be() {
        let seats = SeatCounts { capacity: 10, confirmed: 3, held: 1, offered: 1, available: 5 };
        let then = sold_more(seats, 2, 3);
        assert_eq!((then.confirmed, then.available, then.held), (5, 3, 1));
    }
}

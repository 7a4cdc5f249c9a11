//! Kinds of ticket of an event: each with its price, what is left, and a stepper, or why it cannot be
//! had now and when it can.

use crate::actions::bookings::book::seats_of;
use crate::actions::events::tickets::TicketLine;
use crate::components::Words;
use crate::forms::{FieldError, FormState};
use crate::i18n::{EventTexts, use_texts};
use leptos::html;
use leptos::prelude::*;
use rust_decimal::Decimal;
use types::Currency;
use types::ids::TicketTypeId;
use types::ticket_types::SaleState;

/// As they are now.
#[derive(Clone, Copy)]
pub(super) struct Kinds {
    pub(super) lines: RwSignal<Vec<TicketLine>>,
    pub(super) currency: Currency,
}

impl Kinds {
    fn line(self, id: TicketTypeId) -> Option<TicketLine> {
        self.lines.with(|all| all.iter().find(|it| it.id == id).cloned())
    }

    /// Each change would be announced, so what is the same is not set.
    pub(super) fn show(self, now: Vec<TicketLine>) {
        if self.lines.try_with_untracked(|before| *before != now) == Some(true) {
            self.lines.try_set(now);
        }
    }

    pub(super) fn any(self, state: SaleState) -> bool {
        self.lines.with(|all| all.iter().any(|it| it.state == state))
    }

    /// Those of which nothing is left, with their names.
    pub(super) fn sold_out(self) -> Vec<(TicketTypeId, String)> {
        self.lines.with_untracked(|all| {
            let out = all.iter().filter(|it| it.state == SaleState::SoldOut);
            out.map(|it| (it.id, it.name.clone())).collect()
        })
    }

    pub(super) fn is_on_sale(self) -> bool {
        self.any(SaleState::OnSale)
    }

    /// Nothing is to be had, now or later, but what comes back.
    pub(super) fn is_sold_out(self) -> bool {
        self.any(SaleState::SoldOut) && !self.is_on_sale() && !self.any(SaleState::NotYet)
    }
}

/// What somebody is about to book, and the form they do it with.
#[derive(Clone, Copy)]
pub(super) struct Choice {
    pub(super) state: FormState,
    pub(super) chosen: RwSignal<Vec<(TicketTypeId, i64)>>,
}

impl Choice {
    fn of(self, id: TicketTypeId) -> i64 {
        self.chosen
            .with(|all| all.iter().find(|(kind, _)| *kind == id).map_or(0, |(_, seats)| *seats))
    }

    fn set(self, id: TicketTypeId, seats: i64) {
        self.chosen.update(|all| {
            all.retain(|(kind, _)| *kind != id);
            if seats > 0 {
                all.push((id, seats));
            }
        });
    }

    /// Seats of the kinds on sale, and what they cost.
    pub(super) fn sum(self, kinds: Kinds) -> (i64, Decimal) {
        kinds.lines.with(|lines| {
            let on_sale = lines.iter().filter(|line| line.state == SaleState::OnSale);
            on_sale.fold((0, Decimal::ZERO), |(seats, cost), line| {
                let of_it = self.of(line.id);
                (seats + of_it, cost + line.price * Decimal::from(of_it))
            })
        })
    }
}

pub(super) fn chosen_in(value: &str) -> i64 {
    value.trim().parse().unwrap_or(0)
}

/// One more or one fewer than `now`: none, or as many as one booking may have.
fn stepped(line: &TicketLine, now: i64, by: i64) -> i64 {
    let (least, most) = (i64::from(line.least), i64::from(line.most.min(line.left)));
    let next = now + by;
    if by < 0 {
        return if next < least { 0 } else { next.min(most) };
    }
    let next = next.max(least);
    if next > most { now } else { next }
}

/// Without a choice it only tells.
#[component]
pub(super) fn KindList(kinds: Kinds, #[prop(optional)] choice: Option<Choice>) -> impl IntoView {
    let lang = use_texts::<EventTexts>();
    let ids =
        Memo::new(move |_| kinds.lines.with(|all| all.iter().map(|it| it.id).collect::<Vec<_>>()));
    let rows = move || {
        let ids = ids.get().into_iter();
        ids.map(|id| view! { <Kind kinds id choice /> }).collect_view()
    };
    view! {
        <ul class="kinds" role="list" aria-label=lang.kinds>
            {rows}
        </ul>
    }
}

#[component]
fn Kind(
    kinds: Kinds,
    id: TicketTypeId,
    #[prop(optional_no_strip)] choice: Option<Choice>,
) -> impl IntoView {
    let lang = use_texts::<EventTexts>();
    let first = untrack(|| kinds.line(id))?;
    let note = move || kinds.line(id).map(|line| lang.kind_note(&line));
    let few = Memo::new(move |_| {
        kinds.line(id).is_some_and(|line| line.state == SaleState::OnSale && line.left <= 10)
    });
    let price = move || kinds.line(id).map(|line| lang.price(line.price, kinds.currency));
    let on_sale =
        Memo::new(move |_| kinds.line(id).is_some_and(|line| line.state == SaleState::OnSale));
    let name = StoredValue::new(first.name.clone());
    let about = (!first.description.is_empty()).then(|| {
        view! {
            <p class="kind-about muted">
                <Words text=first.description />
            </p>
        }
    });
    let stepper = choice.map(|choice| {
        move || {
            let name = name.get_value();
            on_sale.get().then(|| view! { <Stepper choice kinds id name /> })
        }
    });
    Some(view! {
        <li class="kind" class:is-closed=move || !on_sale.get() data-testid="kind">
            <p class="kind-name">
                <Words text=first.name />
            </p>
            <p class="kind-price">{price}</p>
            {about}
            <p
                class="kind-note"
                class:few=move || few.get()
                data-testid="kind-note"
                aria-live="polite"
            >
                {note}
            </p>
            {stepper}
        </li>
    })
}

/// A number between two buttons, which are there where scripts run.
#[component]
fn Stepper(choice: Choice, kinds: Kinds, id: TicketTypeId, name: String) -> impl IntoView {
    let lang = use_texts::<EventTexts>();
    let field = seats_of(&id);
    let input = NodeRef::<html::Input>::new();
    // What was typed before this code was there counts too.
    input.on_load(move |input| choice.set(id, chosen_in(&input.value())));
    let errors = choice.state.errors_of(field.clone());
    let wrong = move || errors.with(|errors| !errors.is_empty());
    let next = move |by: i64| {
        let now = choice.of(id);
        kinds.line(id).map_or(now, |line| stepped(&line, now, by))
    };
    let step = move |by: i64| {
        let seats = untrack(|| next(by));
        choice.set(id, seats);
        if let Some(input) = input.get_untracked() {
            input.set_value(&seats.to_string());
        }
    };
    let idle = move |by: i64| (next(by) == choice.of(id)).to_string();
    let before = untrack(|| choice.of(id)).to_string();
    let most = untrack(|| kinds.line(id)).map(|line| line.most.to_string());
    let described = format!("{field}-error");
    view! {
        <div class="stepper">
            <button
                type="button"
                class="button button-quiet"
                aria-label=lang.one_fewer(&name)
                aria-disabled=move || idle(-1)
                on:click=move |_| step(-1)
            >
                <span aria-hidden="true">"−"</span>
            </button>
            <label class="visually-hidden" for=field.clone()>
                {lang.how_many_of(&name)}
            </label>
            <input
                type="number"
                id=field.clone()
                name=field.clone()
                value=before
                min="0"
                max=most
                step="1"
                inputmode="numeric"
                autocomplete="off"
                aria-invalid=move || wrong().then_some("true")
                aria-describedby=move || wrong().then(|| described.clone())
                node_ref=input
                on:input=move |event| choice.set(id, chosen_in(&event_target_value(&event)))
            />
            <button
                type="button"
                class="button button-quiet"
                aria-label=lang.one_more(&name)
                aria-disabled=move || idle(1)
                on:click=move |_| step(1)
            >
                <span aria-hidden="true">"+"</span>
            </button>
        </div>
        <FieldError state=choice.state name=field />
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_keeps_to_what_one_booking_may_have() {
        let mut line = TicketLine {
            id: TicketTypeId::from(uuid::Uuid::nil()),
            name: "Pair".into(),
            description: String::new(),
            price: Decimal::TEN,
            left: 5,
            least: 2,
            most: 4,
            state: SaleState::OnSale,
            turns: None,
            turns_in: None,
        };
        let walk = |line: &TicketLine, from, by| stepped(line, from, by);
        assert_eq!([0, 2, 3, 4].map(|now| walk(&line, now, 1)), [2, 3, 4, 4]);
        assert_eq!([4, 3, 2, 0].map(|now| walk(&line, now, -1)), [3, 2, 0, 0]);
        // Fewer are left than one booking must have, or than were chosen.
        line.left = 1;
        assert_eq!(walk(&line, 0, 1), 0);
        line.left = 2;
        assert_eq!(walk(&line, 4, -1), 2);
    }
}

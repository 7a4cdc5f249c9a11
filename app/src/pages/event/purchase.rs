//! What somebody is about to buy: seats and a promo code, and what they come to. Asked anew a moment after
//! each change; only the answer to the newest question counts.

use super::kinds::Kinds;
use crate::actions::bookings::quote::{Sums, asked, quote};
use crate::actions::events::views::AskedView;
use crate::browser;
use crate::error::AppError;
use crate::paths;
use crate::promo::FIELD as CODE;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::time::Duration;
use types::ids::TicketTypeId;
use types::ticket_types::SaleState;
use types::{Failure, FieldError, FieldProblem};

/// How long somebody who presses a button again and again is waited for.
const SETTLED: Duration = Duration::from_millis(250);

#[derive(Clone, Copy)]
pub(super) struct Purchase {
    slug: StoredValue<String>,
    pub(super) kinds: Kinds,
    /// The event has kinds of ticket, though perhaps hidden ones alone.
    pub(super) typed: bool,
    pub(super) chosen: RwSignal<Vec<(TicketTypeId, i64)>>,
    /// Seats of an event with one kind of ticket.
    pub(super) quantity: RwSignal<i64>,
    /// The code that is good.
    pub(super) code: RwSignal<Option<String>>,
    refused: RwSignal<Option<Failure>>,
    sums: RwSignal<Option<Sums>>,
    newest: StoredValue<u32>,
    /// Seats and code of the last answer.
    known: StoredValue<Option<(String, Option<String>)>>,
}

impl Purchase {
    pub(super) fn new(slug: String, kinds: Kinds, typed: bool, asked: Option<AskedView>) -> Self {
        let asked = asked.unwrap_or(AskedView { sums: None, code: None, refused: None });
        let known = asked.sums.as_ref().map(|sums| (sums.of.clone(), asked.code.clone()));
        Self {
            slug: StoredValue::new(slug),
            kinds,
            typed,
            chosen: RwSignal::new(Vec::new()),
            quantity: RwSignal::new(1),
            code: RwSignal::new(asked.code),
            refused: RwSignal::new(asked.refused),
            sums: RwSignal::new(asked.sums),
            newest: StoredValue::new(0),
            known: StoredValue::new(known),
        }
    }

    /// The seats as they are asked for.
    fn seats(self) -> String {
        if !self.typed {
            return self.quantity.get().to_string();
        }
        let mut chosen = self.chosen.get();
        self.kinds.lines.with(|lines| {
            chosen.retain(|(kind, _)| {
                lines.iter().any(|it| it.id == *kind && it.state == SaleState::OnSale)
            });
        });
        asked(chosen)
    }

    /// What the chosen seats come to, once it is known.
    pub(super) fn now(self) -> Option<Sums> {
        let seats = self.seats();
        self.sums.get().filter(|sums| sums.of == seats)
    }

    /// Asks whenever the seats or the code are others. What an event with one kind of ticket costs without
    /// a code needs no question.
    pub(super) fn follow(self) {
        Effect::new(move |_| {
            let (seats, code) = (self.seats(), self.code.get());
            let plain = !self.typed && code.is_none();
            let asked = (seats, code.clone());
            let known = self.known.with_value(|known| known.as_ref() == Some(&asked));
            if asked.0.is_empty() || plain || known {
                return;
            }
            let ask = move || self.ask(code.clone());
            if let Ok(timer) = set_timeout_with_handle(ask, SETTLED) {
                on_cleanup(move || timer.clear());
            }
        });
    }

    /// The code in the field is to count, or none where it is empty.
    pub(super) fn apply(self) {
        let typed = browser::field_value(CODE).unwrap_or_default();
        let code = Some(typed.trim().to_owned()).filter(|code| !code.is_empty());
        if code.is_none() {
            self.refused.set(None);
        }
        self.ask(code);
    }

    /// Asks for what there is and what it costs.
    pub(super) fn ask(self, code: Option<String>) {
        let Some(slug) = self.slug.try_get_value() else { return };
        let seats = untrack(|| self.seats());
        let number = self.newest.try_get_value().unwrap_or_default().wrapping_add(1);
        self.newest.try_set_value(number);
        spawn_local(async move {
            let with_code = code.is_some();
            let told = quote(slug, seats, code.unwrap_or_default()).await;
            if self.newest.try_get_value() != Some(number) {
                return;
            }
            match told {
                Ok(view) => {
                    if with_code {
                        self.refused.try_set(None);
                    }
                    self.known.try_set_value(Some((view.sums.of.clone(), view.code.clone())));
                    if self.typed {
                        self.kinds.show(view.tickets);
                    }
                    self.sums.try_set(Some(view.sums));
                    if self.code.try_get_untracked() != Some(view.code.clone()) {
                        self.code.try_set(view.code);
                    }
                }
                Err(AppError(failure)) if is_of_code(&failure) => {
                    self.refused.try_set(Some(failure));
                    self.sums.try_set(None);
                    self.known.try_set_value(None);
                    let opened = self.code.try_set(None).is_none() && self.typed;
                    // What another code has opened is hidden again.
                    if opened {
                        self.ask(None);
                    }
                }
                // Without an answer the price stands beside each kind.
                Err(_) => {
                    self.sums.try_set(None);
                }
            }
        });
    }

    /// The page that it is bought on.
    pub(super) fn page(self) -> String {
        self.slug.with_value(|slug| paths::event(slug))
    }

    /// What is said of the code beside its field.
    pub(super) fn noted(self) -> Signal<Vec<FieldError>> {
        Signal::derive(move || {
            if let Some(failure) = self.refused.get() {
                return failure.fields.into_iter().filter(|it| it.field == CODE).collect();
            }
            let others = self.code.with(Option::is_some)
                && self.now().is_some_and(|sums| !sums.of.is_empty() && !sums.applies);
            let problem = FieldProblem::PromoCodeForOthers;
            let error = || FieldError { field: CODE.to_owned(), problem, limit: None };
            others.then(error).into_iter().collect()
        })
    }

    /// Why no code is looked up for a while.
    pub(super) fn held_up(self) -> Option<Failure> {
        self.refused.get().filter(|failure| failure.retry_after.is_some())
    }
}

fn is_of_code(failure: &Failure) -> bool {
    failure.retry_after.is_some() || failure.fields.iter().any(|it| it.field == CODE)
}

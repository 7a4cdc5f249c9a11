//! The list of kinds in the order of the public, which is changed by buttons and by dragging.

use super::Here;
use super::kind::KindLine;
use crate::actions::tickets::delete_pool::{self, DeleteTicketPool};
use crate::actions::tickets::delete_type::{self, DeleteTicketType};
use crate::actions::tickets::list::TicketsView;
use crate::actions::tickets::move_type::{self, MoveTicketType, move_ticket_type};
use crate::actions::tickets::offer_type::{self, OfferTicketType};
use crate::components::toast;
use crate::forms::{FieldErrors, FlashMessage, FormAction, FormState, form_state};
use crate::i18n::{TicketsTexts, use_texts};
use leptos::prelude::*;
use leptos::task::spawn_local;
use types::ids::TicketTypeId;
use types::ticket_types::Offering;

/// What is done in the list; it outlives the list, which is loaded anew after each.
#[derive(Clone, Copy)]
pub(super) struct Deeds {
    here: Here,
    pub(super) offer: FormAction<OfferTicketType>,
    pub(super) offering: FormState,
    pub(super) order: FormAction<MoveTicketType>,
    pub(super) ordering: FormState,
    pub(super) delete: FormAction<DeleteTicketType>,
    pub(super) deleting: FormState,
    pub(super) delete_pool: FormAction<DeleteTicketPool>,
    pub(super) deleting_pool: FormState,
    /// The kind that is dragged.
    pub(super) dragged: RwSignal<Option<TicketTypeId>>,
    /// The kind that was moved, and the way: the focus is on that button again in the new list.
    pub(super) moved: StoredValue<Option<(TicketTypeId, &'static str)>>,
}

impl Deeds {
    pub(super) fn new(here: Here) -> Self {
        let offer = FormAction::<OfferTicketType>::new();
        let order = FormAction::<MoveTicketType>::new();
        let delete = FormAction::<DeleteTicketType>::new();
        let delete_pool = FormAction::<DeleteTicketPool>::new();
        let deeds = Self {
            here,
            offer,
            offering: form_state(offer, offer_type::ENDPOINT),
            order,
            ordering: form_state(order, move_type::ENDPOINT),
            delete,
            deleting: form_state(delete, delete_type::ENDPOINT),
            delete_pool,
            deleting_pool: form_state(delete_pool, delete_pool::ENDPOINT),
            dragged: RwSignal::new(None),
            moved: StoredValue::new(None),
        };
        let answers = [offer.value(), order.value(), delete.value(), delete_pool.value()];
        for answer in answers {
            Effect::new(move |_| {
                if let Some(Ok(())) = answer.get() {
                    deeds.done();
                }
            });
        }
        deeds
    }

    fn done(self) {
        toast(FlashMessage::Saved);
        self.here.data.refetch();
    }

    /// Puts the kind that is dragged where another one stands.
    fn drop_at(self, place: usize) {
        let Some(id) = self.dragged.get_untracked() else { return };
        self.dragged.set(None);
        let place = i64::try_from(place).unwrap_or_default();
        let sent = move_ticket_type(self.here.slug.get_untracked(), id.to_string(), place);
        spawn_local(async move {
            // What was refused is shown as it is.
            match sent.await {
                Ok(()) => self.done(),
                Err(_) => self.here.data.refetch(),
            }
        });
    }
}

/// What was refused, above the list.
#[component]
pub(super) fn KindsErrors(deeds: Deeds) -> impl IntoView {
    view! {
        <FieldErrors state=deeds.offering />
        <FieldErrors state=deeds.ordering />
        <FieldErrors state=deeds.deleting />
        <FieldErrors state=deeds.deleting_pool />
    }
}

/// On the button of that way, or of the other one at an end of the list.
fn focus_move(id: TicketTypeId, way: &str) {
    let button = |of: &str| format!("#{} [data-move{of}] button", row_id(id));
    if !crate::browser::focus_first(&button(&format!("={way}"))) {
        crate::browser::focus_first(&button(""));
    }
}

fn row_id(id: TicketTypeId) -> String {
    format!("kind-{id}")
}

#[component]
pub(super) fn Kinds(view: TicketsView, here: Here, deeds: Deeds) -> impl IntoView {
    let lang = use_texts::<TicketsTexts>();
    Effect::new(move |_| {
        let moved = deeds.moved.try_update_value(Option::take).flatten();
        if let Some((id, way)) = moved {
            request_animation_frame(move || focus_move(id, way));
        }
    });
    let places: Vec<_> = view.types.iter().map(|it| it.offering != Offering::Archived).collect();
    let of = StoredValue::new(view.clone());
    let (mut sold, mut archived) = (Vec::new(), Vec::new());
    for (place, kind) in view.types.into_iter().enumerate() {
        let is_sold = kind.offering != Offering::Archived;
        // The places of its neighbours in the list, past those that are put away.
        let up = places[..place].iter().rposition(|it| *it).filter(|_| is_sold);
        let down = places[place + 1..].iter().position(|it| *it).map(|it| place + 1 + it);
        let down = down.filter(|_| is_sold);
        let id = kind.id;
        let line = view! { <KindLine kind of up down here deeds /> };
        let row = view! {
            <li
                id=row_id(id)
                class="kind-row"
                class:is-dragged=move || deeds.dragged.get() == Some(id)
                data-testid="kind-row"
                on:dragover=move |event| {
                    if deeds.dragged.with(|it| it.is_some_and(|it| it != id)) {
                        event.prevent_default();
                    }
                }
                on:drop=move |event| {
                    event.prevent_default();
                    deeds.drop_at(place);
                }
            >
                {line}
            </li>
        };
        if is_sold { sold.push(row) } else { archived.push(row) }
    }
    let none = sold.is_empty();
    let count = archived.len();
    let archive = (count > 0).then(move || {
        view! {
            <details class="desk-more">
                <summary>
                    {lang.archived} " " <span class="muted">{count.to_string()}</span>
                </summary>
                <ul class="kind-rows" role="list">
                    {archived}
                </ul>
            </details>
        }
    });
    view! {
        <section class="desk-card" aria-labelledby="kinds-title">
            <h3 id="kinds-title">{lang.kinds}</h3>
            {(!none).then(|| view! { <p class="muted">{lang.kinds_text}</p> })}
            <ul class="kind-rows" role="list" data-testid="kind-rows">
                {sold}
            </ul>
            {archive}
        </section>
    }
}

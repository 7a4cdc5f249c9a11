//! One kind of ticket in the list: what it costs, what has become of its seats, and what can be done.

use super::kinds::Deeds;
use super::{Here, KIND};
use crate::actions::tickets::list::{TicketsView, TypeLine};
use crate::components::Words;
use crate::forms::{ActionForm, Before, SubmitButton, submit_once};
use crate::i18n::{TicketsTexts, use_texts};
use crate::pages::organize::parts::SeatBar;
use leptos::prelude::*;
use types::ids::TicketTypeId;
use types::ticket_types::Offering;
use types::{Currency, Wall};

#[component]
pub(super) fn KindLine(
    kind: TypeLine,
    of: StoredValue<TicketsView>,
    /// The places that it can move to, by one.
    up: Option<usize>,
    down: Option<usize>,
    here: Here,
    deeds: Deeds,
) -> impl IntoView {
    let lang = use_texts::<TicketsTexts>();
    let (currency, free, pool) = of.with_value(|view| {
        let pool = view.pools.iter().find(|it| Some(it.id) == kind.pool);
        let pool = pool.map(|it| (it.name.clone(), it.seats.available));
        (view.currency, view.seats.available, pool)
    });
    let (class, state) = lang.kind_state(kind.offering, kind.state);
    let hidden = kind.hidden.then(|| {
        view! { <span class="badge badge-few">{lang.hidden_badge}</span> }
    });
    let at = |time: &Option<Wall>| time.as_ref().map(|at| lang.moment(at));
    let sale = lang.sale(at(&kind.from).as_deref(), at(&kind.until).as_deref());
    let pool = pool.as_ref().map(|(name, left)| (name.as_str(), *left));
    let left = lang.left_of(&kind.name, kind.seats.available, free, pool);
    let name = kind.name.clone();
    let edit = here.form(KIND, &kind.id.to_string());
    let edit_name = lang.of_which(lang.edit_this, &name);
    let seats = kind.seats;
    let id = kind.id;
    let step = move |to: Option<usize>, way: Way| {
        let name = name.clone();
        to.map(|to| view! { <Move deeds here id name to way /> })
    };
    let handle = (up.is_some() || down.is_some()).then(|| view! { <Handle deeds id=kind.id /> });
    view! {
        <div class="kind-head">
            {handle} <strong class="kind-title">
                <Words text=kind.name.clone() />
            </strong> <span class=format!("badge {class}")>{state}</span> {hidden}
            <span class="kind-cost tabular">{costs(lang, &kind, currency)}</span>
        </div>
        {sale.map(|sale| view! { <p class="muted">{sale}</p> })}
        <SeatBar seats=Signal::stored(seats) />
        <p class="kind-left" data-testid="kind-left">
            {left}
        </p>
        <div class="desk-actions kind-actions">
            {step(up, UP)} {step(down, DOWN)}
            <a class="button button-quiet button-small" href=edit aria-label=edit_name>
                {lang.edit_this}
            </a> <Offers kind=kind.clone() here deeds />
        </div>
        <Delete kind here deeds />
    }
}

/// Its prices in the order in which they hold.
fn costs(lang: &TicketsTexts, kind: &TypeLine, currency: Currency) -> String {
    let price = lang.price(kind.price, currency);
    if kind.steps.is_empty() {
        return price;
    }
    let steps = kind.steps.iter().map(|step| {
        let until = step.until.as_ref().map(|at| lang.moment(at));
        lang.step(step.price, currency, until.as_deref(), step.first)
    });
    let mut costs: Vec<_> = steps.collect();
    costs.push(lang.after_steps(&price));
    costs.join(", ")
}

/// What one takes hold of; the buttons do the same by keys and on touch.
#[component]
fn Handle(deeds: Deeds, id: TicketTypeId) -> impl IntoView {
    let lang = use_texts::<TicketsTexts>();
    view! {
        <span
            class="kind-handle"
            draggable="true"
            title=lang.drag
            aria-hidden="true"
            data-testid="kind-handle"
            on:dragstart=move |event| {
                crate::web::pointer::drags(&event, &id.to_string());
                deeds.dragged.set(Some(id));
            }
            on:dragend=move |_| deeds.dragged.set(None)
        >
            "⠿"
        </span>
    }
}

/// How it moves: its name in the page, and the mark on its button.
type Way = (&'static str, &'static str);

const UP: Way = ("up", "↑");
const DOWN: Way = ("down", "↓");

#[component]
fn Move(
    deeds: Deeds,
    here: Here,
    id: TicketTypeId,
    name: String,
    to: usize,
    way: Way,
) -> impl IntoView {
    let lang = use_texts::<TicketsTexts>();
    let (way, mark) = way;
    let text = if way == UP.0 { lang.up } else { lang.down };
    let once = submit_once(deeds.ordering.again());
    let before: Before = Box::new(move |event| {
        deeds.moved.try_set_value(Some((id, way)));
        once(event);
    });
    view! {
        <ActionForm action=deeds.order attr:data-move=way before>
            <input type="hidden" name="slug" value=here.slug.get_untracked() />
            <input type="hidden" name="ticket_type" value=id.to_string() />
            <input type="hidden" name="place" value=to.to_string() />
            <SubmitButton
                pending=deeds.ordering.pending
                label=mark
                name=lang.of_which(text, &name)
                class="button button-quiet button-small"
                testid="move-kind"
            />
        </ActionForm>
    }
}

/// Sold, paused or put away: whichever it is not.
#[component]
fn Offers(kind: TypeLine, here: Here, deeds: Deeds) -> impl IntoView {
    let lang = use_texts::<TicketsTexts>();
    let others = match kind.offering {
        Offering::ForSale => {
            vec![(Offering::Paused, lang.pause), (Offering::Archived, lang.archive)]
        }
        Offering::Paused => {
            vec![(Offering::ForSale, lang.sell), (Offering::Archived, lang.archive)]
        }
        Offering::Archived => vec![(Offering::Paused, lang.take_back)],
    };
    others
        .into_iter()
        .map(|(offering, label)| {
            let name = lang.of_which(label, &kind.name);
            view! {
                <ActionForm action=deeds.offer before=submit_once(deeds.offering.again())>
                    <input type="hidden" name="slug" value=here.slug.get_untracked() />
                    <input type="hidden" name="ticket_type" value=kind.id.to_string() />
                    <input type="hidden" name="offering" value=offering.as_str() />
                    <SubmitButton
                        pending=deeds.offering.pending
                        label
                        name
                        class="button button-quiet button-small"
                        testid="offer-kind"
                    />
                </ActionForm>
            }
        })
        .collect_view()
}

/// Only of a kind that nobody has: the others are put away.
#[component]
fn Delete(kind: TypeLine, here: Here, deeds: Deeds) -> impl IntoView {
    let lang = use_texts::<TicketsTexts>();
    let seats = kind.seats;
    if seats.confirmed + seats.held + seats.offered > 0 {
        return ().into_any();
    }
    view! {
        <details class="desk-more">
            <summary aria-label=lang.of_which(lang.delete, &kind.name)>{lang.delete}</summary>
            <ActionForm
                action=deeds.delete
                attr:class="desk-form"
                before=submit_once(deeds.deleting.again())
            >
                <p>{lang.delete_kind_text}</p>
                <input type="hidden" name="slug" value=here.slug.get_untracked() />
                <input type="hidden" name="ticket_type" value=kind.id.to_string() />
                <SubmitButton
                    pending=deeds.deleting.pending
                    label=lang.delete_yes
                    class="button button-stop"
                    testid="delete-kind"
                />
            </ActionForm>
        </details>
    }
    .into_any()
}

//! Waitlist of an event: joining, the attendee's position, and the offer.

use super::kinds::Kinds;
use super::offer::Offer;
use crate::actions::waitlist::join_waitlist::{ENDPOINT as JOIN, JoinWaitlist};
use crate::actions::waitlist::leave_waitlist::{ENDPOINT as LEAVE, LeaveWaitlist};
use crate::actions::waitlist::status::WaitPanel;
use crate::actions::waitlist::status::waitlist;
use crate::components::{Words, toast};
use crate::forms::{
    ActionForm, FieldError, FieldErrors, FlashMessage, FormAction, FormState, SubmitButton,
    form_state, submit_once,
};
use crate::i18n::{EventTexts, use_texts};
use crate::live::EventLive;
use crate::load::{Loaded, load};
use crate::paths;
use crate::timers::poll_while_disconnected;
use crate::via::{here, origin};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::time::Duration;
use types::bookings::QUANTITY_MAX;
use types::ids::TicketTypeId;
use types::ticket_types::SaleState;
use types::waitlist::{WaitlistStatus, WaitlistView};

/// How often the position is polled while live updates are not connected.
const POLL_EVERY: Duration = Duration::from_secs(5);

/// Fetched again when something happened to it.
pub(super) type Data = Loaded<WaitPanel>;

/// The viewer's wait, and where the event is sold out the way to join.
#[component]
pub(super) fn Waitlist(slug: String, sold_out: Memo<bool>, kinds: Kinds) -> impl IntoView {
    let source = slug.clone();
    let data: Data = load(move || source.clone(), waitlist);
    let slug = StoredValue::new(slug);
    view! {
        <Transition fallback=|| ()>
            {move || Suspend::new(async move {
                match data.await {
                    Ok(panel) => {
                        let slug = slug.get_value();
                        view! { <Panel panel slug data sold_out kinds /> }.into_any()
                    }
                    Err(_) => ().into_any(),
                }
            })}
        </Transition>
    }
}

#[component]
fn Panel(
    panel: WaitPanel,
    slug: String,
    data: Data,
    sold_out: Memo<bool>,
    kinds: Kinds,
) -> impl IntoView {
    let lang = use_texts::<EventTexts>();
    let WaitPanel { wait, open, known, key, now } = panel;
    let status = wait.as_ref().map(|wait| wait.entry.status);
    let view = match (wait, status) {
        (Some(wait), Some(WaitlistStatus::Waiting)) => {
            watch(slug.clone(), wait.clone(), data);
            view! { <Position wait slug data /> }.into_any()
        }
        (Some(wait), Some(WaitlistStatus::Offered)) => {
            watch(slug.clone(), wait.clone(), data);
            view! { <Offer wait slug data now /> }.into_any()
        }
        (_, status) => {
            let missed = status == Some(WaitlistStatus::Expired);
            let (slug, key) = (StoredValue::new(slug), StoredValue::new(key));
            let form = move || {
                let (slug, key_) = (slug.get_value(), key.get_value());
                view! { <Join slug key_ data known missed kinds sold_out /> }
            };
            // Of some kinds nothing is left, and of others there is.
            let partly =
                Memo::new(move |_| !sold_out.get() && open && kinds.any(SaleState::SoldOut));
            view! {
                <Show when=move || {
                    sold_out.get()
                }>{if open { form().into_any() } else { view! { <NotOpen /> }.into_any() }}</Show>
                <Show when=move || partly.get()>
                    <details class="promo" data-testid="wait-for-kind">
                        <summary>{lang.wait_for_kind}</summary>
                        {form()}
                    </details>
                </Show>
            }
            .into_any()
        }
    };
    view! { <div class="waitlist">{view}</div> }
}

/// Keeps the position current by live updates, and by polling while those are not connected.
fn watch(slug: String, shown: WaitlistView, data: Data) {
    let live = use_context::<EventLive>();
    let ask = move || {
        let (slug, shown) = (slug.clone(), shown.clone());
        spawn_local(async move {
            if waitlist(slug).await.is_ok_and(|panel| panel.wait != Some(shown)) {
                data.refetch();
            }
        });
    };
    let asked = ask.clone();
    Effect::new(move |before: Option<u32>| {
        let version = live.map(|live| live.version.get()).unwrap_or_default();
        if before.is_some_and(|before| before != version) {
            asked();
        }
        version
    });
    poll_while_disconnected(live, POLL_EVERY, || true, ask);
}

/// The attendee's position in line, in words.
#[component]
fn Position(wait: WaitlistView, slug: String, data: Data) -> impl IntoView {
    let lang = use_texts::<EventTexts>();
    let quantity = wait.entry.quantity;
    let why = wait.passed_over.map(|why| lang.passed_over(why, quantity));
    view! {
        <h2 class="waitlist-title">{lang.waiting_title}</h2>
        <p role="status" data-testid="waitlist-place">
            <strong>{lang.waiting_place(wait.entry.parties_ahead.unwrap_or_default())}</strong>
            " "
            {why}
        </p>
        <p class="muted">{lang.waiting_for_seats(quantity)} " " {lang.waiting_note}</p>
        <Leave slug data label=lang.leave_waitlist />
    }
}

/// The button that leaves the waitlist or declines the offer.
#[component]
pub(super) fn Leave(slug: String, data: Data, label: &'static str) -> impl IntoView {
    let action = FormAction::<LeaveWaitlist>::new();
    let state = form_state(action, LEAVE);
    Effect::new(move |_| {
        if let Some(Ok(())) = action.value().get() {
            toast(FlashMessage::WaitlistLeft);
            data.refetch();
        }
    });
    view! {
        <ActionForm action before=submit_once(state)>
            <FieldErrors state />
            <input type="hidden" name="event" value=slug />
            <SubmitButton
                pending=state.pending
                label=label
                class="button button-quiet button-wide"
                testid="waitlist-leave"
            />
        </ActionForm>
    }
}

/// The organizer has closed the list.
#[component]
fn NotOpen() -> impl IntoView {
    let lang = use_texts::<EventTexts>();
    view! {
        <p class="waitlist-note" data-testid="waitlist-closed">
            {lang.waitlist_closed}
        </p>
    }
}

/// The form that joins the waitlist.
#[component]
fn Join(
    slug: String,
    key_: String,
    data: Data,
    known: bool,
    missed: bool,
    kinds: Kinds,
    sold_out: Memo<bool>,
) -> impl IntoView {
    let lang = use_texts::<EventTexts>();
    if !known {
        return view! {
            <p class="waitlist-note">{lang.waitlist_text}</p>
            <a
                class="button button-wide"
                href=paths::login(&here(&slug, origin()))
                data-testid="waitlist-join"
            >
                {lang.log_in_to_wait}
            </a>
        }
        .into_any();
    }
    let via = origin();
    let action = FormAction::<JoinWaitlist>::new();
    let state = form_state(action, JOIN);
    Effect::new(move |_| {
        if let Some(Ok(())) = action.value().get() {
            toast(FlashMessage::WaitlistJoined);
            data.refetch();
        }
    });
    let before: i64 = state.typed("quantity").and_then(|text| text.parse().ok()).unwrap_or(1);
    let attempt = action.version();
    let key = move || format!("{key_}.{}", attempt.get());
    let errors = state.errors("quantity");
    let wrong = move || errors.with(|errors| !errors.is_empty());
    let options = (1..=QUANTITY_MAX)
        .map(|n| {
            view! {
                <option value=n.to_string() selected=n == before>
                    {n}
                </option>
            }
        })
        .collect_view();
    let any_of = kinds_to_take(state, kinds.sold_out(), !sold_out.get_untracked());
    view! {
        <ActionForm action attr:class="booking-form" before=submit_once(state)>
            {missed.then(|| view! { <p>{lang.offer_missed}</p> })}
            <p class="waitlist-note">{lang.waitlist_text}</p>
            <FieldErrors state />
            <input type="hidden" name="event" value=slug />
            <input type="hidden" name="key" value=key />
            {via.map(|via| view! { <input type="hidden" name="via" value=via.to_string() /> })}
            <div class="field field-inline">
                <label for="party">{lang.waitlist_party}</label>
                <select
                    id="party"
                    name="quantity"
                    aria-invalid=move || wrong().then_some("true")
                    aria-describedby=move || wrong().then_some("quantity-error")
                >
                    {options}
                </select>
                <FieldError state name="quantity" />
            </div>
            {any_of}
            <SubmitButton
                pending=state.pending
                label=lang.join_waitlist
                class="button button-wide"
                testid="waitlist-join"
            />
        </ActionForm>
    }
    .into_any()
}

/// The kinds of ticket that a party would take, of those that are gone; none of them is any.
fn kinds_to_take(
    state: FormState,
    kinds: Vec<(TicketTypeId, String)>,
    others_are_left: bool,
) -> Option<impl IntoView> {
    let lang = use_texts::<EventTexts>();
    let typed = state.typed("ticket_types");
    let boxes = kinds
        .iter()
        .map(|(id, name)| {
            let id = id.to_string();
            let checked =
                typed.as_ref().map_or(others_are_left, |typed| typed.split(' ').any(|it| it == id));
            view! {
                <label class="flag">
                    <input type="checkbox" name="ticket_types[]" value=id checked=checked />
                    <span>
                        <Words text=name.clone() />
                    </span>
                </label>
            }
        })
        .collect_view();
    (!kinds.is_empty()).then(|| {
        view! {
            <fieldset class="choices">
                <legend>{lang.kinds_to_take}</legend>
                {boxes}
                <p class="hint">{lang.kinds_to_take_hint}</p>
                <FieldError state name="ticket_types" />
            </fieldset>
        }
    })
}

//! The quotas that kinds of ticket share: a list of them, and the form of one.

use super::form_card::FormCard;
use super::kinds::Deeds;
use super::{Here, POOL};
use crate::actions::tickets::list::{PoolLine, TicketsView};
use crate::actions::tickets::save_pool::{ENDPOINT, SaveTicketPool};
use crate::components::Words;
use crate::forms::{
    ActionForm, FieldErrors, FormAction, SubmitButton, TextField, form_state, submit_once,
};
use crate::i18n::{TicketsTexts, use_texts};
use crate::pages::organize::parts::SeatBar;
use leptos::prelude::*;
use types::ticket_types::NAME_MAX;

#[component]
pub(super) fn Pools(view: TicketsView, here: Here, deeds: Deeds) -> impl IntoView {
    let lang = use_texts::<TicketsTexts>();
    if view.pools.is_empty() {
        return ().into_any();
    }
    let TicketsView { types, pools, .. } = view;
    let rows = pools
        .into_iter()
        .map(|pool| {
            let kinds = types.iter().filter(|it| it.pool == Some(pool.id));
            let kinds = kinds.map(|it| it.name.clone()).collect();
            view! { <Pool pool kinds here deeds /> }
        })
        .collect_view();
    view! {
        <section class="desk-card" aria-labelledby="pools-title">
            <h3 id="pools-title">{lang.pools}</h3>
            <p class="muted">{lang.pools_text}</p>
            <ul class="kind-rows" role="list">
                {rows}
            </ul>
        </section>
    }
    .into_any()
}

#[component]
fn Pool(pool: PoolLine, kinds: Vec<String>, here: Here, deeds: Deeds) -> impl IntoView {
    let lang = use_texts::<TicketsTexts>();
    let (id, seats) = (pool.id.to_string(), pool.seats);
    let edit = here.form(POOL, &id);
    let edit_name = lang.of_which(lang.edit_this, &pool.name);
    let empty = kinds.is_empty();
    let list = if empty {
        view! { <p class="muted">{lang.nothing_in_it}</p> }.into_any()
    } else {
        view! {
            <p class="muted">
                <Words text=kinds.join(", ") />
            </p>
        }
        .into_any()
    };
    let delete = empty.then(|| {
        view! {
            <details class="desk-more">
                <summary aria-label=lang.of_which(lang.delete, &pool.name)>{lang.delete}</summary>
                <ActionForm
                    action=deeds.delete_pool
                    attr:class="desk-form"
                    before=submit_once(deeds.deleting_pool.again())
                >
                    <p>{lang.delete_pool_text}</p>
                    <input type="hidden" name="slug" value=here.slug.get_untracked() />
                    <input type="hidden" name="ticket_pool" value=id.clone() />
                    <SubmitButton
                        pending=deeds.deleting_pool.pending
                        label=lang.delete_yes
                        class="button button-stop"
                        testid="delete-pool"
                    />
                </ActionForm>
            </details>
        }
    });
    let total = lang.number(seats.capacity.into());
    view! {
        <li class="kind-row" data-testid="pool-row">
            <div class="kind-head">
                <strong class="kind-title">
                    <Words text=pool.name.clone() />
                </strong>
                <span class="kind-cost tabular">{total}</span>
            </div>
            {list}
            <SeatBar seats=Signal::stored(seats) />
            <div class="desk-actions kind-actions">
                <a class="button button-quiet button-small" href=edit aria-label=edit_name>
                    {lang.edit_this}
                </a>
            </div>
            {delete}
        </li>
    }
}

#[component]
pub(super) fn PoolForm(
    slug: String,
    key_: String,
    #[prop(optional_no_strip)] pool: Option<PoolLine>,
    here: Here,
) -> impl IntoView {
    let lang = use_texts::<TicketsTexts>();
    let action = FormAction::<SaveTicketPool>::new();
    let state = form_state(action, ENDPOINT);
    let key = super::key_of_attempt(key_, action.version());
    let title = match &pool {
        Some(pool) => lang.of_which(lang.edit_this, &pool.name),
        None => lang.new_pool.to_owned(),
    };
    let (id, name, quota) = pool.map_or_else(Default::default, |pool| {
        (pool.id.to_string(), pool.name, pool.seats.capacity.to_string())
    });
    view! {
        <FormCard title here saved=action.value() testid="pool-form">
            <ActionForm
                action
                attr:class="desk-form"
                attr:novalidate=true
                before=submit_once(state.again())
            >
                <FieldErrors state />
                <input type="hidden" name="slug" value=slug />
                <input type="hidden" name="id" value=id />
                <input type="hidden" name="key" value=key />
                <TextField
                    state
                    name="name"
                    label=lang.name
                    hint=lang.pool_name_hint
                    value=name
                    maxlength=NAME_MAX
                    autocomplete="off"
                />
                <TextField
                    state
                    name="quota"
                    label=lang.pool_quota
                    value=quota
                    inputmode="numeric"
                    maxlength=12
                    autocomplete="off"
                />
                <SubmitButton
                    pending=state.pending
                    label=lang.save
                    class="button"
                    testid="save-pool"
                />
            </ActionForm>
        </FormCard>
    }
}

//! The form of a kind of ticket, to make one and to change one.

use super::Here;
use super::form_card::FormCard;
use super::prices::Prices;
use crate::actions::tickets::list::{PoolLine, TicketsView, TypeLine};
use crate::actions::tickets::save_type::{ENDPOINT, SaveTicketType};
use crate::forms::{
    ActionForm, FieldErrors, FormAction, FormState, SubmitButton, TextArea, TextField, form_state,
    submit_once,
};
use crate::i18n::{TicketsTexts, use_texts};
use crate::pages::organize::editor::section::Choice;
use leptos::prelude::*;
use types::bookings::QUANTITY_MAX;
use types::ids::TicketPoolId;
use types::ticket_types::{DESCRIPTION_MAX, NAME_MAX};

/// What stands in the fields before anything is typed.
#[derive(Clone, Default)]
struct Fields {
    id: String,
    name: String,
    description: String,
    price: String,
    quota: String,
    pool: Option<TicketPoolId>,
    from: String,
    until: String,
    least: String,
    most: String,
    hidden: bool,
}

impl Fields {
    fn of(kind: &TypeLine) -> Self {
        Self {
            id: kind.id.to_string(),
            name: kind.name.clone(),
            description: kind.description.clone(),
            price: kind.price.to_string(),
            quota: kind.quota.map(|quota| quota.to_string()).unwrap_or_default(),
            pool: kind.pool,
            from: kind.from_field.clone(),
            until: kind.until_field.clone(),
            least: kind.least.to_string(),
            most: kind.most.to_string(),
            hidden: kind.hidden,
        }
    }

    fn new(view: &TicketsView) -> Self {
        let price = if view.types.is_empty() { view.price.to_string() } else { String::new() };
        let (least, most) = ("1".to_owned(), QUANTITY_MAX.to_string());
        Self { price, least, most, ..Self::default() }
    }
}

#[component]
pub(super) fn KindForm(
    view: TicketsView,
    #[prop(optional_no_strip)] kind: Option<TypeLine>,
    here: Here,
) -> impl IntoView {
    let lang = use_texts::<TicketsTexts>();
    let action = FormAction::<SaveTicketType>::new();
    let state = form_state(action, ENDPOINT);
    let fields = kind.as_ref().map_or_else(|| Fields::new(&view), Fields::of);
    let title = match &kind {
        Some(kind) => lang.of_which(lang.edit_this, &kind.name),
        None => lang.new_kind.to_owned(),
    };
    let steps = kind.map(|kind| kind.steps).unwrap_or_default();
    let key = super::key_of_attempt(view.key, action.version());
    let checked = state.typed("hidden").map_or(fields.hidden, |it| it == "true");
    let price_label = format!("{}, {}", lang.price, view.currency);
    view! {
        <FormCard title here saved=action.value() testid="kind-form">
            <ActionForm
                action
                attr:class="desk-form"
                attr:novalidate=true
                before=submit_once(state.again())
            >
                <FieldErrors state />
                <input type="hidden" name="slug" value=view.slug />
                <input type="hidden" name="id" value=fields.id />
                <input type="hidden" name="key" value=key />
                <TextField
                    state
                    name="name"
                    label=lang.name
                    hint=lang.name_hint
                    value=fields.name
                    maxlength=NAME_MAX
                    autocomplete="off"
                />
                <TextArea
                    state
                    name="description"
                    label=lang.description
                    hint=lang.description_hint
                    rows="2"
                    maxlength=DESCRIPTION_MAX
                    text=fields.description
                />
                <div class="field-row">
                    <TextField
                        state
                        name="price"
                        label=price_label
                        hint=lang.price_hint
                        value=fields.price
                        inputmode="decimal"
                        maxlength=16
                        autocomplete="off"
                    />
                    <TextField
                        state
                        name="quota"
                        label=lang.quota
                        hint=lang.quota_hint
                        value=fields.quota
                        inputmode="numeric"
                        required=false
                        maxlength=12
                        autocomplete="off"
                    />
                </div>
                <Prices state steps />
                <PoolChoice state pools=view.pools now=fields.pool />
                <div class="field-row">
                    <TextField
                        state
                        name="sale_from"
                        label=lang.sale_from
                        kind="datetime-local"
                        value=fields.from
                        required=false
                    />
                    <TextField
                        state
                        name="sale_until"
                        label=lang.sale_until
                        hint=lang.sale_hint
                        kind="datetime-local"
                        value=fields.until
                        required=false
                    />
                </div>
                <div class="field-row">
                    <TextField
                        state
                        name="min_per_booking"
                        label=lang.least
                        value=fields.least
                        inputmode="numeric"
                        required=false
                        maxlength=4
                    />
                    <TextField
                        state
                        name="max_per_booking"
                        label=lang.most
                        value=fields.most
                        inputmode="numeric"
                        required=false
                        maxlength=4
                    />
                </div>
                <label class="flag">
                    <input type="checkbox" name="hidden" value="true" checked=checked />
                    <span>{lang.hidden}</span>
                </label>
                <SubmitButton
                    pending=state.pending
                    label=lang.save
                    class="button"
                    testid="save-kind"
                />
            </ActionForm>
        </FormCard>
    }
}

/// Nothing where there is none to choose.
#[component]
fn PoolChoice(
    state: FormState,
    pools: Vec<PoolLine>,
    #[prop(optional_no_strip)] now: Option<TicketPoolId>,
) -> impl IntoView {
    let lang = use_texts::<TicketsTexts>();
    if pools.is_empty() {
        return ().into_any();
    }
    let now = now.map(|id| id.to_string()).unwrap_or_default();
    let value = state.typed("pool").unwrap_or(now);
    let none = (String::new(), lang.no_pool.to_owned());
    let pools = pools.into_iter().map(|pool| (pool.id.to_string(), pool.name));
    let options: Vec<_> = std::iter::once(none).chain(pools).collect();
    view! { <Choice state name="pool" label=lang.pool value options required=false /> }.into_any()
}

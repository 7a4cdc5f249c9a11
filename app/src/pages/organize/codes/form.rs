//! The form of a code, to make one and to change one.

use super::CodesPage;
use crate::actions::run::promotions::{CodeKind, CodeLine, PromotionsView};
use crate::actions::run::save_promotion::{ENDPOINT, SOME, SavePromotion};
use crate::forms::{
    ActionForm, FieldError, FieldErrors, FlashMessage, FormAction, FormState, SubmitButton,
    TextField, form_state, submit_once,
};
use crate::i18n::{CodeTexts, use_texts};
use crate::pages::organize::confirm::{StepCard, leave_when_done};
use leptos::prelude::*;
use types::ids::TicketTypeId;
use types::promotions::{CODE_MAX, PromotionKind};

#[component]
pub(super) fn CodeForm(
    view: PromotionsView,
    code: Option<CodeLine>,
    here: CodesPage,
) -> impl IntoView {
    let lang = use_texts::<CodeTexts>();
    let action = FormAction::<SavePromotion>::new();
    let state = form_state(action, ENDPOINT);
    leave_when_done(state, FlashMessage::Saved, true, move || {
        here.refetch.run(());
        here.path()
    });
    let title = match &code {
        Some(code) => lang.edit_code(&code.code),
        None => lang.new_code.to_owned(),
    };
    let number = |number: Option<i32>| number.map(|it| it.to_string()).unwrap_or_default();
    let (of_event, clock) = match view.event {
        Some(_) => (true, lang.by_event_clock.to_owned()),
        None => (false, lang.by_clock_of(&view.zone)),
    };
    let own = code.as_ref().and_then(|code| code.currency).map(|it| it.to_string());
    let covered = code.as_ref().and_then(|code| code.kinds.clone());
    let kinds = view.kinds;
    let has_kinds = !kinds.is_empty() || covered.is_some();
    let (id, text, kind, value, from, until, most, each) = match code {
        Some(code) => (
            code.id.to_string(),
            code.code,
            code.kind,
            code.value.to_string(),
            code.from_field,
            code.until_field,
            number(code.max_uses),
            number(code.per_person),
        ),
        None => (
            String::new(),
            String::new(),
            PromotionKind::Percent,
            String::new(),
            view.from,
            view.until,
            String::new(),
            String::new(),
        ),
    };
    view! {
        <StepCard
            id="form"
            title
            back=(here.path(), lang.back_to_codes)
            testid="code-form"
            below=of_event
        >
            <ActionForm
                action
                attr:class="desk-form"
                attr:novalidate=true
                before=submit_once(state.again())
            >
                <FieldErrors state />
                <input type="hidden" name="slug" value=here.slug.get_untracked() />
                <input type="hidden" name="id" value=id />
                <TextField
                    state
                    name="code"
                    label=lang.code
                    hint=lang.code_hint
                    value=text
                    maxlength=CODE_MAX
                    autocomplete="off"
                />
                <Kind state kind currency=view.currency.map(|it| it.to_string()) />
                <TextField
                    state
                    name="value"
                    label=lang.how_much_off
                    hint=lang.how_much_off_hint
                    value
                    inputmode="decimal"
                    maxlength=16
                    autocomplete="off"
                />
                {(!of_event)
                    .then(|| {
                        view! {
                            <TextField
                                state
                                name="currency"
                                label=lang.currency_of_code
                                hint=lang.currency_of_code_hint
                                value=own.unwrap_or_default()
                                required=false
                                maxlength=3
                                autocomplete="off"
                            />
                        }
                    })}
                {has_kinds.then(|| view! { <Covers state kinds covered /> })}
                <div class="field-row">
                    <TextField
                        state
                        name="valid_from"
                        label=lang.valid_from
                        kind="datetime-local"
                        value=from
                    />
                    <TextField
                        state
                        name="valid_until"
                        label=lang.valid_until
                        hint=clock
                        kind="datetime-local"
                        value=until
                    />
                </div>
                <div class="field-row">
                    <TextField
                        state
                        name="max_uses"
                        label=lang.max_uses
                        hint=lang.no_limit_hint
                        value=most
                        inputmode="numeric"
                        required=false
                        maxlength=12
                    />
                    <TextField
                        state
                        name="max_uses_per_user"
                        label=lang.max_uses_each
                        value=each
                        inputmode="numeric"
                        required=false
                        maxlength=12
                    />
                </div>
                <SubmitButton
                    pending=state.pending
                    label=lang.save_code
                    class="button"
                    testid="save-code"
                />
            </ActionForm>
        </StepCard>
    }
}

#[component]
fn Kind(state: FormState, kind: PromotionKind, currency: Option<String>) -> impl IntoView {
    let lang = use_texts::<CodeTexts>();
    let chosen = state.typed("kind").and_then(|kind| PromotionKind::parse(&kind)).unwrap_or(kind);
    let choice = |kind: PromotionKind, text: String| {
        view! {
            <label class="choice">
                <input type="radio" name="kind" value=kind.as_str() checked=kind == chosen />
                <span>{text}</span>
            </label>
        }
    };
    let sum = match currency {
        Some(currency) => format!("{}, {currency}", lang.sum_off),
        None => lang.sum_off.to_owned(),
    };
    view! {
        <fieldset class="choices">
            <legend>{lang.kind_of_code}</legend>
            {choice(PromotionKind::Percent, lang.percent_off.to_owned())}
            {choice(PromotionKind::Fixed, sum)}
            <FieldError state name="kind" />
        </fieldset>
    }
}

/// The kinds of ticket that the code is for. One that is for none any more stays so until some are chosen.
#[component]
fn Covers(
    state: FormState,
    kinds: Vec<CodeKind>,
    covered: Option<Vec<TicketTypeId>>,
) -> impl IntoView {
    let lang = use_texts::<CodeTexts>();
    let some = state.typed("covers").map_or(covered.is_some(), |typed| typed == SOME);
    let typed = state.typed("ticket_types");
    let covered = covered.unwrap_or_default();
    let is_chosen = |kind: &CodeKind| match &typed {
        Some(typed) => typed.split(' ').any(|id| id == kind.id.to_string()),
        None => covered.contains(&kind.id),
    };
    let choices = kinds
        .into_iter()
        .filter(|kind| !kind.archived || covered.contains(&kind.id))
        .map(|kind| {
            let checked = is_chosen(&kind);
            let hidden =
                kind.hidden.then(|| view! { <span class="badge">{lang.opens_kind()}</span> });
            view! {
                <label class="choice">
                    <input
                        type="checkbox"
                        name="ticket_types[]"
                        value=kind.id.to_string()
                        checked=checked
                    />
                    <span dir="auto">{kind.name}</span>
                    {hidden}
                </label>
            }
        })
        .collect_view();
    view! {
        <fieldset class="choices">
            <legend>{lang.covers()}</legend>
            <label class="choice">
                <input type="radio" name="covers" value="all" checked=!some />
                <span>{lang.covers_all()}</span>
            </label>
            <label class="choice">
                <input type="radio" name="covers" value=SOME checked=some />
                <span>{lang.covers_some()}</span>
            </label>
        </fieldset>
        <fieldset class="choices" id="ticket_types">
            <legend>{lang.covered_kinds()}</legend>
            {choices}
            <p class="hint">{lang.covered_hint()}</p>
            <FieldError state name="ticket_types" />
        </fieldset>
    }
}

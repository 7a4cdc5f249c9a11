//! Payments that need a person: what is wrong with each, and what to do about it.

use super::super::frame::{AdminFrame, AdminPart};
use super::{Trouble, when_done};
use crate::actions::admin::payments::{PaymentRow, admin_payments};
use crate::actions::admin::retry_payment::{AdminRetryPayment, ENDPOINT};
use crate::components::{LoadProblem, PageSkeleton, Pagination, Words};
use crate::forms::{
    ActionForm, FieldErrors, FlashMessage, FormAction, FormState, SubmitButton, form_state,
    submit_once,
};
use crate::i18n::{AdminUpkeepTexts, use_texts};
use crate::load::load;
use crate::pages::organize::parts::{Address, Column, DataList};
use crate::paths;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use types::Page;
use types::upkeep::PaymentTrouble;

#[component]
pub fn PaymentsPage() -> impl IntoView {
    let lang = use_texts::<AdminUpkeepTexts>();
    let query = use_query_map();
    let asked = move |name: &'static str| query.with(|query| query.get(name)).unwrap_or_default();
    let data = load(move || asked("page"), admin_payments);
    let action = FormAction::<AdminRetryPayment>::new();
    let state = form_state(action, ENDPOINT);
    when_done(action, FlashMessage::Saved, data);
    view! {
        <AdminFrame part=AdminPart::Payments title=lang.part_payments>
            <p class="muted">{lang.payments_intro}</p>
            <FieldErrors state />
            <Transition fallback=|| {
                view! { <PageSkeleton /> }
            }>
                {move || Suspend::new(async move {
                    match data.await {
                        Ok(page) => {
                            let address = Address::new(
                                paths::ADMIN_PAYMENTS,
                                query.get_untracked(),
                            );
                            view! { <Found page address action state /> }.into_any()
                        }
                        Err(error) => view! { <LoadProblem error /> }.into_any(),
                    }
                })}
            </Transition>
        </AdminFrame>
    }
}

#[component]
fn Found(
    page: Page<PaymentRow>,
    address: Address,
    action: FormAction<AdminRetryPayment>,
    state: FormState,
) -> impl IntoView {
    let lang = use_texts::<AdminUpkeepTexts>();
    if page.results.is_empty() {
        return view! { <p class="muted">{lang.no_trouble}</p> }.into_any();
    }
    let (number, pages) = (page.page, page.pages());
    let columns = vec![
        Column::text(lang.booking),
        Column::text(lang.trouble),
        Column::number(lang.amount),
        Column::text(lang.since),
        Column::text(lang.action),
    ];
    let rows = page.results.into_iter().map(|payment| cells(payment, action, state)).collect();
    let list = address.clone();
    view! {
        <DataList label=lang.part_payments columns rows address />
        <Pagination page=number pages href=move |page| list.page(page) />
    }
    .into_any()
}

fn cells(
    payment: PaymentRow,
    action: FormAction<AdminRetryPayment>,
    state: FormState,
) -> Vec<AnyView> {
    let lang = use_texts::<AdminUpkeepTexts>();
    let trouble = match payment.trouble {
        PaymentTrouble::Stuck => lang.stuck,
        PaymentTrouble::RefundFailed => lang.refund_failed,
    };
    let name = format!("{}: {}", lang.retry_payment, payment.reference);
    vec![
        view! {
            <a href=paths::organize_booking(&payment.slug, &payment.booking)>
                <bdi>{payment.reference}</bdi>
            </a>
            <span class="muted">
                <bdi>{payment.title}</bdi>
                {payment.display_name.map(|name| view! { " · " <Words text=name /> })}
            </span>
        }
        .into_any(),
        view! {
            {trouble}
            <Trouble error=payment.last_error />
        }
        .into_any(),
        lang.money(payment.amount, payment.currency).into_any(),
        lang.moment(&payment.since).into_any(),
        view! {
            <ActionForm action attr:class="desk-form" before=submit_once(state.again())>
                <input type="hidden" name="payment" value=payment.id.to_string() />
                <SubmitButton
                    pending=state.pending
                    label=lang.retry_payment
                    class="button button-quiet button-small"
                    testid="retry-payment"
                    name=Some(name)
                />
            </ActionForm>
        }
        .into_any(),
    ]
}

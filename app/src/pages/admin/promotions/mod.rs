//! The promo codes of the whole platform, with their uses and what they cost.

use super::frame::{AdminFrame, AdminPart};
use crate::actions::admin::promotions::{AdminCodeLine, load_admin_promotions};
use crate::components::{LoadProblem, PageSkeleton, Pagination};
use crate::i18n::{AdminPlacesTexts, use_texts};
use crate::load::load;
use crate::pages::organize::parts::{Address, Column, DataList, Empty};
use crate::paths;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use leptos_router::params::ParamsMap;
use types::Page;
use types::promotions::PromotionKind;

#[component]
pub fn PromotionsPage() -> impl IntoView {
    let lang = use_texts::<AdminPlacesTexts>();
    let query = use_query_map();
    let page = move || query.with(|query| query.get("page")).unwrap_or_default();
    let data = load(page, load_admin_promotions);
    view! {
        <AdminFrame part=AdminPart::Promotions title=lang.part_promotions>
            <p class="muted">{lang.codes_text}</p>
            <Transition fallback=|| {
                view! { <PageSkeleton /> }
            }>
                {move || Suspend::new(async move {
                    match data.await {
                        Ok(page) => view! { <List page /> }.into_any(),
                        Err(error) => view! { <LoadProblem error /> }.into_any(),
                    }
                })}
            </Transition>
        </AdminFrame>
    }
}

#[component]
fn List(page: Page<AdminCodeLine>) -> impl IntoView {
    let lang = use_texts::<AdminPlacesTexts>();
    if page.results.is_empty() {
        return view! { <Empty title=lang.no_codes_title text=lang.no_codes_text /> }.into_any();
    }
    let columns = vec![
        Column::text(lang.code),
        Column::text(lang.valid),
        Column::number(lang.uses),
        Column::number(lang.cost),
        Column::number(lang.paid),
    ];
    let (number, pages) = (page.page, page.pages());
    let rows = page.results.into_iter().map(|code| row(lang, code)).collect();
    let address = Address::new(paths::ADMIN_PROMOTIONS, ParamsMap::new());
    view! {
        <DataList label=lang.part_promotions columns rows address />
        <Pagination page=number pages href=|page| paths::page(paths::ADMIN_PROMOTIONS, page) />
    }
    .into_any()
}

fn row(lang: &'static AdminPlacesTexts, code: AdminCodeLine) -> Vec<AnyView> {
    let value = match (code.kind, code.currency) {
        (PromotionKind::Percent, _) => format!("−{} %", code.value),
        (PromotionKind::Fixed, Some(currency)) => format!("−{}", lang.money(code.value, currency)),
        (PromotionKind::Fixed, None) => format!("−{}", code.value),
    };
    let span = format!("{} – {}", lang.moment(&code.from), lang.moment(&code.until));
    let uses = lang.number(code.uses.into());
    let uses = match code.max_uses {
        Some(most) => format!("{uses} / {}", lang.number(most.into())),
        None => uses,
    };
    let joined = |sums: Vec<String>| {
        if sums.is_empty() { "–".to_owned() } else { sums.join(" · ") }
    };
    let off = code.sums.iter().map(|sum| lang.money(sum.discount, sum.currency)).collect();
    let paid = code.sums.iter().map(|sum| lang.money(sum.paid, sum.currency)).collect();
    vec![
        view! {
            <code>{code.code}</code>
            " "
            <span class="muted">{value}</span>
        }
        .into_any(),
        span.into_any(),
        uses.into_any(),
        joined(off).into_any(),
        joined(paid).into_any(),
    ]
}

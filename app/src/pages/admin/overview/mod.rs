//! Whether everything is all right: the platform in numbers, for a period beside the one before it.

mod days;
mod figures;
mod period;

use super::frame::{AdminFrame, AdminPart};
use crate::actions::admin::overview::{OverviewView, admin_overview};
use crate::components::{LoadProblem, PageSkeleton};
use crate::i18n::{AdminOverviewTexts, use_texts};
use crate::load::load;
use days::{BestCategories, BookedDays, BusiestHours, MoneyDays};
use figures::{Now, Totals};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use period::Period;

#[component]
pub fn OverviewPage() -> impl IntoView {
    let lang = use_texts::<AdminOverviewTexts>();
    let query = use_query_map();
    let asked = move |name: &'static str| query.with(|query| query.get(name)).unwrap_or_default();
    let data = load(
        move || (asked("from"), asked("to"), asked("interval"), asked("timezone")),
        |(from, to, interval, zone)| admin_overview(from, to, interval, zone),
    );
    view! {
        <AdminFrame part=AdminPart::Overview title=lang.part_overview>
            <Transition fallback=|| {
                view! { <PageSkeleton /> }
            }>
                {move || Suspend::new(async move {
                    match data.await {
                        Ok(view) => view! { <Shown view /> }.into_any(),
                        Err(error) => view! { <LoadProblem error /> }.into_any(),
                    }
                })}
            </Transition>
        </AdminFrame>
    }
}

#[component]
fn Shown(view: OverviewView) -> impl IntoView {
    let lang = use_texts::<AdminOverviewTexts>();
    let OverviewView { numbers, ignored, zone_ignored } = view;
    let ignored = ignored.then(|| {
        view! {
            <div class="alert" role="status" data-testid="period-ignored">
                <p>{lang.period_ignored}</p>
            </div>
        }
    });
    let zone_ignored = zone_ignored.then(|| {
        view! {
            <div class="alert" role="status" data-testid="zone-ignored">
                <p>{lang.zone_ignored}</p>
            </div>
        }
    });
    view! {
        <p class="muted">{lang.intro}</p>
        <Now users=numbers.users events=numbers.events />
        {ignored}
        {zone_ignored}
        <Period numbers=numbers.clone() />
        <Totals period=numbers.period.clone() before=numbers.before.clone() />
        <BookedDays numbers=numbers.clone() />
        <MoneyDays numbers=numbers.clone() />
        <BestCategories numbers=numbers.clone() />
        <BusiestHours numbers />
    }
}

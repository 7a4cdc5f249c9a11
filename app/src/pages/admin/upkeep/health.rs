//! What the checks of the server find, each with what it means.

use super::super::frame::{AdminFrame, AdminPart};
use crate::actions::admin::health::admin_health;
use crate::components::{LoadProblem, PageSkeleton};
use crate::i18n::{AdminUpkeepTexts, use_texts};
use crate::load::load;
use crate::pages::organize::parts::{Address, Column, DataList};
use crate::paths;
use leptos::prelude::*;
use leptos_router::params::ParamsMap;
use types::upkeep::HealthCheck;

#[component]
pub fn HealthPage() -> impl IntoView {
    let lang = use_texts::<AdminUpkeepTexts>();
    let data = load(|| (), |()| admin_health());
    view! {
        <AdminFrame part=AdminPart::Health title=lang.part_health>
            <p class="muted">{lang.health_intro}</p>
            <Transition fallback=|| {
                view! { <PageSkeleton /> }
            }>
                {move || Suspend::new(async move {
                    match data.await {
                        Ok(checks) => view! { <Checks checks /> }.into_any(),
                        Err(error) => view! { <LoadProblem error /> }.into_any(),
                    }
                })}
            </Transition>
        </AdminFrame>
    }
}

#[component]
fn Checks(checks: Vec<HealthCheck>) -> impl IntoView {
    let lang = use_texts::<AdminUpkeepTexts>();
    let columns =
        vec![Column::text(lang.check), Column::text(lang.state), Column::text(lang.detail)];
    let mut checks = checks;
    // What is wrong comes first; the rest stays in the order of the list.
    checks.sort_by_key(|check| (check.ok, !check.warning));
    let rows = checks
        .into_iter()
        .map(|check| {
            let (class, state) = match (check.ok, check.warning) {
                (false, _) => ("badge badge-stop", lang.broken),
                (true, true) => ("badge badge-few", lang.warning),
                (true, false) => ("badge badge-ok", lang.ok),
            };
            vec![
                view! { <span class="check-name">{check.check}</span> }.into_any(),
                view! { <span class=class>{state}</span> }.into_any(),
                view! { <bdi>{check.detail}</bdi> }.into_any(),
            ]
        })
        .collect();
    let address = Address::new(paths::ADMIN_HEALTH, ParamsMap::new());
    view! { <DataList label=lang.part_health columns rows address /> }
}

//! The promo codes of an event: made, paused and limited; their uses and what they cost.

use crate::actions::run::promotions::load_promotions;
use crate::components::{LoadProblem, PageSkeleton};
use crate::i18n::{OrganizeTexts, use_texts};
use crate::load::load;
use crate::pages::organize::codes::{CodesDesk, CodesPage, CodesRefusal};
use crate::pages::organize::frame::{EventFrame, EventTab, use_event_slug};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

#[component]
pub fn PromotionsPage() -> impl IntoView {
    let lang = use_texts::<OrganizeTexts>();
    let (slug, query) = (use_event_slug(), use_query_map());
    let data = load(move || slug.get(), load_promotions);
    let here = CodesPage::new(slug, query, data);
    view! {
        <EventFrame slug tab=EventTab::Promotions>
            <h2 class="visually-hidden">{lang.tab_promotions}</h2>
            <CodesRefusal here />
            <Transition fallback=|| {
                view! { <PageSkeleton /> }
            }>
                {move || Suspend::new(async move {
                    match data.await {
                        Ok(view) => view! { <CodesDesk view here /> }.into_any(),
                        Err(error) => view! { <LoadProblem error /> }.into_any(),
                    }
                })}
            </Transition>
        </EventFrame>
    }
}

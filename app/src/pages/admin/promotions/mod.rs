//! The promo codes of the whole platform: made, paused and limited; their uses and what they cost.

use super::frame::{AdminFrame, AdminPart};
use crate::actions::admin::promotions::load_admin_promotions;
use crate::components::{LoadProblem, PageSkeleton, Pagination};
use crate::i18n::{AdminPlacesTexts, use_texts};
use crate::load::load;
use crate::pages::organize::codes::{CodesDesk, CodesPage, CodesRefusal};
use crate::paths;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

#[component]
pub fn PromotionsPage() -> impl IntoView {
    let lang = use_texts::<AdminPlacesTexts>();
    let query = use_query_map();
    // Whichever code is edited, the list is the same.
    let asked = Memo::new(move |_| query.with(|query| query.get("page")).unwrap_or_default());
    let data = load(move || asked.get(), load_admin_promotions);
    let here = CodesPage::new(Memo::new(|_| String::new()), query, data);
    view! {
        <AdminFrame part=AdminPart::Promotions title=lang.part_promotions>
            <p class="muted">{lang.codes_text}</p>
            <CodesRefusal here />
            <Transition fallback=|| {
                view! { <PageSkeleton /> }
            }>
                {move || Suspend::new(async move {
                    match data.await {
                        Ok(list) => {
                            let (page, pages) = (list.page, list.pages);
                            view! {
                                <CodesDesk view=list.view here />
                                <Pagination
                                    page
                                    pages
                                    href=|page| paths::page(paths::ADMIN_PROMOTIONS, page)
                                />
                            }
                                .into_any()
                        }
                        Err(error) => view! { <LoadProblem error /> }.into_any(),
                    }
                })}
            </Transition>
        </AdminFrame>
    }
}

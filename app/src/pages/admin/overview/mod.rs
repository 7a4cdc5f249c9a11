//! Whether everything is all right: the platform in numbers.

use super::frame::{AdminFrame, AdminPart};
use crate::actions::admin::overview::admin_overview;
use crate::components::{LoadProblem, PageSkeleton};
use crate::i18n::{AdminTexts, use_texts};
use crate::load::load;
use crate::pages::organize::parts::{Figure, Figures};
use leptos::prelude::*;
use types::statistics::PlatformStatistics;

#[component]
pub fn OverviewPage() -> impl IntoView {
    let lang = use_texts::<AdminTexts>();
    let data = load(|| (), |()| admin_overview());
    view! {
        <AdminFrame part=AdminPart::Overview title=lang.part_overview>
            <Transition fallback=|| {
                view! { <PageSkeleton /> }
            }>
                {move || Suspend::new(async move {
                    match data.await {
                        Ok(numbers) => view! { <People numbers /> }.into_any(),
                        Err(error) => view! { <LoadProblem error /> }.into_any(),
                    }
                })}
            </Transition>
        </AdminFrame>
    }
}

#[component]
fn People(numbers: PlatformStatistics) -> impl IntoView {
    let lang = use_texts::<AdminTexts>();
    let (users, events) = (numbers.users, numbers.events);
    let figures = [
        (lang.attendees_count, users.attendee),
        (lang.organizers_count, users.organizer),
        (lang.admins_count, users.admin),
        (lang.published_count, events.published),
        (lang.drafts_count, events.draft),
        (lang.cancelled_count, events.cancelled),
    ]
    .map(|(label, count)| view! { <Figure label value=lang.number(count) /> })
    .collect_view();
    view! { <Figures label=lang.part_overview>{figures}</Figures> }
}

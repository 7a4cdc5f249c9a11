//! The team of one event.

use super::invitations::Invitations;
use super::invite::InviteForm;
use super::members::Members;
use crate::actions::team::list::{TeamView, open_team};
use crate::components::{LoadProblem, PageSkeleton};
use crate::i18n::{TeamTexts, use_texts};
use crate::load::{Loaded, load};
use crate::pages::organize::frame::{EventFrame, EventTab, use_event_slug};
use crate::paths;
use leptos::prelude::*;

#[component]
pub fn EventTeamPage() -> impl IntoView {
    let slug = use_event_slug();
    let data = load(move || slug.get(), open_team);
    view! {
        <EventFrame slug tab=EventTab::Team>
            <Transition fallback=|| {
                view! { <PageSkeleton /> }
            }>
                {move || {
                    let slug = slug.get();
                    Suspend::new(async move {
                        match data.await {
                            Ok(view) => view! { <EventTeam view data slug /> }.into_any(),
                            Err(error) => view! { <LoadProblem error /> }.into_any(),
                        }
                    })
                }}
            </Transition>
        </EventFrame>
    }
}

#[component]
fn EventTeam(view: TeamView, data: Loaded<TeamView>, slug: String) -> impl IntoView {
    let lang = use_texts::<TeamTexts>();
    let changed = move || data.refetch();
    view! {
        <div class="narrow team">
            <p class="muted">
                {lang.event_text} " " <a href=paths::ORGANIZE_TEAM>{lang.own_team}</a>
            </p>
            <Members members=view.team.members.clone() changed slug=slug.clone() />
            <Invitations view changed slug=slug.clone() />
            <InviteForm changed slug />
        </div>
    }
}

//! The organizer's own team, and the teams that the reader is in.

use super::invitations::Invitations;
use super::invite::InviteForm;
use super::members::Members;
use super::mine::Mine;
use crate::actions::team::list::TeamView;
use crate::actions::team::mine::{MyTeamsView, my_teams};
use crate::components::{LoadProblem, PageSkeleton};
use crate::i18n::{TeamTexts, use_texts};
use crate::load::{Loaded, load};
use crate::pages::organize::frame::{OrganizeFrame, Part};
use leptos::prelude::*;

#[component]
pub fn OwnTeamPage() -> impl IntoView {
    let lang = use_texts::<TeamTexts>();
    let data = load(|| (), |()| my_teams());
    view! {
        <OrganizeFrame title=lang.own_title part=Part::Team>
            <Transition fallback=|| {
                view! { <PageSkeleton /> }
            }>
                {move || Suspend::new(async move {
                    match data.await {
                        Ok(view) => view! { <Teams view data /> }.into_any(),
                        Err(error) => view! { <LoadProblem error /> }.into_any(),
                    }
                })}
            </Transition>
        </OrganizeFrame>
    }
}

#[component]
fn Teams(view: MyTeamsView, data: Loaded<MyTeamsView>) -> impl IntoView {
    let MyTeamsView { own, mine } = view;
    view! {
        <div class="narrow team">
            {own.map(|view| view! { <Own view data /> })}
            {(!mine.is_empty()).then(|| view! { <Mine mine /> })}
        </div>
    }
}

#[component]
fn Own(view: TeamView, data: Loaded<MyTeamsView>) -> impl IntoView {
    let lang = use_texts::<TeamTexts>();
    let changed = move || data.refetch();
    view! {
        <p class="muted">{lang.own_text}</p>
        <Members members=view.team.members.clone() changed slug=String::new() />
        <Invitations view changed slug=String::new() />
        <InviteForm changed slug=String::new() />
    }
}

//! One person: who that is, what there is of them, and what an admin can do for them.

mod deeds;
mod delete;
mod facts;
mod sessions;

use super::frame::{AdminFrame, AdminPart};
use crate::actions::admin::person::admin_person;
use crate::actions::admin::person_views::PersonView;
use crate::components::{LoadProblem, PageSkeleton, Words};
use crate::i18n::{AdminPeopleTexts, use_texts};
use crate::load::{Loaded, load};
use crate::pages::organize::history::HistoryList;
use crate::paths;
use deeds::Deeds;
use facts::Facts;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use sessions::{Ending, Sessions};

#[component]
pub fn PersonPage() -> impl IntoView {
    let lang = use_texts::<AdminPeopleTexts>();
    let params = use_params_map();
    let id = Memo::new(move |_| params.with(|params| params.get("id")).unwrap_or_default());
    let data = load(move || id.get(), admin_person);
    let ending = Ending::new(data);
    view! {
        <AdminFrame part=AdminPart::People title=lang.person>
            <p>
                <a href=paths::ADMIN_PEOPLE>{lang.back_to_people}</a>
            </p>
            <Transition fallback=|| {
                view! { <PageSkeleton /> }
            }>
                {move || Suspend::new(async move {
                    match data.await {
                        Ok(person) => view! { <Shown person data ending /> }.into_any(),
                        Err(error) => view! { <LoadProblem error /> }.into_any(),
                    }
                })}
            </Transition>
        </AdminFrame>
    }
}

#[component]
fn Shown(person: PersonView, data: Loaded<PersonView>, ending: Ending) -> impl IntoView {
    let lang = use_texts::<AdminPeopleTexts>();
    let lists = [
        ("bookings", lang.bookings, lang.no_bookings, person.bookings.clone()),
        ("events", lang.events, lang.no_events, person.events.clone()),
        ("reviews", lang.reviews, lang.no_reviews, person.reviews.clone()),
        ("mail", lang.mail, lang.no_mail, person.mail.clone()),
    ]
    .map(|(id, title, none, facts)| view! { <Facts id title none facts /> })
    .collect_view();
    let (user, sessions) = (person.id.to_string(), person.sessions.clone());
    let problems = person.problems.clone();
    let history = person.history.clone();
    view! {
        <div class="desk" data-testid="person">
            <Head person=person.clone() />
            <div class="desk-columns">
                <div class="desk-main">
                    <Sessions user sessions ending />
                    <Facts
                        id="problems"
                        title=lang.sign_in_problems
                        none=lang.no_problems
                        facts=problems
                    />
                    <p class="muted">{lang.newest}</p>
                    {lists}
                    <section class="desk-card" aria-labelledby="history">
                        <h3 id="history">{lang.history}</h3>
                        <HistoryList lines=history />
                    </section>
                </div>
                <div class="desk-side">
                    <Deeds person data />
                </div>
            </div>
        </div>
    }
}

#[component]
fn Head(person: PersonView) -> impl IntoView {
    let lang = use_texts::<AdminPeopleTexts>();
    let disabled = person.disabled.then(|| {
        view! { <span class="badge badge-past">{lang.disabled}</span> }
    });
    let address = if person.email_verified { lang.verified } else { lang.unverified };
    let guest = person.is_guest.then(|| view! { <p class="muted">{lang.guest}</p> });
    let own = person.own.then(|| view! { <p>{lang.yourself}</p> });
    view! {
        <header class="desk-head">
            <h2>
                <Words text=person.display_name />
                <span class="badge badge-ok">{lang.role_name(person.role)}</span>
                {disabled}
            </h2>
            <p>
                <bdi>{person.email}</bdi>
                <span class="muted">" · " {address}</span>
            </p>
            <p class="muted">
                {lang.joined} ": " {lang.moment(&person.created)} " · " {lang.language_zone} ": "
                {person.place}
            </p>
            {guest}
            {own}
        </header>
    }
}

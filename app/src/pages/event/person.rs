//! Public profile of a person, and the events they organize.

use crate::actions::people::person::{PersonView, person};
use crate::components::{
    EventGrid, Icon, LoadProblem, PageSkeleton, Pagination, Shape, Title, Words,
};
use crate::i18n::{EventTexts, use_texts};
use crate::load::load;
use crate::paths;
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use types::accounts::{Role, avatar_sized};

#[component]
pub fn PersonPage() -> impl IntoView {
    let (params, query) = (use_params_map(), use_query_map());
    let id = move || params.with(|params| params.get("id")).unwrap_or_default();
    let page = move || query.with(|query| query.get("page")).unwrap_or_default();
    let data = load(move || (id(), page()), |(id, page)| person(id, page));
    view! {
        <Suspense fallback=|| {
            view! { <PageSkeleton /> }
        }>
            {move || Suspend::new(async move {
                match data.await {
                    Ok(person) => view! { <Profile person /> }.into_any(),
                    Err(error) => view! { <LoadProblem error /> }.into_any(),
                }
            })}
        </Suspense>
    }
}

#[component]
fn Profile(person: PersonView) -> impl IntoView {
    let lang = use_texts::<EventTexts>();
    let name = person.display_name;
    #[cfg(feature = "ssr")]
    crate::ssr::page_meta::person(&person.id, &name, &person.bio, person.events_count > 0);
    let avatar = person.avatar.as_ref().and_then(|avatar| avatar_sized(avatar, 256));
    let picture = if let Some(avatar) = avatar {
        view! { <img class="picture" src=avatar alt="" width="96" height="96" /> }.into_any()
    } else {
        let initial = types::text::initial(&name);
        view! {
            <span class="picture picture-none" aria-hidden="true">
                {initial}
            </span>
        }
        .into_any()
    };
    let role = match person.role {
        Role::Attendee => lang.role_name_attendee,
        Role::Organizer => lang.role_name_organizer,
        Role::Admin => lang.role_name_admin,
    };
    let rating = person.rating.map(|tenths| {
        view! {
            <span class="person-rating">
                <Icon shape=Shape::Star />
                <span class="visually-hidden">{lang.rating} ": "</span>
                {lang.stars(tenths)}
            </span>
        }
    });
    let (number, pages) = (person.events.page, person.events.pages());
    let count = person.events_count;
    let bio = (!person.bio.trim().is_empty()).then(|| {
        view! {
            <p class="person-bio" dir="auto">
                {person.bio}
            </p>
        }
    });
    let href = paths::person(&person.id);
    let events = (count > 0).then(|| {
        view! {
            <section class="person-events" aria-labelledby="person-events">
                <h2 id="person-events">{lang.nav_events}</h2>
                <EventGrid events=person.events.results />
                <Pagination page=number pages href=move |page| paths::page(&href, page) />
            </section>
        }
    });
    view! {
        <Title text=name.clone() />
        <article class="container person">
            <header class="picture-row">
                {picture} <div>
                    <h1>
                        <Words text=name />
                    </h1>
                    <p class="muted">
                        {role} " · " {lang.events_found(count)}
                        {rating
                            .map(|rating| {
                                view! {
                                    " · "
                                    {rating}
                                }
                            })}
                    </p>
                </div>
            </header>
            {bio}
            {events}
        </article>
    }
}

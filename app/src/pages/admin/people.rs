//! The people of the platform: found by name or address.

use super::frame::{AdminFrame, AdminPart};
use crate::actions::admin::people::{PersonLine, admin_people};
use crate::components::{LoadProblem, PageSkeleton, Pagination, Words};
use crate::i18n::{AdminPeopleTexts, use_texts};
use crate::load::load;
use crate::pages::organize::parts::{
    Address, Column, DataList, Empty, FilterBar, FilterSelect, ListTools,
};
use crate::paths;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use types::Page;
use types::accounts::Role;

const FILTERS: [&str; 2] = ["role", "disabled"];

#[component]
pub fn PeoplePage() -> impl IntoView {
    let lang = use_texts::<AdminPeopleTexts>();
    let query = use_query_map();
    let asked = move |name: &'static str| query.with(|query| query.get(name)).unwrap_or_default();
    let data = load(
        move || (asked("search"), asked("role"), asked("disabled"), asked("page")),
        |(search, role, disabled, page)| admin_people(search, role, disabled, page),
    );
    let roles = move || {
        Role::ALL.map(|role| (role.as_str().to_owned(), lang.role_name(role).to_owned())).to_vec()
    };
    let access = move || {
        let choice = |value: &str, name: &str| (value.to_owned(), name.to_owned());
        vec![choice("false", lang.enabled), choice("true", lang.disabled)]
    };
    view! {
        <AdminFrame part=AdminPart::People title=lang.part_people>
            <FilterBar
                action=paths::ADMIN_PEOPLE.to_owned()
                query
                search=Some(lang.search_people)
                filters=&FILTERS
            >
                <FilterSelect query name="role" label=lang.role any=lang.any_role options=roles() />
                <FilterSelect
                    query
                    name="disabled"
                    label=lang.access
                    any=lang.any_access
                    options=access()
                />
            </FilterBar>
            <Transition fallback=|| {
                view! { <PageSkeleton /> }
            }>
                {move || Suspend::new(async move {
                    match data.await {
                        Ok(page) => {
                            let address = Address::new(paths::ADMIN_PEOPLE, query.get_untracked());
                            view! { <Found page address /> }.into_any()
                        }
                        Err(error) => view! { <LoadProblem error /> }.into_any(),
                    }
                })}
            </Transition>
        </AdminFrame>
    }
}

#[component]
fn Found(page: Page<PersonLine>, address: Address) -> impl IntoView {
    let lang = use_texts::<AdminPeopleTexts>();
    let (number, pages) = (page.page, page.pages());
    let count = lang.people_found(page.count);
    let list = if page.results.is_empty() {
        view! {
            <Empty title=lang.nobody_title text=lang.nobody_text>
                <a class="button" href=address.cleared()>
                    {lang.show_everybody}
                </a>
            </Empty>
        }
        .into_any()
    } else {
        let columns = vec![
            Column::text(lang.person),
            Column::text(lang.role),
            Column::text(lang.access),
            Column::text(lang.joined),
        ];
        let rows = page.results.into_iter().map(|line| cells(lang, line)).collect();
        let list = address.clone();
        view! {
            <DataList label=lang.part_people columns rows address />
            <Pagination page=number pages href=move |page| list.page(page) />
        }
        .into_any()
    };
    view! {
        <ListTools count />
        {list}
    }
}

fn cells(lang: &'static AdminPeopleTexts, line: PersonLine) -> Vec<AnyView> {
    let (class, access) = if line.disabled {
        ("badge badge-past", lang.disabled)
    } else {
        ("badge badge-ok", lang.enabled)
    };
    vec![
        view! {
            <a class="row-link" href=paths::admin_person(&line.id)>
                <Words text=line.display_name />
            </a>
            <span class="muted">
                <bdi>{line.email}</bdi>
            </span>
        }
        .into_any(),
        lang.role_name(line.role).into_any(),
        view! { <span class=class>{access}</span> }.into_any(),
        lang.moment(&line.created).into_any(),
    ]
}

//! The categories: added, named in both languages, put in order, merged.

mod form;
mod merge;

use super::frame::{AdminFrame, AdminPart};
use crate::actions::admin::categories::load_admin_categories;
use crate::components::{LoadProblem, PageSkeleton, Words};
use crate::i18n::{AdminCategoriesTexts, use_texts};
use crate::load::{Loaded, load};
use crate::pages::organize::parts::{Address, Column, DataList, Empty};
use crate::paths;
use form::CategoryForm;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use leptos_router::params::ParamsMap;
use merge::{Delete, Merge};
use types::events::AdminCategory;

/// The list of the page, and what its address asks for.
#[derive(Clone, Copy)]
struct Here {
    data: Loaded<Vec<AdminCategory>>,
    query: Memo<ParamsMap>,
}

impl Here {
    fn form(edit: &str) -> String {
        format!("{}?edit={}#form", paths::ADMIN_CATEGORIES, paths::encode(edit))
    }

    /// The category that is edited, or `new`.
    fn editing(self) -> String {
        self.query.with(|query| query.get("edit")).unwrap_or_default()
    }
}

#[component]
pub fn CategoriesPage() -> impl IntoView {
    let lang = use_texts::<AdminCategoriesTexts>();
    let here = Here { data: load(|| (), |()| load_admin_categories()), query: use_query_map() };
    let add = move || {
        view! {
            <a class="button" href=Here::form("new")>
                {lang.new_category}
            </a>
        }
    };
    view! {
        <AdminFrame part=AdminPart::Categories title=lang.part_categories actions=add>
            <Transition fallback=|| {
                view! { <PageSkeleton /> }
            }>
                {move || {
                    let editing = here.editing();
                    Suspend::new(async move {
                        match here.data.await {
                            Ok(categories) => view! { <Found categories editing here /> }.into_any(),
                            Err(error) => view! { <LoadProblem error /> }.into_any(),
                        }
                    })
                }}
            </Transition>
        </AdminFrame>
    }
}

#[component]
fn Found(categories: Vec<AdminCategory>, editing: String, here: Here) -> impl IntoView {
    let lang = use_texts::<AdminCategoriesTexts>();
    let chosen = categories.iter().find(|it| it.id.to_string() == editing).cloned();
    let form = (editing == "new" || chosen.is_some())
        .then(|| view! { <CategoryForm category=chosen.clone() here /> });
    let more = chosen.map(|category| {
        let others = categories.iter().filter(|it| it.id != category.id).cloned().collect();
        let delete = (category.events_count == 0)
            .then(|| view! { <Delete id=category.id.to_string() here /> });
        view! {
            <Merge id=category.id.to_string() others here />
            {delete}
        }
    });
    let list = if categories.is_empty() {
        view! { <Empty title=lang.no_categories_title text=lang.no_categories_text /> }.into_any()
    } else {
        let columns = vec![
            Column::text(lang.category),
            Column::text(lang.in_russian),
            Column::text(lang.address),
            Column::number(lang.order),
            Column::number(lang.events_here),
        ];
        let rows = categories.into_iter().map(|category| row(lang, category)).collect();
        let address = Address::new(paths::ADMIN_CATEGORIES, ParamsMap::new());
        view! { <DataList label=lang.part_categories columns rows address /> }.into_any()
    };
    view! {
        {form}
        {more}
        {list}
    }
}

fn row(lang: &'static AdminCategoriesTexts, category: AdminCategory) -> Vec<AnyView> {
    let edit = Here::form(&category.id.to_string());
    let name = lang.edit_category(&category.name);
    let events = paths::events_of_category(&category.slug);
    vec![
        view! {
            <a href=edit aria-label=name>
                <Words text=category.name />
            </a>
        }
        .into_any(),
        view! { <Words text=category.name_ru.unwrap_or_else(|| "–".to_owned()) /> }.into_any(),
        view! {
            <a href=events>
                <code>{category.slug}</code>
            </a>
        }
        .into_any(),
        lang.number(category.position.into()).into_any(),
        lang.number(category.events_count).into_any(),
    ]
}

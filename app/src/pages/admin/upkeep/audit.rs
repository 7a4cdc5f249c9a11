//! The audit log: who did what to what, when and from where.

use super::super::frame::{AdminFrame, AdminPart};
use crate::actions::admin::audit::{AuditRow, AuditView, admin_audit};
use crate::components::{LoadProblem, PageSkeleton, Pagination, Words};
use crate::i18n::{AdminUpkeepTexts, OrganizeBookingsTexts, use_texts};
use crate::load::load;
use crate::pages::organize::parts::{
    Address, Column, DataList, FilterBar, FilterSelect, FilterText,
};
use crate::paths;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use leptos_router::params::ParamsMap;
use types::history::AuditAction;

const FILTERS: [&str; 5] = ["action", "actor", "object", "from", "to"];

#[component]
pub fn AuditPage() -> impl IntoView {
    let lang = use_texts::<AdminUpkeepTexts>();
    let words = use_texts::<OrganizeBookingsTexts>();
    let query = use_query_map();
    let data = load(move || query.with(ParamsMap::to_query_string), admin_audit);
    let actions = move || {
        let name = |action: AuditAction| {
            (action.as_str().to_owned(), words.history_action(action.as_str()))
        };
        AuditAction::ALL.map(name).to_vec()
    };
    view! {
        <AdminFrame part=AdminPart::Audit title=lang.part_audit>
            <FilterBar action=paths::ADMIN_AUDIT.to_owned() query filters=&FILTERS>
                <FilterSelect
                    query
                    name="action"
                    label=lang.done_to
                    any=lang.any_action
                    options=actions()
                />
                <FilterText query name="actor" label=lang.actor_id kind="text" />
                <FilterText query name="object" label=lang.object kind="text" />
                <FilterText query name="from" label=lang.from_day kind="date" />
                <FilterText query name="to" label=lang.to_day kind="date" />
                <button type="submit" class="button button-quiet button-small">
                    {lang.show}
                </button>
            </FilterBar>
            <Transition fallback=|| {
                view! { <PageSkeleton /> }
            }>
                {move || Suspend::new(async move {
                    match data.await {
                        Ok(view) => {
                            let address = Address::new(paths::ADMIN_AUDIT, query.get_untracked());
                            view! { <Found view address /> }.into_any()
                        }
                        Err(error) => view! { <LoadProblem error /> }.into_any(),
                    }
                })}
            </Transition>
        </AdminFrame>
    }
}

#[component]
fn Found(view: AuditView, address: Address) -> impl IntoView {
    let lang = use_texts::<AdminUpkeepTexts>();
    let AuditView { page, ignored } = view;
    let ignored = ignored.then(|| {
        view! {
            <div class="alert" role="status">
                <p>{lang.filters_ignored}</p>
            </div>
        }
    });
    if page.results.is_empty() {
        return view! {
            {ignored}
            <p class="muted">{lang.nothing_here}</p>
        }
        .into_any();
    }
    let (number, pages) = (page.page, page.pages());
    let columns = vec![
        Column::text(lang.when),
        Column::text(lang.who),
        Column::text(lang.done_to),
        Column::text(lang.changes),
    ];
    let rows = page.results.into_iter().map(|row| cells(row, &address)).collect();
    let list = address.clone();
    let file = address.file(paths::ADMIN_AUDIT_FILE.to_owned());
    view! {
        {ignored}
        <p>
            <a href=file rel="external nofollow" download="">
                {lang.csv}
            </a>
        </p>
        <DataList label=lang.part_audit columns rows address />
        <Pagination page=number pages href=move |page| list.page(page) />
    }
    .into_any()
}

fn cells(row: AuditRow, address: &Address) -> Vec<AnyView> {
    let lang = use_texts::<AdminUpkeepTexts>();
    let words = use_texts::<OrganizeBookingsTexts>();
    let who = if let (Some(id), Some(name)) = (row.actor_id, row.actor) {
        let href = address.with("actor", &id.to_string());
        view! {
            <a href=href>
                <Words text=name />
            </a>
        }
        .into_any()
    } else {
        let name = row.provider.map(|name| lang.provider(&name));
        let name = name.unwrap_or_else(|| lang.nobody.to_owned());
        view! { <span class="muted">{name}</span> }.into_any()
    };
    let changes = row
        .changes
        .into_iter()
        .map(|change| {
            let side = |value: Option<String>| value.unwrap_or_else(|| "–".to_owned());
            view! {
                <div>
                    <dt>{words.history_field(&change.field)}</dt>
                    <dd>
                        <del>
                            <bdi>{side(change.before)}</bdi>
                        </del>
                        " → "
                        <ins>
                            <bdi>{side(change.after)}</bdi>
                        </ins>
                    </dd>
                </div>
            }
        })
        .collect_view();
    let object = address.with("object", &row.object);
    vec![
        lang.moment(&row.at).into_any(),
        view! {
            {who}
            <span class="muted">
                " "
                <bdi>{row.network}</bdi>
            </span>
        }
        .into_any(),
        view! {
            {words.history_action(&row.action)}
            " "
            <a href=object>
                <bdi>{row.object}</bdi>
            </a>
        }
        .into_any(),
        view! {
            <dl class="history-changes">{changes}</dl>
            {row
                .reason
                .map(|reason| {
                    view! {
                        <blockquote class="history-reason">
                            <bdi>{reason}</bdi>
                        </blockquote>
                    }
                })}
        }
        .into_any(),
    ]
}

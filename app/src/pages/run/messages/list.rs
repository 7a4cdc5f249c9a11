//! The messages of an event, the newest first.

use crate::actions::run::messages::list::{MessageLine, load_messages};
use crate::components::{LoadProblem, PageSkeleton, Pagination, Words};
use crate::i18n::{MessagesTexts, use_texts};
use crate::load::load;
use crate::pages::organize::frame::{EventFrame, EventTab, use_event_slug};
use crate::pages::organize::parts::{Address, Column, DataList, Empty};
use crate::paths;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use leptos_router::params::ParamsMap;
use types::Page;

/// Whom a message goes to before anything is chosen.
const USUAL: &str = "status=CONFIRMED";

#[component]
pub fn MessagesPage() -> impl IntoView {
    let lang = use_texts::<MessagesTexts>();
    let (slug, query) = (use_event_slug(), use_query_map());
    let page = move || query.with(|query| query.get("page")).unwrap_or_default();
    let data = load(move || (slug.get(), page()), |(slug, page)| load_messages(slug, page));
    view! {
        <EventFrame slug tab=EventTab::Messages>
            <h2 class="visually-hidden">{lang.tab_messages}</h2>
            <Transition fallback=|| {
                view! { <PageSkeleton /> }
            }>
                {move || Suspend::new(async move {
                    match data.await {
                        Ok(page) => view! { <Listed page slug query /> }.into_any(),
                        Err(error) => view! { <LoadProblem error /> }.into_any(),
                    }
                })}
            </Transition>
        </EventFrame>
    }
}

#[component]
fn Listed(page: Page<MessageLine>, slug: Memo<String>, query: Memo<ParamsMap>) -> impl IntoView {
    let lang = use_texts::<MessagesTexts>();
    let slug = slug.get_untracked();
    // Beside the form stands a frame, which comes with a page that is loaded.
    let write = view! {
        <a
            class="button"
            href=paths::organize_new_message(&slug, USUAL)
            rel="external"
            data-testid="write-message"
        >
            {lang.write_message}
        </a>
    };
    if page.count == 0 {
        return view! {
            <Empty title=lang.none_title text=lang.none_text>
                {write}
            </Empty>
        }
        .into_any();
    }
    let list = Address::new(paths::organize_messages(&slug), query.get_untracked());
    let (number, pages) = (page.page, page.pages());
    let columns = vec![
        Column::text(lang.subject),
        Column::text(lang.state),
        Column::text(lang.when),
        Column::number(lang.people),
        Column::text(lang.written_by),
    ];
    let rows = page.results.into_iter().map(|line| cells(lang, &slug, line)).collect();
    let pages_of = list.clone();
    view! {
        <p class="actions">{write}</p>
        <DataList label=lang.tab_messages columns rows address=list />
        <Pagination page=number pages href=move |page| pages_of.page(page) />
    }
    .into_any()
}

fn cells(lang: &'static MessagesTexts, slug: &str, line: MessageLine) -> Vec<AnyView> {
    let (class, state) = lang.message_state(line.state);
    let href = paths::organize_message(slug, &line.id);
    let news = line.news.then(|| view! { <span class="badge">{lang.news}</span> });
    vec![
        view! {
            <a class="row-link" href=href>
                <Words text=line.subject />
            </a>
        }
        .into_any(),
        view! {
            <span class="run-cell">
                <span class=format!("badge {class}")>{state}</span>
                {news}
            </span>
        }
        .into_any(),
        lang.moment(&line.at).into_any(),
        line.people.map_or_else(|| "–".to_owned(), |people| lang.number(people.into())).into_any(),
        view! { <Words text=line.author.unwrap_or_else(|| "–".to_owned()) /> }.into_any(),
    ]
}

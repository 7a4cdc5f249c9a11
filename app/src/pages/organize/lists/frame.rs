//! The frame of an event's list: its filters, its columns, and below them what they find.

use super::super::frame::{EventFrame, EventTab};
use super::super::parts::{Address, Column, ColumnChoice, FilterBar};
use crate::components::{LoadProblem, PageSkeleton};
use crate::i18n::{OrganizeTexts, use_texts};
use crate::load::Loaded;
use leptos::prelude::*;
use leptos_router::params::ParamsMap;
use serde::de::DeserializeOwned;

#[component]
pub fn ListFrame<T, S>(
    slug: Memo<String>,
    query: Memo<ParamsMap>,
    tab: EventTab,
    /// Loaded with the page, by its address.
    data: Loaded<T>,
    /// What is searched for, as the search field's name; none where nothing can be.
    #[prop(optional)]
    search: Option<&'static str>,
    /// The names of the filters, besides `search`.
    filters: &'static [&'static str],
    /// Those that can be chosen.
    #[prop(optional)]
    columns: Vec<Column>,
    /// What was found, by the list's address and its event.
    show: S,
    /// The fields of the filters.
    children: ChildrenFn,
) -> impl IntoView
where
    T: Clone + DeserializeOwned + Send + Sync + 'static,
    S: Fn(T, Address, String) -> AnyView + Clone + Send + Sync + 'static,
{
    let lang = use_texts::<OrganizeTexts>();
    let action = Signal::derive(move || slug.with(|slug| tab.href(slug)));
    view! {
        <EventFrame slug tab>
            <h2 class="visually-hidden">{tab.name(lang)}</h2>
            {
                let fields = children();
                view! {
                    <FilterBar action query search filters>
                        {fields}
                    </FilterBar>
                }
            }
            {(columns.len() > 1)
                .then(|| view! { <ColumnChoice action query columns=columns.clone() /> })}
            {
                let show = show.clone();
                view! { <Found data action query slug show /> }
            }
        </EventFrame>
    }
}

/// What was found, as soon as it is there.
#[component]
fn Found<T, S>(
    data: Loaded<T>,
    action: Signal<String>,
    query: Memo<ParamsMap>,
    slug: Memo<String>,
    show: S,
) -> impl IntoView
where
    T: Clone + DeserializeOwned + Send + Sync + 'static,
    S: Fn(T, Address, String) -> AnyView + Clone + Send + Sync + 'static,
{
    view! {
        <Transition fallback=|| {
            view! { <PageSkeleton /> }
        }>
            {move || {
                let show = show.clone();
                Suspend::new(async move {
                    match data.await {
                        Ok(found) => {
                            let address = Address::new(
                                action.get_untracked(),
                                query.get_untracked(),
                            );
                            show(found, address, slug.get_untracked())
                        }
                        Err(error) => view! { <LoadProblem error /> }.into_any(),
                    }
                })
            }}
        </Transition>
    }
}

//! A table that was sent: its columns, what inviting it would do, and doing it.

use super::dry_run::DryRunView;
use super::mapping::Mapping;
use crate::actions::organizing::guest_dry_run::guest_dry_run;
use crate::actions::organizing::guest_list::guest_list;
use crate::actions::organizing::guest_views::{DryRun, GuestListView};
use crate::actions::organizing::invite_list::{ENDPOINT, InviteList};
use crate::components::PageSkeleton;
use crate::error::AppError;
use crate::forms::{ActionForm, FieldErrors, FormAction, SubmitButton, form_state, submit_once};
use crate::i18n::{OrganizeBookingsTexts, use_texts};
use crate::load::{Loaded, load};
use crate::paths;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use leptos_router::params::ParamsMap;
use types::ErrorCode;

/// The table that the address names, and what inviting it would do: nothing where it names none.
#[derive(Clone, Copy)]
pub(super) struct Table {
    view: Loaded<Option<GuestListView>>,
    run: Loaded<Option<DryRun>>,
}

impl Table {
    /// To be called while the page is made: what is made within a `Suspend` is made several times on
    /// the server, and the browser does not find there what was loaded for it.
    pub(super) fn load(slug: Memo<String>, list: Memo<String>) -> Self {
        let query = use_query_map();
        // The choices are the browser's once they are there: they are not made anew with each of
        // them.
        let source = move || (slug.get(), list.get());
        let view = load(source, move |(slug, list)| {
            let query = query.with_untracked(ParamsMap::to_query_string);
            async move {
                if list.is_empty() {
                    return Ok(None);
                }
                guest_list(slug, list, query).await.map(Some)
            }
        });
        let source = move || (slug.get(), list.get(), query.with(ParamsMap::to_query_string));
        let run = load(source, |(slug, list, query)| async move {
            if list.is_empty() {
                return Ok(None);
            }
            guest_dry_run(slug, list, query).await.map(Some)
        });
        Self { view, run }
    }
}

#[component]
pub(super) fn ListStep(slug: Memo<String>, table: Table) -> impl IntoView {
    view! {
        <Transition fallback=|| {
            view! { <PageSkeleton /> }
        }>
            {move || Suspend::new(async move {
                let slug = slug.get_untracked();
                match table.view.await {
                    Ok(Some(view)) => view! { <Found view run=table.run slug /> }.into_any(),
                    Ok(None) => ().into_any(),
                    Err(error) => view! { <Gone error slug /> }.into_any(),
                }
            })}
        </Transition>
    }
}

/// A table is kept for a day.
#[component]
fn Gone(error: AppError, slug: String) -> impl IntoView {
    let lang = use_texts::<OrganizeBookingsTexts>();
    let gone = error.0.code == ErrorCode::NotFound;
    let text = if gone { lang.list_gone.to_owned() } else { lang.failure(&error.0) };
    view! {
        <div class="alert alert-error" role="alert">
            <p>{text}</p>
            <p>
                <a href=paths::organize_guests(&slug)>{lang.send_another}</a>
            </p>
        </div>
    }
}

#[component]
fn Found(view: GuestListView, run: Loaded<Option<DryRun>>, slug: String) -> impl IntoView {
    let lang = use_texts::<OrganizeBookingsTexts>();
    let again = paths::organize_guests(&slug);
    let (name, id) = (view.name.clone(), view.id);
    let slug_of_form = slug.clone();
    view! {
        <section class="desk-card desk-step" aria-labelledby="list-title" data-testid="guest-list">
            <div class="desk-step-head">
                <h3 id="list-title">
                    <bdi>{name}</bdi>
                </h3>
                <a href=again>{lang.send_another}</a>
            </div>
            <Mapping view slug />
            <div aria-live="polite" data-testid="dry-run">
                // What other columns would do is not confirmed while it is asked.
                <Suspense>
                    {move || {
                        let slug = slug_of_form.clone();
                        Suspend::new(async move {
                            match run.await {
                                Ok(Some(run)) => {
                                    view! { <Outcome run list=id.to_string() slug /> }.into_any()
                                }
                                Ok(None) => ().into_any(),
                                Err(error) => view! { <Refusal error /> }.into_any(),
                            }
                        })
                    }}
                </Suspense>
            </div>
        </section>
    }
}

/// What would be done, and the button that does it.
#[component]
fn Outcome(run: DryRun, list: String, slug: String) -> impl IntoView {
    let confirm = run.is_ready().then(|| view! { <Confirm run=run.clone() list slug /> });
    view! {
        <DryRunView run />
        {confirm}
    }
}

/// The event takes no guests now, or too many were invited today.
#[component]
fn Refusal(error: AppError) -> impl IntoView {
    let lang = use_texts::<OrganizeBookingsTexts>();
    let mut fields = error.0.fields.iter().map(|field| lang.field_error(field));
    let text = fields.next_back().unwrap_or_else(|| lang.failure(&error.0));
    view! {
        <div class="alert alert-error" role="alert">
            <p>{text}</p>
        </div>
    }
}

#[component]
fn Confirm(run: DryRun, list: String, slug: String) -> impl IntoView {
    let lang = use_texts::<OrganizeBookingsTexts>();
    let action = FormAction::<InviteList>::new();
    let state = form_state(action, ENDPOINT);
    let columns = run.columns;
    let text = |column: Option<usize>| column.map(|it| it.to_string()).unwrap_or_default();
    let (surname, ticket_type) = (text(columns.surname), text(columns.ticket_type));
    view! {
        <ActionForm action attr:class="desk-form" before=submit_once(state)>
            <FieldErrors state />
            <input type="hidden" name="slug" value=slug />
            <input type="hidden" name="list" value=list />
            <input type="hidden" name="header" value=columns.header.to_string() />
            <input type="hidden" name="name" value=columns.name.to_string() />
            <input type="hidden" name="surname" value=surname />
            <input type="hidden" name="email" value=columns.email.to_string() />
            <input type="hidden" name="ticket_type" value=ticket_type />
            <input type="hidden" name="others" value=run.others />
            <input type="hidden" name="key" value=run.key />
            <SubmitButton
                pending=state.pending
                label=lang.invite_many(run.invited)
                class="button"
                testid="invite-list"
            />
        </ActionForm>
    }
}

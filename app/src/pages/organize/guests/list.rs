//! A table that was sent: its columns, what inviting it would do, and doing it.

use super::dry_run::DryRunView;
use super::mapping::Mapping;
use crate::actions::organizing::guest_dry_run::guest_dry_run;
use crate::actions::organizing::guest_list::guest_list;
use crate::actions::organizing::guest_views::{DryRun, GuestListView};
use crate::actions::organizing::invite_list::{ENDPOINT, InviteList};
use crate::components::PageSkeleton;
use crate::error::AppError;
use crate::forms::{FieldErrors, SubmitButton, form_state, submit_once};
use crate::i18n::{OrganizeBookingsTexts, use_texts};
use crate::load::load;
use crate::paths;
use leptos::form::ActionForm;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use leptos_router::params::ParamsMap;
use types::ErrorCode;

#[component]
pub(super) fn ListStep(slug: Memo<String>, list: Memo<String>) -> impl IntoView {
    let query = use_query_map();
    // The choices are the browser's once they are there: they are not made anew with each of them.
    let source = move || (slug.get(), list.get());
    let data = load(source, move |(slug, list)| {
        guest_list(slug, list, query.with_untracked(ParamsMap::to_query_string))
    });
    view! {
        <Transition fallback=|| {
            view! { <PageSkeleton /> }
        }>
            {move || Suspend::new(async move {
                let slug = slug.get_untracked();
                match data.await {
                    Ok(view) => view! { <Found view slug /> }.into_any(),
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
fn Found(view: GuestListView, slug: String) -> impl IntoView {
    let lang = use_texts::<OrganizeBookingsTexts>();
    let query = use_query_map();
    let again = paths::organize_guests(&slug);
    let (name, id) = (view.name.clone(), view.id);
    let asked = slug.clone();
    let source = move || query.with(ParamsMap::to_query_string);
    let run = load(source, move |query| guest_dry_run(asked.clone(), id.to_string(), query));
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
                <Transition>
                    {move || {
                        let slug = slug_of_form.clone();
                        Suspend::new(async move {
                            match run.await {
                                Ok(run) => {
                                    view! { <Outcome run list=id.to_string() slug /> }.into_any()
                                }
                                Err(error) => view! { <Refusal error /> }.into_any(),
                            }
                        })
                    }}
                </Transition>
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
    let action = ServerAction::<InviteList>::new();
    let state = form_state(action, ENDPOINT);
    let columns = run.columns;
    let surname = columns.surname.map(|column| column.to_string()).unwrap_or_default();
    view! {
        <ActionForm action attr:class="desk-form" on:submit:capture=submit_once(state)>
            <FieldErrors state />
            <input type="hidden" name="slug" value=slug />
            <input type="hidden" name="list" value=list />
            <input type="hidden" name="header" value=columns.header.to_string() />
            <input type="hidden" name="name" value=columns.name.to_string() />
            <input type="hidden" name="surname" value=surname />
            <input type="hidden" name="email" value=columns.email.to_string() />
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

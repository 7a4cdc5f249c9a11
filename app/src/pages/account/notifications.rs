//! Inbox of the logged-in account.

use super::list::{Empty, rows};
use crate::actions::notifications::inbox::{
    InboxLine, MarkNotificationRead, MarkNotificationsRead, mark_notification_read, notifications,
};
use crate::components::{LoadProblem, PageSkeleton, Pagination, Title};
use crate::forms::{ActionForm, FormAction, SubmitButton};
use crate::i18n::{AccountTexts, use_texts};
use crate::load::load;
use crate::paths;
use crate::session::use_inbox_version;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_query_map;
use types::Page;

/// What marks lines as read.
#[derive(Clone, Copy)]
struct Marks {
    one: FormAction<MarkNotificationRead>,
    all: FormAction<MarkNotificationsRead>,
}

#[component]
pub fn NotificationsPage() -> impl IntoView {
    let lang = use_texts::<AccountTexts>();
    let query = use_query_map();
    let page = move || query.with(|query| query.get("page")).unwrap_or_default();
    let marks = Marks { one: FormAction::new(), all: FormAction::new() };
    let data = load(
        move || (page(), marks.one.version().get(), marks.all.version().get()),
        |(page, ..)| notifications(page),
    );
    let count = use_inbox_version();
    Effect::new(move |before: Option<usize>| {
        let now = marks.one.version().get() + marks.all.version().get();
        if before.is_some_and(|n| n != now) {
            count.raise();
        }
        now
    });
    view! {
        <Title text=lang.notifications_title />
        <Transition fallback=|| {
            view! { <PageSkeleton /> }
        }>
            {move || Suspend::new(async move {
                match data.await {
                    Ok(page) => view! { <Inbox page marks /> }.into_any(),
                    Err(error) => view! { <LoadProblem error /> }.into_any(),
                }
            })}
        </Transition>
    }
}

#[component]
fn Inbox(page: Page<InboxLine>, marks: Marks) -> impl IntoView {
    let lang = use_texts::<AccountTexts>();
    let (number, pages) = (page.page, page.pages());
    let any_unread = page.results.iter().any(|row| row.unread);
    let body = if page.results.is_empty() {
        let (title, text) = (lang.no_notifications_title, lang.no_notifications_text);
        view! { <Empty title text browse=true /> }.into_any()
    } else {
        rows("inbox-list", page.results, move |row| view! { <Line row marks /> })
    };
    view! {
        <section class="container narrow inbox">
            <header class="inbox-head">
                <h1>{lang.notifications_title}</h1>
                {any_unread
                    .then(|| {
                        view! {
                            <ActionForm action=marks.all>
                                <SubmitButton
                                    pending=marks.all.pending()
                                    label=lang.mark_all_read
                                    class="button button-quiet button-small"
                                />
                            </ActionForm>
                        }
                    })}
            </header>
            {body}
            <Pagination page=number pages href=|page| paths::page(paths::NOTIFICATIONS, page) />
        </section>
    }
}

#[component]
fn Line(row: InboxLine, marks: Marks) -> impl IntoView {
    let lang = use_texts::<AccountTexts>();
    let id = row.id.clone();
    let unread = row.unread;
    let count = use_inbox_version();
    // By itself and not by the page's action: the link leads away before the answer comes.
    let read = move |_| {
        if unread {
            let id = id.clone();
            spawn_local(async move {
                if mark_notification_read(id).await.is_ok() {
                    count.raise();
                }
            });
        }
    };
    let label = lang.mark_read_of(&row.title);
    let marking = {
        let (pending, sent) = (marks.one.pending(), marks.one.sent());
        let this = format!("id={}", row.id);
        Signal::derive(move || {
            pending.get() && sent.with(|sent| sent.as_deref() == Some(this.as_str()))
        })
    };
    // What stands by itself is no page of the app.
    let external = row.href.starts_with(paths::RECEIVED_MESSAGES).then_some("external");
    view! {
        <article class="inbox-line" class:is-unread=unread>
            <div>
                <h2>
                    {unread
                        .then(|| {
                            view! { <span class="visually-hidden">{lang.unread} ": "</span> }
                        })} <a href=row.href rel=external on:click=read>
                        {row.title}
                    </a>
                </h2>
                <p>{row.text}</p>
                <p class="muted">{row.when}</p>
            </div>
            {unread
                .then(|| {
                    view! {
                        <ActionForm action=marks.one>
                            <input type="hidden" name="id" value=row.id />
                            <SubmitButton
                                pending=marking
                                label=lang.mark_read
                                class="button button-quiet button-small"
                                name=label
                            />
                        </ActionForm>
                    }
                })}
        </article>
    }
}

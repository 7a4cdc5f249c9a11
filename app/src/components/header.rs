//! Site header: navigation, search and the account menu.

use super::{Icon, Shape, Words, search_submit};
use crate::actions::auth::logout::Logout;
use crate::actions::notifications::inbox::unread_notifications;
use crate::i18n::{Texts, use_lang};
use crate::load::{Loaded, load};
use crate::paths;
use crate::session::{CurrentUser, use_current_user, use_inbox_version};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_router::components::A;
use leptos_router::hooks::use_url;
use types::Via;
use types::accounts::{Role, User, avatar_sized};
use types::via::PARAMETER;

#[component]
pub fn Header() -> impl IntoView {
    let lang = use_lang();
    let user = use_current_user();
    let unread = unread(user);
    view! {
        <header class="site-header">
            <div class="container site-header-inner">
                <a class="logo" href=paths::HOME aria-label="Event Hub">
                    <Logo />
                    <span aria-hidden="true">"Event Hub"</span>
                </a>
                <search class="site-search">
                    <form method="get" action=paths::EVENTS on:submit=search_submit()>
                        <label class="visually-hidden" for="site-search">
                            {lang.search_events}
                        </label>
                        <Icon shape=Shape::Search />
                        <input
                            id="site-search"
                            type="search"
                            name="search"
                            dir="auto"
                            maxlength="200"
                            placeholder=lang.search_events
                            autocomplete="off"
                        />
                    </form>
                </search>
                <nav class="site-nav" aria-label=lang.main_nav>
                    <A href=paths::EVENTS>{lang.nav_events}</A>
                    // What was shown stays while it is asked again.
                    <Transition fallback=|| {
                        view! { <span class="skeleton skeleton-chip" aria-hidden="true"></span> }
                    }>
                        {move || Suspend::new(async move {
                            match user.get().await {
                                Some(user) => {
                                    let unread = unread.await.unwrap_or_default();
                                    view! { <AccountMenu user lang unread /> }.into_any()
                                }
                                None => view! { <GuestLinks /> }.into_any(),
                            }
                        })}
                    </Transition>
                </nav>
            </div>
        </header>
    }
}

/// How much is new in the inbox: asked again on every page, and when something was read.
fn unread(user: CurrentUser) -> Loaded<i64> {
    let path = use_url();
    let version = use_inbox_version();
    load(
        move || (path.with(|url| url.path().to_owned()), version.get()),
        move |_| async move {
            match user.get().await {
                Some(_) => unread_notifications().await,
                None => Ok(0),
            }
        },
    )
}

#[component]
fn Bell(unread: i64) -> impl IntoView {
    let lang = use_lang();
    let badge = (unread > 0).then(|| {
        let shown = if unread > 99 { "99+".to_owned() } else { unread.to_string() };
        view! {
            <span class="bell-count" aria-hidden="true">
                {shown}
            </span>
        }
    });
    view! {
        <a class="bell" href=paths::NOTIFICATIONS aria-label=lang.notifications_unread(unread)>
            <Icon shape=Shape::Bell />
            {badge}
        </a>
    }
}

#[component]
fn GuestLinks() -> impl IntoView {
    let lang = use_lang();
    let url = use_url();
    let login = move || {
        let (path, via) =
            url.with(|url| (url.path().to_owned(), url.search_params().get(PARAMETER)));
        match path.as_str() {
            paths::HOME
            | paths::LOGIN
            | paths::LOGIN_CODE
            | paths::REGISTER
            | paths::FORGOT_PASSWORD
            | paths::RESET_PASSWORD
            | paths::VERIFY_EMAIL => paths::LOGIN.to_owned(),
            path => match via.and_then(|via| Via::parse(&via)) {
                Some(via) => paths::login(&paths::with_via(path, via)),
                None => paths::login(path),
            },
        }
    };
    view! {
        <a class="site-nav-login" href=login>
            {lang.log_in}
        </a>
        <a class="button button-small" href=paths::REGISTER>
            {lang.sign_up}
        </a>
    }
}

#[component]
fn AccountMenu(user: User, lang: &'static Texts, unread: i64) -> impl IntoView {
    let menu = NodeRef::<leptos::html::Details>::new();
    let close = move |_| {
        if let Some(menu) = menu.get() {
            menu.set_open(false);
        }
    };
    let organizes = user.organizes();
    let administers = user.role == Role::Admin;
    let initial = types::text::initial(&user.display_name);
    let avatar = user.avatar.as_ref().and_then(|avatar| avatar_sized(avatar, 64));
    let initial = avatar.is_none().then(|| {
        view! {
            <span class="avatar" aria-hidden="true">
                {initial}
            </span>
        }
    });
    let picture = avatar.map(|avatar| {
        view! { <img class="avatar" src=avatar alt="" width="36" height="36" /> }
    });
    view! {
        {organizes
            .then(|| {
                view! {
                    <A href=paths::ORGANIZE attr:class="site-nav-wide">
                        {lang.nav_organize}
                    </A>
                }
            })}
        <A href=paths::BOOKINGS>{lang.nav_bookings}</A>
        <Bell unread />
        <details class="menu" node_ref=menu>
            <summary aria-label=lang
                .account_menu>{picture} {initial} <Icon shape=Shape::Chevron /></summary>
            <div class="menu-panel">
                <p class="menu-who">
                    <strong>
                        <Words text=user.display_name.clone() />
                    </strong>
                    <span class="muted">{user.email.clone()}</span>
                </p>
                // Who only attends finds there how to begin.
                <a href=paths::ORGANIZE on:click=close>
                    {lang.nav_organize}
                </a>
                {administers
                    .then(|| {
                        view! {
                            <a href=paths::ADMIN on:click=close>
                                {lang.nav_admin}
                            </a>
                        }
                    })}
                <a href=paths::ACCOUNT on:click=close>
                    {lang.nav_account}
                </a>
                <a href=paths::BOOKINGS on:click=close>
                    {lang.nav_bookings}
                </a>
                <a href=paths::NOTIFICATIONS on:click=close>
                    {lang.notifications_title}
                </a>
                <a href=paths::CERTIFICATES on:click=close>
                    {lang.nav_certificates}
                </a>
                <form method="post" action=Logout::url()>
                    <button type="submit">{lang.log_out}</button>
                </form>
            </div>
        </details>
    }
}

#[component]
fn Logo() -> impl IntoView {
    view! {
        <svg class="logo-mark" viewBox="0 0 32 32" width="32" height="32" aria-hidden="true">
            <rect width="32" height="32" rx="9" />
            <path d="M9 9.5h14M9 16h9.5M9 22.5h14" />
            <circle cx="23" cy="16" r="2.6" />
        </svg>
    }
}

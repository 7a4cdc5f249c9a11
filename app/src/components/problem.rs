//! Error pages: not found, gone, log in first, try again.

use super::Title;
use crate::error::AppError;
use crate::i18n::use_lang;
use crate::paths;
use leptos::prelude::*;
use leptos_router::hooks::use_url;
use types::ErrorCode;

/// The page's own answer to a refusal: not found, log in first, or try again.
#[component]
pub fn LoadProblem(error: AppError) -> impl IntoView {
    let lang = use_lang();
    let code = error.0.code;
    if code == ErrorCode::NotFound {
        return view! { <NotFoundView /> }.into_any();
    }
    if code == ErrorCode::Gone {
        set_status(code.status());
        return view! { <ErrorPage code="410" title=lang.gone_title text=lang.gone_text /> }
            .into_any();
    }
    set_status(code.status());
    #[cfg(feature = "ssr")]
    if let Some(seconds) = error.0.retry_after {
        crate::http::set_retry_after(seconds);
    }
    let here = here();
    let login = (code == ErrorCode::Unauthenticated).then(|| paths::login(&here));
    // A page load is redirected to the log-in; a navigation within the app says why first.
    #[cfg(feature = "ssr")]
    if let Some(login) = &login {
        crate::forms::go(login);
    }
    let (title, action) = match login {
        None if code == ErrorCode::SecondFactorSetupRequired => (
            lang.second_factor_first_title,
            view! {
                <a class="button" href=paths::SECURITY>
                    {lang.second_factor_first}
                </a>
            }
            .into_any(),
        ),
        Some(login) => (
            lang.login_first_title,
            view! {
                <a class="button" href=login>
                    {lang.log_in}
                </a>
            }
            .into_any(),
        ),
        None => (
            lang.error_title,
            view! {
                <a class="button" rel="external" href=here>
                    {lang.try_again}
                </a>
            }
            .into_any(),
        ),
    };
    view! {
        <Title text=title />
        <section class="container problem">
            <h1>{title}</h1>
            <p>{lang.failure(&error.0)}</p>
            <p class="actions">{action}</p>
        </section>
    }
    .into_any()
}

#[component]
pub fn NotFoundView() -> impl IntoView {
    let lang = use_lang();
    set_status(404);
    view! { <ErrorPage code="404" title=lang.not_found_title text=lang.not_found_text /> }
}

#[component]
fn ErrorPage(code: &'static str, title: &'static str, text: &'static str) -> impl IntoView {
    let lang = use_lang();
    view! {
        <Title text=title />
        <section class="container problem">
            <p class="problem-code" aria-hidden="true">
                {code}
            </p>
            <h1>{title}</h1>
            <p>{text}</p>
            <p class="actions">
                <a class="button" href=paths::EVENTS>
                    {lang.browse_events}
                </a>
                <a class="button button-quiet" href=paths::HOME>
                    {lang.home}
                </a>
            </p>
        </section>
    }
}

/// The path and query that the page was asked for.
fn here() -> String {
    use_url().with_untracked(|url| {
        let search = url.search();
        if search.is_empty() { url.path().to_owned() } else { format!("{}?{search}", url.path()) }
    })
}

fn set_status(status: u16) {
    #[cfg(feature = "ssr")]
    crate::http::set_status(status);
    #[cfg(not(feature = "ssr"))]
    let _ = status;
}

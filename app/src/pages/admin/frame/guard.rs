//! Who is let into the admin's workplace. The services behind each page check it again.

use crate::components::{LoadProblem, PageSkeleton, Title};
use crate::error::AppError;
use crate::i18n::{AdminTexts, use_texts};
use crate::paths;
use crate::session::use_current_user;
use leptos::prelude::*;
use types::ErrorCode;
use types::accounts::Role;

/// Its children for admins; where else to go for everybody else.
#[component]
pub(super) fn Guard(children: ChildrenFn) -> impl IntoView {
    let user = use_current_user();
    view! {
        <Suspense fallback=|| {
            view! { <PageSkeleton /> }
        }>
            {move || {
                let children = children.clone();
                Suspend::new(async move {
                    match user.get().await {
                        Some(user) if user.role == Role::Admin => children().into_any(),
                        Some(_) => view! { <NotForYou /> }.into_any(),
                        None => {
                            let error = AppError::from(ErrorCode::Unauthenticated);
                            view! { <LoadProblem error /> }.into_any()
                        }
                    }
                })
            }}
        </Suspense>
    }
}

#[component]
fn NotForYou() -> impl IntoView {
    let lang = use_texts::<AdminTexts>();
    #[cfg(feature = "ssr")]
    crate::http::set_status(ErrorCode::Forbidden.status());
    view! {
        <Title text=lang.nav_admin />
        <section class="container problem">
            <h1>{lang.not_admin_title}</h1>
            <p>{lang.not_admin_text}</p>
            <p>
                <a href=paths::HOME>{lang.home}</a>
            </p>
        </section>
    }
}

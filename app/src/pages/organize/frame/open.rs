//! The gate of a workplace: it opens once it is known who is there.

use crate::components::{LoadProblem, PageSkeleton, Title};
use crate::error::AppError;
use crate::session::use_current_user;
use leptos::prelude::*;
use types::ErrorCode;
use types::accounts::User;

/// What this says of who is logged in; the log-in for who is not.
#[component]
pub fn Gate<F>(children: F) -> impl IntoView
where
    F: Fn(User) -> AnyView + Clone + Send + Sync + 'static,
{
    let user = use_current_user();
    view! {
        <Suspense fallback=|| {
            view! { <PageSkeleton /> }
        }>
            {move || {
                let children = children.clone();
                Suspend::new(async move {
                    let Some(user) = user.get().await else {
                        let error = AppError::from(ErrorCode::Unauthenticated);
                        return view! { <LoadProblem error /> }.into_any();
                    };
                    children(user)
                })
            }}
        </Suspense>
    }
}

/// A workplace that the caller is not let into, and where else they can go.
#[component]
pub fn Closed(
    /// The workplace.
    name: &'static str,
    title: &'static str,
    text: &'static str,
    children: Children,
) -> impl IntoView {
    #[cfg(feature = "ssr")]
    crate::http::set_status(ErrorCode::Forbidden.status());
    view! {
        <Title text=name />
        <section class="container problem">
            <h1>{title}</h1>
            <p>{text}</p>
            {children()}
        </section>
    }
}

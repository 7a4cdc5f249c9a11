//! What admins keep going: mail, jobs, payments, the audit log and health.

mod audit;
mod health;
mod jobs;
mod mail;
mod payments;

pub use audit::AuditPage;
pub use health::HealthPage;
pub use jobs::JobsPage;
pub use mail::MailPage;
pub use payments::PaymentsPage;

use crate::components::toast;
use crate::error::AppError;
use crate::forms::{FlashMessage, FormAction};
use crate::load::Loaded;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

/// Says that it was done, and shows the list as it is now.
fn when_done<S, T>(action: FormAction<S>, message: FlashMessage, data: Loaded<T>)
where
    S: ServerFn<Error = AppError, Output = ()> + Clone + Send + Sync + 'static,
    T: 'static,
{
    let value = action.value();
    Effect::new(move |_| {
        if value.with(|value| matches!(value, Some(Ok(())))) {
            toast(message);
            data.refetch();
        }
    });
}

/// What went wrong the last time, in the words of whoever said it.
#[component]
fn Trouble(error: Option<String>) -> impl IntoView {
    error.map(|error| {
        view! {
            <span class="desk-error">
                <bdi>{error}</bdi>
            </span>
        }
    })
}

//! Sign-in and sessions: the second factor, and where the account is logged in.

mod factor;
mod sessions;

use crate::actions::account::security::{SecurityView, security};
use crate::components::{LoadProblem, PageSkeleton, Title};
use crate::i18n::{SecurityTexts, use_texts};
use crate::load::load;
use crate::paths;
use factor::{Factor, FactorForms};
use leptos::prelude::*;
use sessions::{SessionForms, Sessions};

#[component]
pub fn SecurityPage() -> impl IntoView {
    let lang = use_texts::<SecurityTexts>();
    let (factor, sessions) = (FactorForms::new(), SessionForms::new());
    let data = load(move || (factor.version(), sessions.version()), |_| security());
    view! {
        <Title text=lang.title />
        <Transition fallback=|| {
            view! { <PageSkeleton /> }
        }>
            {move || Suspend::new(async move {
                match data.await {
                    Ok(view) => view! { <Security view factor sessions /> }.into_any(),
                    Err(error) => view! { <LoadProblem error /> }.into_any(),
                }
            })}
        </Transition>
    }
}

#[component]
fn Security(view: SecurityView, factor: FactorForms, sessions: SessionForms) -> impl IntoView {
    let lang = use_texts::<SecurityTexts>();
    view! {
        <section class="container narrow form-page">
            <h1>{lang.title}</h1>
            <p>
                <a href=paths::ACCOUNT>{lang.back}</a>
            </p>
            <Factor view=view.factor required=view.required forms=StoredValue::new(factor) />
            <Sessions lines=view.sessions forms=sessions />
        </section>
    }
}

//! What the checks of the server find, each with what it means.

use super::super::frame::{AdminFrame, AdminPart};
use crate::actions::admin::health::admin_health;
use crate::actions::admin::test_mail::{AdminTestMail, ENDPOINT};
use crate::components::{LoadProblem, PageSkeleton};
use crate::forms::{
    ActionForm, FieldErrors, FormAction, FormState, SubmitButton, form_state, submit_once,
};
use crate::i18n::{AdminUpkeepTexts, use_texts};
use crate::load::load;
use crate::pages::organize::parts::{Address, Column, DataList};
use crate::paths;
use leptos::prelude::*;
use leptos_router::params::ParamsMap;
use types::Locale;
use types::upkeep::HealthCheck;

#[component]
pub fn HealthPage() -> impl IntoView {
    let lang = use_texts::<AdminUpkeepTexts>();
    let data = load(|| (), |()| admin_health());
    let action = FormAction::<AdminTestMail>::new();
    let state = form_state(action, ENDPOINT);
    Effect::new(move |_| {
        if let Some(Ok(())) = action.value().get() {
            data.refetch();
        }
    });
    let answered = move || match action.value().get() {
        Some(Ok(())) => lang.mail_was_tested,
        _ => "",
    };
    view! {
        <AdminFrame part=AdminPart::Health title=lang.part_health>
            <p class="muted">{lang.health_intro}</p>
            <p role="status">{answered}</p>
            <Transition fallback=|| {
                view! { <PageSkeleton /> }
            }>
                {move || Suspend::new(async move {
                    match data.await {
                        Ok(checks) => {
                            view! {
                                <TestMail checks=checks.clone() action state />
                                <Checks checks />
                            }
                                .into_any()
                        }
                        Err(error) => view! { <LoadProblem error /> }.into_any(),
                    }
                })}
            </Transition>
        </AdminFrame>
    }
}

const fn level(lang: &AdminUpkeepTexts, check: &HealthCheck) -> (&'static str, &'static str) {
    match (check.ok, check.warning) {
        (false, _) => ("badge badge-stop", lang.broken),
        (true, true) => ("badge badge-few", lang.warning),
        (true, false) => ("badge badge-ok", lang.ok),
    }
}

#[component]
fn TestMail(
    checks: Vec<(HealthCheck, Locale)>,
    action: FormAction<AdminTestMail>,
    state: FormState,
) -> impl IntoView {
    let lang = use_texts::<AdminUpkeepTexts>();
    let last = checks.into_iter().find(|(check, _)| check.check == "mail test");
    let said = last.map(|(check, language)| {
        let (class, name) = level(lang, &check);
        view! {
            <p class="admin-said" data-testid="mail-said">
                <span class=class>{name}</span>
                " "
                <bdi lang=language.as_str()>{check.detail}</bdi>
            </p>
        }
    });
    view! {
        <section class="desk-card" aria-labelledby="test-mail">
            <h2 id="test-mail">{lang.test_mail}</h2>
            <p class="muted">{lang.test_mail_text}</p>
            <ActionForm action before=submit_once(state.again())>
                <FieldErrors state />
                <SubmitButton
                    pending=state.pending
                    label=lang.send_test_mail
                    class="button button-small"
                    testid="send-test-mail"
                />
            </ActionForm>
            {said}
        </section>
    }
}

#[component]
fn Checks(checks: Vec<(HealthCheck, Locale)>) -> impl IntoView {
    let lang = use_texts::<AdminUpkeepTexts>();
    let columns =
        vec![Column::text(lang.check), Column::text(lang.state), Column::text(lang.detail)];
    let mut checks = checks;
    // What is wrong comes first; the rest stays in the order of the list.
    checks.sort_by_key(|(check, _)| (check.ok, !check.warning));
    let rows = checks
        .into_iter()
        .map(|(check, language)| {
            let (class, state) = level(lang, &check);
            vec![
                view! { <span class="check-name">{lang.check_name(&check.check)}</span> }
                    .into_any(),
                view! { <span class=class>{state}</span> }.into_any(),
                view! { <bdi lang=language.as_str()>{check.detail}</bdi> }.into_any(),
            ]
        })
        .collect();
    let address = Address::new(paths::ADMIN_HEALTH, ParamsMap::new());
    view! { <DataList label=lang.part_health columns rows address /> }
}

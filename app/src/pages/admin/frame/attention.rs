//! What needs a person, said on every page of the admin's workplace.

use crate::i18n::{AdminUpkeepTexts, use_texts};
use crate::load::Loaded;
use crate::paths;
use leptos::prelude::*;
use types::upkeep::Attention;

#[component]
pub(super) fn Banner(needed: Loaded<Attention>) -> impl IntoView {
    view! {
        <Transition>
            {move || Suspend::new(async move {
                needed
                    .await
                    .ok()
                    .filter(|it| it.is_needed())
                    .map(|needed| {
                        // Who may not know, and what could not be read, is told by the page itself.
                        view! { <Needed needed /> }
                    })
            })}
        </Transition>
    }
}

#[component]
fn Needed(needed: Attention) -> impl IntoView {
    let lang = use_texts::<AdminUpkeepTexts>();
    let failed_jobs = [paths::ADMIN_JOBS, "?state=failed"].concat();
    let failed_mail = [paths::ADMIN_MAIL, "?state=failed"].concat();
    let payments = paths::ADMIN_PAYMENTS.to_owned();
    let links = [
        (needed.failed_jobs, lang.failed_jobs, failed_jobs),
        (needed.failed_mail, lang.failed_mail, failed_mail),
        (needed.stuck_payments, lang.stuck_payments, payments.clone()),
        (needed.failed_refunds, lang.failed_refunds, payments),
    ]
    .into_iter()
    .filter(|(count, ..)| *count > 0)
    .map(|(count, name, href)| {
        view! {
            <li>
                <a href=href>{name} ": " {lang.number(count)}</a>
            </li>
        }
    })
    .collect_view();
    view! {
        <div class="alert" role="status" data-testid="attention">
            <p>{lang.needs_you}</p>
            <ul role="list">{links}</ul>
        </div>
    }
}

//! The certificates that were issued, and those of them that were taken back.

use super::Here;
use crate::actions::run::certificates::CertificateLine;
use crate::components::{Pagination, Words};
use crate::i18n::{RunTexts, use_texts};
use crate::pages::organize::parts::{Column, DataList};
use crate::paths;
use leptos::prelude::*;
use types::Page;

#[component]
pub(super) fn Issued(page: Page<CertificateLine>, here: Here) -> impl IntoView {
    let lang = use_texts::<RunTexts>();
    if page.count == 0 {
        return ().into_any();
    }
    let (number, pages) = (page.page, page.pages());
    let list = here.list();
    let columns = vec![
        Column::text(lang.holder),
        Column::text(lang.certificate_number),
        Column::text(lang.issued_on),
        Column::text(lang.state),
    ];
    let rows = page.results.into_iter().map(|line| cells(lang, here, line)).collect();
    let pages_of = list.clone();
    view! {
        <DataList label=lang.tab_certificates columns rows address=list />
        <Pagination page=number pages href=move |page| pages_of.page(page) />
    }
    .into_any()
}

fn cells(lang: &'static RunTexts, here: Here, line: CertificateLine) -> Vec<AnyView> {
    let number = if line.revoked.is_some() {
        view! { <code>{line.number.clone()}</code> }.into_any()
    } else {
        let href = paths::certificate(&line.number);
        view! {
            <a href=href>
                <code>{line.number.clone()}</code>
            </a>
        }
        .into_any()
    };
    let state = if let Some(at) = line.revoked {
        let reason = line.reason.map(|reason| view! { <bdi>" · " {reason}</bdi> });
        view! {
            <span class="run-cell">
                <span class="badge badge-stop">{lang.revoked}</span>
                <span class="muted">{lang.moment(&at)} {reason}</span>
            </span>
        }
        .into_any()
    } else {
        let href = here.list().with_here("revoke", &line.number) + "#revoke";
        let name = lang.revoke_of(&line.name);
        view! {
            <span class="run-cell">
                <span class="badge badge-ok">{lang.certificate_is_valid}</span>
                <a class="button button-quiet button-small" href=href aria-label=name>
                    {lang.revoke}
                </a>
            </span>
        }
        .into_any()
    };
    vec![
        view! {
            <span>
                <Words text=line.name />
            </span>
            <span class="muted">
                <bdi>{line.email}</bdi>
            </span>
        }
        .into_any(),
        number,
        lang.moment(&line.issued).into_any(),
        state,
    ]
}

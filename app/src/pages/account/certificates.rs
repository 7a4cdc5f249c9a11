//! Certificates of the logged-in account.

use super::list::{Empty, rows};
use crate::actions::certificates::lookup::{CertificateView, certificates};
use crate::components::{Icon, LoadProblem, PageSkeleton, Pagination, Shape, Title, Words};
use crate::i18n::{AccountTexts, use_texts};
use crate::load::load;
use crate::paths;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use types::Page;

#[component]
pub fn CertificatesPage() -> impl IntoView {
    let lang = use_texts::<AccountTexts>();
    let query = use_query_map();
    let page = move || query.with(|query| query.get("page")).unwrap_or_default();
    let data = load(page, certificates);
    view! {
        <Title text=lang.nav_certificates />
        <Suspense fallback=|| {
            view! { <PageSkeleton /> }
        }>
            {move || Suspend::new(async move {
                match data.await {
                    Ok(page) => view! { <Rows page /> }.into_any(),
                    Err(error) => view! { <LoadProblem error /> }.into_any(),
                }
            })}
        </Suspense>
    }
}

#[component]
fn Rows(page: Page<CertificateView>) -> impl IntoView {
    let lang = use_texts::<AccountTexts>();
    let (number, pages) = (page.page, page.pages());
    let body = if page.results.is_empty() {
        let (title, text) = (lang.no_certificates_title, lang.no_certificates_text);
        view! { <Empty title text /> }.into_any()
    } else {
        rows("certificate-list", page.results, |certificate| view! { <Row certificate /> })
    };
    view! {
        <section class="container certificates">
            <h1>{lang.nav_certificates}</h1>
            {body}
            <Pagination page=number pages href=|page| paths::page(paths::CERTIFICATES, page) />
        </section>
    }
}

#[component]
fn Row(certificate: CertificateView) -> impl IntoView {
    let lang = use_texts::<AccountTexts>();
    let href = paths::certificate(&certificate.number);
    let pdf = format!("{href}/certificate.pdf");
    let when = lang.span_short(&certificate.span);
    view! {
        <article class="certificate-row" data-testid="certificate">
            <div>
                <h2>
                    <a href=href>
                        <Words text=certificate.title />
                    </a>
                </h2>
                <p class="muted">{when} " · " <Words text=certificate.organizer /></p>
                <p class="certificate-number">{certificate.number}</p>
            </div>
            <a class="button button-quiet" rel="external" href=pdf>
                <Icon shape=Shape::Download />
                "PDF"
            </a>
        </article>
    }
}

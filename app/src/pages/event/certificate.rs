//! Certificate check: the public page that a certificate's QR code leads to.

use crate::actions::certificates::lookup::{CertificateView, certificate};
use crate::components::{Icon, LoadProblem, PageSkeleton, Shape, Title, Words};
use crate::error::AppError;
use crate::i18n::{EventTexts, use_texts};
use crate::load::load;
use crate::paths;
use leptos::prelude::*;
use leptos_meta::Meta;
use leptos_router::hooks::use_params_map;
use types::ErrorCode;

#[component]
pub fn CertificatePage() -> impl IntoView {
    let params = use_params_map();
    let number = move || params.with(|params| params.get("number")).unwrap_or_default();
    let data = load(number, certificate);
    view! {
        // People's names are for those who have the number, not for search engines.
        <Meta name="robots" content="noindex" />
        <Suspense fallback=|| {
            view! { <PageSkeleton /> }
        }>
            {move || Suspend::new(async move {
                match data.await {
                    Ok(certificate) => view! { <Genuine certificate /> }.into_any(),
                    Err(AppError(failure)) if failure.code == ErrorCode::NotFound => {
                        view! { <Unknown /> }.into_any()
                    }
                    Err(error) => view! { <LoadProblem error /> }.into_any(),
                }
            })}
        </Suspense>
    }
}

#[component]
fn Genuine(certificate: CertificateView) -> impl IntoView {
    let lang = use_texts::<EventTexts>();
    let event = paths::event(&certificate.slug);
    let pdf = paths::certificate_pdf(&certificate.number);
    let when = lang.span_long(&certificate.span);
    view! {
        <Title text=lang.certificate_title />
        <section class="container narrow certificate">
            <p class="certificate-seal">
                <Icon shape=Shape::Check />
                {lang.certificate_genuine}
            </p>
            <p class="muted">{lang.certificate_certifies}</p>
            <h1>
                <Words text=certificate.name />
            </h1>
            <p class="muted">{lang.certificate_took_part}</p>
            <p class="certificate-event">
                <a href=event>
                    <Words text=certificate.title />
                </a>
            </p>
            <dl>
                <dt>{lang.certificate_when}</dt>
                <dd>{when}</dd>
                <dt>{lang.place}</dt>
                <dd>
                    <Words text=certificate.location />
                </dd>
                <dt>{lang.role_name_organizer}</dt>
                <dd>
                    <Words text=certificate.organizer />
                </dd>
                <dt>{lang.certificate_issued}</dt>
                <dd>{lang.date_plain(certificate.issued)}</dd>
                <dt>{lang.certificate_number}</dt>
                <dd class="certificate-number">{certificate.number}</dd>
            </dl>
            <p class="actions">
                <a class="button" rel="external" href=pdf>
                    <Icon shape=Shape::Download />
                    {lang.certificate_pdf}
                </a>
            </p>
        </section>
    }
}

#[component]
fn Unknown() -> impl IntoView {
    let lang = use_texts::<EventTexts>();
    #[cfg(feature = "ssr")]
    crate::http::set_status(404);
    view! {
        <Title text=lang.certificate_unknown />
        <section class="container problem">
            <h1>{lang.certificate_unknown}</h1>
            <p>{lang.certificate_unknown_text}</p>
            <p class="actions">
                <a class="button" href=paths::EVENTS>
                    {lang.browse_events}
                </a>
            </p>
        </section>
    }
}

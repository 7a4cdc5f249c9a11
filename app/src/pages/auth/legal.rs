//! Imprint, privacy policy and terms: the operator's text, which comes from the server.

use crate::actions::legal::read_legal_page;
use crate::components::{LoadProblem, PageSkeleton, Title, Words};
use crate::i18n::{AuthTexts, use_locale, use_texts};
use crate::load::load;
use leptos::prelude::*;
use types::legal::{LegalPage, LegalText};

#[component]
pub fn ImprintPage() -> impl IntoView {
    view! { <Legal page=LegalPage::Imprint /> }
}

#[component]
pub fn PrivacyPage() -> impl IntoView {
    view! { <Legal page=LegalPage::Privacy /> }
}

#[component]
pub fn TermsPage() -> impl IntoView {
    view! { <Legal page=LegalPage::Terms /> }
}

#[component]
fn Legal(page: LegalPage) -> impl IntoView {
    let data = load(|| (), move |()| read_legal_page(page));
    view! {
        <Suspense fallback=|| {
            view! { <PageSkeleton /> }
        }>
            {move || Suspend::new(async move {
                match data.await {
                    Ok(text) => view! { <LegalArticle page text /> }.into_any(),
                    Err(error) => view! { <LoadProblem error /> }.into_any(),
                }
            })}
        </Suspense>
    }
}

#[component]
fn LegalArticle(page: LegalPage, text: LegalText) -> impl IntoView {
    let (lang, locale) = (use_texts::<AuthTexts>(), use_locale());
    let written_in = text.language.as_str();
    // The name that the app has for the page is in the reader's language.
    let (title, title_lang) = match text.title {
        Some(title) => (title, written_in),
        None => (lang.legal_page(page).to_owned(), locale.as_str()),
    };
    let other_language = text.language != locale;
    #[cfg(feature = "ssr")]
    crate::ssr::page_meta::legal(page, &title, &text.html);
    view! {
        <Title text=title.clone() />
        <article class="container legal">
            <h1 lang=title_lang>
                <Words text=title />
            </h1>
            {other_language.then(|| view! { <p class="muted">{lang.other_language_only}</p> })}
            <div class="prose" lang=written_in inner_html=text.html></div>
        </article>
    }
}

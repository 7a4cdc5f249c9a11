//! A link of its own for each place that the event is told of, to copy, and as a QR code to print.
//! The form is a GET of this page: the link can be shared as it is shown.

use super::super::parts::CopyLink;
use super::Live;
use crate::i18n::{DashboardTexts, use_texts};
use crate::paths;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use types::Via;
use types::via::VIA_MAX;

/// What the form asks for: not `via`, which is this page's own origin.
const PARAMETER: &str = "link";

#[component]
pub(super) fn LinkMaker(live: Live, base_url: String) -> impl IntoView {
    let lang = use_texts::<DashboardTexts>();
    let query = use_query_map();
    let asked = Memo::new(move |_| query.with(|query| query.get(PARAMETER)).unwrap_or_default());
    let via = Memo::new(move |_| Via::parse(&asked.get()));
    let wrong = Memo::new(move |_| !asked.with(String::is_empty) && via.get().is_none());
    let base = StoredValue::new(base_url);
    let compare = move || {
        query.with(|query| query.get("compare")).filter(|it| !it.is_empty()).map(|compare| {
            view! { <input type="hidden" name="compare" value=compare /> }
        })
    };
    let plain = live.slug.with_value(|slug| base.get_value() + &paths::event(slug));
    view! {
        <section class="link-maker" id="links" aria-labelledby="links-title">
            <h3 id="links-title">{lang.link_maker}</h3>
            <p class="muted small">{lang.link_maker_text}</p>
            <CopyLink label=lang.link_ready link=plain id="link-plain".to_owned() />
            <form method="get" class="link-form" action="#links">
                <div class="field">
                    <label for="link">{lang.link_where}</label>
                    <input
                        id="link"
                        name=PARAMETER
                        type="text"
                        maxlength=VIA_MAX.to_string()
                        autocomplete="off"
                        value=asked.get_untracked()
                        aria-invalid=move || wrong.get().then_some("true")
                        aria-describedby=move || {
                            if wrong.get() { "link-error link-hint" } else { "link-hint" }
                        }
                    />
                    <p class="hint" id="link-hint">
                        {lang.link_hint}
                    </p>
                    {move || {
                        wrong
                            .get()
                            .then(|| {
                                view! {
                                    <p class="field-error" id="link-error">
                                        {lang.link_wrong}
                                    </p>
                                }
                            })
                    }}
                </div>
                {compare}
                <button type="submit" class="button button-quiet">
                    {lang.link_make}
                </button>
            </form>
            {move || {
                via.get()
                    .map(|via| {
                        let slug = live.slug.get_value();
                        let link = base.get_value() + &paths::event_via(&slug, via);
                        view! { <Link slug via link /> }
                    })
            }}
        </section>
    }
}

#[component]
fn Link(slug: String, via: Via, link: String) -> impl IntoView {
    let lang = use_texts::<DashboardTexts>();
    let drawn = paths::event_qr(&slug, "svg", Some(via));
    let printed = paths::event_qr(&slug, "png", Some(via));
    view! {
        <div class="made-link" data-testid="made-link">
            <CopyLink label=lang.link_for(via) link id="link-made".to_owned() />
            <img src=drawn.clone() alt=lang.qr_print width="120" height="120" />
            <p class="actions small">
                <a href=drawn download rel="external">
                    {lang.qr_print}
                    ", SVG"
                </a>
                <a href=printed download rel="external">
                    {lang.qr_print}
                    ", PNG"
                </a>
            </p>
        </div>
    }
}

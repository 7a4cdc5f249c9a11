//! Skeletons: placeholders of the size of the content that is loading, so that nothing jumps.

use crate::i18n::use_lang;
use leptos::prelude::*;

#[component]
pub fn CardSkeletons(#[prop(default = 6)] count: usize) -> impl IntoView {
    let lang = use_lang();
    let cards = (0..count)
        .map(|_| {
            view! {
                <li class="event-card skeleton-card">
                    <div class="skeleton skeleton-cover"></div>
                    <div class="event-card-body">
                        <div class="skeleton skeleton-line is-short"></div>
                        <div class="skeleton skeleton-line"></div>
                        <div class="skeleton skeleton-line is-half"></div>
                    </div>
                </li>
            }
        })
        .collect_view();
    view! {
        <div role="status">
            <span class="visually-hidden">{lang.loading}</span>
            <ul class="event-grid" aria-hidden="true">
                {cards}
            </ul>
        </div>
    }
}

#[component]
pub fn PageSkeleton() -> impl IntoView {
    let lang = use_lang();
    view! {
        <div class="container page-skeleton" role="status">
            <span class="visually-hidden">{lang.loading}</span>
            <div class="skeleton skeleton-title"></div>
            <div class="skeleton skeleton-line"></div>
            <div class="skeleton skeleton-line is-half"></div>
            <div class="skeleton skeleton-block"></div>
        </div>
    }
}

//! The admin's own navigation.

use super::AdminPart;
use crate::i18n::{AdminTexts, use_texts};
use crate::pages::organize::frame::{PageLink, PageMenu};
use leptos::prelude::*;

#[component]
pub(super) fn Bar(part: AdminPart) -> impl IntoView {
    let lang = use_texts::<AdminTexts>();
    let links = AdminPart::shown().map(|each| PageLink {
        href: each.href().to_owned(),
        name: each.name(lang),
        is_here: each == part,
        is_external: false,
    });
    view! {
        <div class="organize-bar admin-bar">
            <div class="container organize-bar-inner">
                <nav aria-label=lang.nav_admin>
                    <PageMenu label=lang.nav_admin links=links.collect() />
                </nav>
            </div>
        </div>
    }
}

//! The admin's own navigation.

use super::AdminPart;
use crate::i18n::{AdminTexts, use_texts};
use leptos::prelude::*;

#[component]
pub(super) fn Bar(part: AdminPart) -> impl IntoView {
    let lang = use_texts::<AdminTexts>();
    let links = AdminPart::shown()
        .map(|each| {
            let current = (each == part).then_some("page");
            view! {
                <li>
                    <a href=each.href() aria-current=current>
                        {each.name(lang)}
                    </a>
                </li>
            }
        })
        .collect_view();
    view! {
        <div class="organize-bar admin-bar">
            <div class="container organize-bar-inner">
                <nav aria-label=lang.nav_admin>
                    <ul role="list">{links}</ul>
                </nav>
            </div>
        </div>
    }
}

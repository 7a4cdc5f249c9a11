//! Site footer.

use super::{LanguageSwitch, ThemeSwitch};
use crate::i18n::use_lang;
use crate::paths;
use leptos::prelude::*;
use types::legal::LegalPage;

#[component]
pub fn Footer() -> impl IntoView {
    let lang = use_lang();
    view! {
        <footer class="site-footer">
            <div class="container site-footer-inner">
                <div>
                    <p class="site-footer-name">"Event Hub"</p>
                    <p class="muted">{lang.footer_line}</p>
                </div>
                <nav aria-label=lang.footer_nav>
                    <ul role="list">
                        <li>
                            <a href=paths::EVENTS>{lang.nav_events}</a>
                        </li>
                        <li>
                            <a href=paths::BOOKINGS>{lang.nav_bookings}</a>
                        </li>
                        <li>
                            <a href=paths::API_DOCS rel="external">
                                {lang.api_docs}
                            </a>
                        </li>
                        {LegalPage::ALL
                            .iter()
                            .map(|&page| {
                                view! {
                                    <li>
                                        <a href=page.path()>{lang.legal_page(page)}</a>
                                    </li>
                                }
                            })
                            .collect_view()}
                    </ul>
                </nav>
                <div class="site-footer-switches">
                    <LanguageSwitch />
                    <ThemeSwitch />
                </div>
            </div>
        </footer>
    }
}

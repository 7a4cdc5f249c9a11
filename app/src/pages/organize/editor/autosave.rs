//! Where the newest text is, said in words: "saved 3 s ago".

use super::keeping::{self, Keeping, Kept, Why};
use crate::i18n::{EditorTexts, use_texts};
use crate::paths;
use crate::timers::use_interval;
use leptos::prelude::*;
use leptos_router::hooks::use_url;
use std::time::Duration;

#[component]
pub(super) fn KeptLine(keeping: Keeping) -> impl IntoView {
    let lang = use_texts::<EditorTexts>();
    let now = RwSignal::new(0);
    let counts =
        move || matches!(keeping.kept.get(), Kept::Saved(_)).then_some(Duration::from_secs(1));
    use_interval(counts, move || now.set(keeping::clock()));
    let ago = move |at: i64| {
        now.track();
        lang.saved_ago(keeping::clock() - at)
    };
    // Seconds that pass are shown, not announced.
    let text = move || match keeping.kept.get() {
        Kept::Untouched | Kept::Here(_) => String::new(),
        Kept::Saving => lang.saving.to_owned(),
        Kept::Saved(at) => ago(at),
    };
    let url = use_url();
    let trouble = move || {
        let Kept::Here(why) = keeping.kept.get() else { return None };
        let text = match why {
            Why::Offline => lang.kept_offline,
            Why::LoggedOut => lang.kept_logged_out,
            Why::Untitled => lang.kept_untitled,
            Why::Refused(code) => lang.code(code),
        };
        let login = (why == Why::LoggedOut).then(|| {
            let here = url.with_untracked(|url| url.path().to_owned());
            view! {
                " "
                <a href=paths::login(&here) target="_blank" rel="external">
                    {lang.log_in}
                </a>
            }
        });
        Some(view! { <span class="kept-here">{text} {login}</span> })
    };
    view! {
        <p class="kept">
            <span class="muted" data-testid="kept">
                {text}
            </span>
            <span role="status">{trouble}</span>
        </p>
    }
}

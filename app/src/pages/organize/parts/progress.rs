//! How far something is that takes a while.

use crate::i18n::{OrganizeTexts, use_texts};
use leptos::prelude::*;

/// The page asks again by [`crate::timers::use_interval`]; here a quarter more is announced, and the
/// end.
#[component]
pub fn ProgressBar(
    #[prop(into)] label: String,
    #[prop(into)] done: Signal<i64>,
    #[prop(into)] total: Signal<i64>,
) -> impl IntoView {
    let lang = use_texts::<OrganizeTexts>();
    let text = move || lang.done_of(done.get(), total.get());
    let quarter = Memo::new(move |_| {
        let (done, total) = (done.get(), total.get());
        if total > 0 { done.clamp(0, total) * 4 / total } else { 0 }
    });
    let said = move || {
        (quarter.get() > 0).then(|| lang.done_of(done.get_untracked(), total.get_untracked()))
    };
    view! {
        <div class="progress">
            <p id="progress-label">{label} " " <span class="muted tabular">{text}</span></p>
            <progress
                aria-labelledby="progress-label"
                max=move || total.get().max(1).to_string()
                value=move || done.get().to_string()
            ></progress>
            <span class="visually-hidden" role="status">
                {said}
            </span>
        </div>
    }
}

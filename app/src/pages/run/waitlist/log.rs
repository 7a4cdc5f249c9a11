//! The log: every move of the line in words, the latest first.

use super::Here;
use crate::actions::run::waitlist::MoveLine;
use crate::components::{Pagination, Words};
use crate::i18n::{RunTexts, use_texts};
use leptos::prelude::*;
use types::Page;

#[component]
pub(super) fn Log(log: Page<MoveLine>, here: Here) -> impl IntoView {
    let lang = use_texts::<RunTexts>();
    if log.count == 0 {
        return ().into_any();
    }
    let (number, pages) = (log.page, log.pages());
    let lines = log.results.into_iter().map(|line| view! { <Line line /> }).collect_view();
    let list = here.list();
    let href = move |page: u32| {
        let page = if page > 1 { page.to_string() } else { String::new() };
        list.with_here("log", &page) + "#log"
    };
    view! {
        <section id="log" class="organize-section" aria-labelledby="log-title">
            <h3 id="log-title">{lang.waitlist_log}</h3>
            <ol class="history" role="list" data-testid="waitlist-log">
                {lines}
            </ol>
            <Pagination page=number pages href />
        </section>
    }
    .into_any()
}

#[component]
fn Line(line: MoveLine) -> impl IntoView {
    let lang = use_texts::<RunTexts>();
    let what = lang.waitlist_move(line.to, &line.cause);
    let passed = (line.passed > 0).then(|| format!(" · {}", lang.passed(line.passed)));
    let added = (line.added > 0).then(|| format!(" · {}", lang.added(line.added)));
    let reason = line.reason.filter(|reason| !reason.is_empty()).map(|reason| {
        view! {
            <blockquote class="history-reason">
                <bdi>{reason}</bdi>
            </blockquote>
        }
    });
    view! {
        <li class="history-line" data-cause=line.cause>
            <p class="history-what">
                <strong>
                    <Words text=line.name />
                </strong>
                " "
                {what}
            </p>
            <p class="muted history-who">{lang.moment(&line.at)} {passed} {added}</p>
            {reason}
        </li>
    }
}

//! The books as files: the lines, and the sums of days.

use crate::components::{Icon, Shape};
use crate::i18n::{ReportTexts, use_texts};
use leptos::prelude::*;

#[component]
pub(super) fn Files(lines: Vec<(String, String)>, days: Vec<(String, String)>) -> impl IntoView {
    let lang = use_texts::<ReportTexts>();
    view! {
        <FileLinks name=lang.lines_as_file files=lines testid="line-files" />
        <FileLinks name=lang.days_as_file files=days testid="day-files" />
    }
}

#[component]
fn FileLinks(
    name: &'static str,
    /// Each format with its address.
    files: Vec<(String, String)>,
    testid: &'static str,
) -> impl IntoView {
    let links = files
        .into_iter()
        .map(|(format, href)| {
            let label = format!("{name}: {format}");
            view! {
                <li>
                    <a href=href rel="external nofollow" download="" aria-label=label>
                        {format}
                    </a>
                </li>
            }
        })
        .collect_view();
    view! {
        <div class="exports" data-testid=testid>
            <Icon shape=Shape::Download />
            <span aria-hidden="true">{name}</span>
            <ul role="list">{links}</ul>
        </div>
    }
}

//! One review with what was said against it, and what can be decided.

use super::Here;
use super::hide::HideForm;
use crate::actions::admin::reviews::{ModeratedItem, ReportItem};
use crate::components::{ReviewCard, Words};
use crate::forms::{ActionForm, SubmitButton, submit_once};
use crate::i18n::{AdminReviewsTexts, use_texts};
use crate::paths;
use leptos::prelude::*;

#[component]
pub(super) fn One(item: ModeratedItem, here: Here) -> impl IntoView {
    let lang = use_texts::<AdminReviewsTexts>();
    let ModeratedItem { review, event, event_title, reports } = item;
    let (id, author) = (review.id.to_string(), review.author.clone());
    let hidden = review.hidden.clone();
    let reported = reports.iter().any(|report| report.open);
    let why = hidden.as_deref().map(|reason| {
        view! {
            <p class="muted">
                <Words text=lang.hidden_because(reason) />
            </p>
        }
    });
    let restore = match (hidden.is_some(), reported) {
        (true, _) => Some(lang.show_again),
        (false, true) => Some(lang.let_stand),
        (false, false) => None,
    };
    let restore = restore.map(|label| {
        let name = lang.decide_on(label, &author);
        view! { <Restore id=id.clone() label name here /> }
    });
    let is_hidden = hidden.is_some();
    let this = StoredValue::new((id.clone(), author));
    let deed = move || {
        let (id, author) = this.get_value();
        if is_hidden {
            return ().into_any();
        }
        if here.hiding() == id {
            return view! { <HideForm id here /> }.into_any();
        }
        let href = format!("{}#review-{id}", here.list().with_here("review", &id));
        view! {
            <a
                class="button button-quiet button-small"
                href=href
                aria-label=lang.hide_review_of(&author)
            >
                {lang.hide}
            </a>
        }
        .into_any()
    };
    view! {
        <li id=format!("review-{id}") data-testid="moderated-review">
            <p>
                <a href=paths::event(&event.to_string())>
                    <Words text=event_title />
                </a>
            </p>
            <ReviewCard
                review
                edited=lang.review_edited
                answer=lang.review_answer
                testid="review-to-moderate"
            />
            {why}
            <Reports reports />
            <div class="review-deeds">{deed} {restore}</div>
        </li>
    }
}

#[component]
fn Reports(reports: Vec<ReportItem>) -> impl IntoView {
    let lang = use_texts::<AdminReviewsTexts>();
    if reports.is_empty() {
        return ().into_any();
    }
    let reports = reports
        .into_iter()
        .map(|report| {
            let open = report
                .open
                .then(|| view! { <span class="badge badge-few">{lang.report_open}</span> });
            view! {
                <li>
                    <Words text=report.reason />
                    " "
                    <span class="muted">
                        <Words text=report.reporter />
                        " · "
                        {lang.date_plain(report.written)}
                    </span>
                    " "
                    {open}
                </li>
            }
        })
        .collect_view();
    view! {
        <p>
            <strong>{lang.reports}</strong>
        </p>
        <ul>{reports}</ul>
    }
    .into_any()
}

#[component]
fn Restore(id: String, label: &'static str, name: String, here: Here) -> impl IntoView {
    let (action, state) = (here.restore, here.restoring);
    view! {
        <ActionForm action before=submit_once(state.again())>
            <input type="hidden" name="review" value=id />
            <SubmitButton
                pending=state.pending
                label
                name
                class="button button-quiet button-small"
                testid="restore-review"
            />
        </ActionForm>
    }
}

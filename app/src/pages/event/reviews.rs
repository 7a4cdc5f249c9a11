//! Reviews of an event, and the form or link to write one.

use crate::actions::reviews::delete_review::DeleteReview;
use crate::actions::reviews::list::{ReviewItem, ReviewsView};
use crate::components::{Pagination, ReviewCard, StarChoice, Stars};
use crate::i18n::{EventTexts, use_texts};
use crate::paths;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

/// The way back travels in a cookie, which holds no longer review than this.
const UNDO_BYTES: usize = 2400;

#[component]
pub(super) fn Reviews(view: ReviewsView, slug: String) -> impl IntoView {
    let lang = use_texts::<EventTexts>();
    let ReviewsView { average, count, stars, page, mine, attended, may_report } = view;
    let here = paths::event(&slug);
    let form = paths::review(&slug);
    let (number, pages) = (page.page, page.pages());
    let own = mine.as_ref().map(|review| review.id);
    let others = page
        .results
        .into_iter()
        .filter(|review| Some(review.id) != own)
        .map(|review| {
            let report = may_report.then(|| {
                let href = paths::report_review(&slug, &review.id);
                let name = lang.report_review_of(&review.author);
                view! {
                    <a class="review-report" href=href aria-label=name>
                        {lang.review_report}
                    </a>
                }
            });
            view! {
                <li>
                    <ReviewView review />
                    {report}
                </li>
            }
        })
        .collect_view();
    let summary = average.map(|average| {
        view! {
            <div class="rating-summary">
                <p class="rating-average">
                    <strong>{lang.stars(average)}</strong>
                    <Stars rating=(average + 5) / 10 />
                    <span class="muted">{lang.reviews_count(count.into())}</span>
                </p>
                <Breakdown stars count />
            </div>
        }
    });
    let invitation = match mine {
        Some(review) => view! { <Mine review slug form /> }.into_any(),
        None if attended => view! {
            <form class="review-invite" method="get" action=form>
                <StarChoice chosen=None legend=lang.review_question />
                <button type="submit" class="button">
                    {lang.review_write}
                </button>
            </form>
        }
        .into_any(),
        None => ().into_any(),
    };
    view! {
        <section class="reviews" id="reviews" aria-labelledby="reviews-title">
            <h2 id="reviews-title">{lang.reviews}</h2>
            {summary}
            {(count == 0).then(|| view! { <p class="muted">{lang.no_reviews}</p> })}
            {invitation}
            <ul role="list" class="review-list">
                {others}
            </ul>
            <Pagination
                page=number
                pages
                href=move |page| format!("{here}?reviews={page}#reviews")
            />
        </section>
    }
}

/// A bar per star, five first.
#[component]
fn Breakdown(stars: [i32; 5], count: i32) -> impl IntoView {
    let lang = use_texts::<EventTexts>();
    let bars = (1..=5_u8)
        .zip(stars)
        .rev()
        .map(|(star, given)| {
            let width = (given * 100 / count.max(1)).to_string();
            view! {
                <li>
                    <span class="visually-hidden">{lang.given_stars(star, given.into())}</span>
                    <span aria-hidden="true">{star} " ★"</span>
                    <svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
                        <rect class="bar-rest" width="100" height="8" />
                        <rect class="bar" width=width height="8" />
                    </svg>
                    <span class="muted" aria-hidden="true">
                        {given}
                    </span>
                </li>
            }
        })
        .collect_view();
    view! {
        <ul role="list" class="rating-bars">
            {bars}
        </ul>
    }
}

#[component]
fn ReviewView(review: ReviewItem) -> impl IntoView {
    let lang = use_texts::<EventTexts>();
    view! { <ReviewCard review edited=lang.review_edited answer=lang.review_answer testid="review" /> }
}

/// One's own, with what can be done about it.
#[component]
fn Mine(review: ReviewItem, slug: String, form: String) -> impl IntoView {
    let lang = use_texts::<EventTexts>();
    let (id, hidden) = (review.id.to_string(), review.hidden.clone());
    let undoable = review.comment.len() <= UNDO_BYTES;
    let delete = hidden.is_none().then(|| view! { <Delete id slug undoable /> });
    view! {
        <div class="review-mine" data-testid="my-review">
            <h3>{lang.review_mine}</h3>
            {hidden
                .map(|reason| {
                    view! { <p class="alert alert-error">{lang.review_hidden(&reason)}</p> }
                })}
            <ReviewView review />
            <div class="actions">
                <a class="button button-quiet button-small" href=form>
                    {lang.review_edit}
                </a>
                {delete}
            </div>
        </div>
    }
}

/// What can be undone is not asked about first.
#[component]
fn Delete(id: String, slug: String, undoable: bool) -> impl IntoView {
    let lang = use_texts::<EventTexts>();
    let form = move |label| {
        view! {
            <form method="post" action=DeleteReview::url()>
                <input type="hidden" name="review" value=id />
                <input type="hidden" name="slug" value=slug />
                <button type="submit" class="button button-stop button-small">
                    {label}
                </button>
            </form>
        }
    };
    if undoable {
        return form(lang.review_delete).into_any();
    }
    view! {
        <details class="review-delete">
            <summary>{lang.review_delete}</summary>
            {form(lang.review_delete_confirm)}
        </details>
    }
    .into_any()
}

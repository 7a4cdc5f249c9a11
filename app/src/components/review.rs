//! A review with the organizer's answer.

use super::{Stars, Words};
use crate::actions::reviews::list::{ReplyItem, ReviewItem};
use crate::i18n::use_lang;
use leptos::prelude::*;

/// The texts are those of the page's area.
#[component]
pub fn ReviewCard(
    review: ReviewItem,
    /// Said of one that its author has changed.
    edited: &'static str,
    /// The heading of an answer.
    answer: &'static str,
    testid: &'static str,
) -> impl IntoView {
    let lang = use_lang();
    let date = lang.date_plain(review.written);
    view! {
        <article class="review" data-testid=testid>
            <p class="review-head">
                <Stars rating=review.rating />
                <strong>
                    <Words text=review.author />
                </strong>
                <span class="muted">{date} {review.edited.then(|| format!(" · {edited}"))}</span>
            </p>
            {(!review.comment.is_empty())
                .then(|| {
                    view! {
                        <p class="review-text" dir="auto">
                            {review.comment}
                        </p>
                    }
                })}
            {review.reply.map(|reply| view! { <Answer reply title=answer /> })}
        </article>
    }
}

#[component]
fn Answer(reply: ReplyItem, title: &'static str) -> impl IntoView {
    let lang = use_lang();
    view! {
        <div class="review-reply" data-testid="review-reply">
            <p class="review-head">
                <strong>{title}</strong>
                <span class="muted">{lang.date_plain(reply.written)}</span>
            </p>
            <p class="review-text" dir="auto">
                {reply.text}
            </p>
        </div>
    }
}

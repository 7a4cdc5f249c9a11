//! One review with what can be done about it.

use super::Here;
use super::reply::ReplyForm;
use crate::actions::reviews::list::ReviewItem;
use crate::components::ReviewCard;
use crate::forms::{ActionForm, SubmitButton, submit_once};
use crate::i18n::{RunTexts, use_texts};
use crate::paths;
use leptos::prelude::*;

#[component]
pub(super) fn One(review: ReviewItem, here: Here) -> impl IntoView {
    let lang = use_texts::<RunTexts>();
    let id = review.id.to_string();
    let author = StoredValue::new(review.author.clone());
    let answered = review.reply.is_some();
    let anchor = format!("review-{id}");
    let report = paths::report_review(&here.slug.get_untracked(), &review.id);
    let report_name = lang.report_review_of(&review.author);
    let this = StoredValue::new(id);
    let deed = move || {
        let id = this.get_value();
        if answered {
            return view! { <Withdraw id here /> }.into_any();
        }
        if here.answering() == id {
            return view! { <ReplyForm id here /> }.into_any();
        }
        let href = format!("{}#review-{id}", here.list().with_here("reply", &id));
        let name = author.with_value(|author| lang.answer_review_of(author));
        view! {
            <a class="button button-quiet button-small" href=href aria-label=name>
                {lang.answer}
            </a>
        }
        .into_any()
    };
    view! {
        <li id=anchor>
            <ReviewCard
                review
                edited=lang.review_edited
                answer=lang.review_answer
                testid="organized-review"
            />
            <div class="review-deeds">
                {deed} <a class="review-report" href=report aria-label=report_name>
                    {lang.report_to_admins}
                </a>
            </div>
        </li>
    }
}

/// Asked about first: the answer's words are gone afterwards.
#[component]
fn Withdraw(id: String, here: Here) -> impl IntoView {
    let lang = use_texts::<RunTexts>();
    let (action, state) = (here.withdraw, here.withdrawing);
    view! {
        <details class="review-delete">
            <summary>{lang.withdraw_answer}</summary>
            <ActionForm action before=submit_once(state.again())>
                <input type="hidden" name="slug" value=here.slug.get_untracked() />
                <input type="hidden" name="review" value=id />
                <SubmitButton
                    pending=state.pending
                    label=lang.withdraw_answer_now
                    class="button button-stop button-small"
                    testid="withdraw-reply"
                />
            </ActionForm>
        </details>
    }
}

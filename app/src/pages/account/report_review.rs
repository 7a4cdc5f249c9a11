//! Reporting another person's review to the admins.

use crate::actions::reviews::report_review::{ENDPOINT, ReportReview};
use crate::actions::reviews::review_to_report::{ReviewToReport, load_review_to_report};
use crate::components::{LoadProblem, PageSkeleton, Title, Words};
use crate::forms::{
    ActionForm, FieldErrors, FormAction, SubmitButton, TextArea, form_state, submit_once,
};
use crate::i18n::{AccountTexts, use_texts};
use crate::load::load;
use crate::paths;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use types::reviews::REPORT_REASON_MAX;

#[component]
pub fn ReportReviewPage() -> impl IntoView {
    let lang = use_texts::<AccountTexts>();
    let params = use_params_map();
    let param = move |name| params.with(|params| params.get(name)).unwrap_or_default();
    let (slug, id) = (Memo::new(move |_| param("slug")), Memo::new(move |_| param("id")));
    let action = FormAction::<ReportReview>::new();
    // What was typed stays where it is refused.
    let done = Memo::new(move |_| action.value().with(|value| matches!(value, Some(Ok(())))));
    let data = load(move || (id.get(), done.get()), |(id, _)| load_review_to_report(id));
    view! {
        <Title text=lang.report_title />
        <Transition fallback=|| {
            view! { <PageSkeleton /> }
        }>
            {move || Suspend::new(async move {
                match data.await {
                    Ok(review) => {
                        let (slug, id) = (slug.get_untracked(), id.get_untracked());
                        view! { <Report review slug id action /> }.into_any()
                    }
                    Err(error) => view! { <LoadProblem error /> }.into_any(),
                }
            })}
        </Transition>
    }
}

#[component]
fn Report(
    review: ReviewToReport,
    slug: String,
    id: String,
    action: FormAction<ReportReview>,
) -> impl IntoView {
    let lang = use_texts::<AccountTexts>();
    let back = paths::reviews(&slug);
    let comment = (!review.comment.is_empty()).then(|| {
        view! {
            <p class="review-text" dir="auto">
                {review.comment}
            </p>
        }
    });
    let body = if review.reported {
        view! {
            <div class="alert alert-ok" role="status" data-testid="reported">
                <p>{lang.report_done}</p>
            </div>
        }
        .into_any()
    } else {
        view! { <Form slug id action /> }.into_any()
    };
    view! {
        <section class="container narrow form-page">
            <h1>{lang.report_title}</h1>
            <blockquote class="review review-quoted">
                <p>
                    <strong>
                        <Words text=review.author />
                    </strong>
                </p>
                {comment}
            </blockquote>
            {body}
            <p>
                <a href=back>{lang.report_back}</a>
            </p>
        </section>
    }
}

#[component]
fn Form(slug: String, id: String, action: FormAction<ReportReview>) -> impl IntoView {
    let lang = use_texts::<AccountTexts>();
    let state = form_state(action, ENDPOINT);
    view! {
        <ActionForm action attr:class="form-card" before=submit_once(state)>
            <FieldErrors state />
            <input type="hidden" name="slug" value=slug />
            <input type="hidden" name="review" value=id />
            <TextArea
                state
                name="reason"
                label=lang.report_reason
                hint=lang.report_hint
                rows="4"
                maxlength=REPORT_REASON_MAX
                required=true
                text=String::new()
            />
            <SubmitButton pending=state.pending label=lang.report_send testid="send-report" />
        </ActionForm>
    }
}

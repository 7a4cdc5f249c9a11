//! Review form: where the stars of the survey mail lead.

use crate::actions::events::event::event;
use crate::actions::events::views::EventPageView;
use crate::actions::reviews::save_review::{ENDPOINT, SaveReview};
use crate::components::{LoadProblem, PageSkeleton, StarChoice, Title, When, Words, toast};
use crate::error::AppError;
use crate::forms::{
    ActionForm, FieldError, FieldErrors, FlashMessage, FormAction, SubmitButton, TextArea,
    form_state, submit_once,
};
use crate::i18n::{AccountTexts, use_texts};
use crate::load::load;
use crate::paths;
use crate::session::use_current_user;
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use types::ErrorCode;
use types::reviews::COMMENT_MAX;

#[component]
pub fn ReviewPage() -> impl IntoView {
    let lang = use_texts::<AccountTexts>();
    let params = use_params_map();
    let user = use_current_user();
    let slug = move || params.with(|params| params.get("slug")).unwrap_or_default();
    let data = load(slug, |slug| event(slug, String::new(), false, String::new(), String::new()));
    view! {
        <Title text=lang.review_title />
        <Suspense fallback=|| {
            view! { <PageSkeleton /> }
        }>
            {move || Suspend::new(async move {
                let known = user.get().await.is_some();
                match data.await {
                    Err(error) => view! { <LoadProblem error /> }.into_any(),
                    Ok(_) if !known => {
                        let error = AppError::from(ErrorCode::Unauthenticated);
                        view! { <LoadProblem error /> }.into_any()
                    }
                    Ok(page) => view! { <Editor page /> }.into_any(),
                }
            })}
        </Suspense>
    }
}

#[component]
fn Editor(page: EventPageView) -> impl IntoView {
    let lang = use_texts::<AccountTexts>();
    let view = page.view;
    let (event, ended) = (view.event, view.ended);
    let href = paths::event(&event.slug);
    let when = lang.span_short(&view.span);
    let start = event.start_date;
    let reviews = page.reviews;
    let attended = reviews.as_ref().is_some_and(|reviews| reviews.attended);
    let mine = reviews.and_then(|reviews| reviews.mine);
    let body = if mine.is_some() || attended {
        let (id, slug) = (event.id.to_string(), event.slug.clone());
        let (review, rating, comment) = match mine {
            Some(mine) => (mine.id.to_string(), Some(mine.rating), mine.comment),
            None => (String::new(), None, String::new()),
        };
        view! { <Form id slug review rating comment /> }.into_any()
    } else {
        let code = if ended { ErrorCode::NotAttended } else { ErrorCode::EventNotEnded };
        view! {
            <div class="form-card">
                <p>{lang.code(code)}</p>
                <p class="actions">
                    <a class="button button-quiet" href=href.clone()>
                        {lang.review_back}
                    </a>
                </p>
            </div>
        }
        .into_any()
    };
    view! {
        <section class="container narrow form-page">
            <h1>{lang.review_title}</h1>
            <p>
                <a href=href>
                    <Words text=event.title />
                </a>
                <span class="muted">" · " <When start text=when /></span>
            </p>
            {body}
        </section>
    }
}

#[component]
fn Form(
    id: String,
    slug: String,
    review: String,
    rating: Option<u8>,
    comment: String,
) -> impl IntoView {
    let lang = use_texts::<AccountTexts>();
    let action = FormAction::<SaveReview>::new();
    let state = form_state(action, ENDPOINT);
    Effect::new(move |_| {
        if let Some(Ok(())) = action.value().get() {
            toast(FlashMessage::ReviewSaved);
        }
    });
    // What was just typed, else the star that was clicked in the mail, else what it was.
    let clicked = use_query_map().with_untracked(|query| query.get("rating"));
    let star = |text: String| text.parse().ok().filter(|star| (1..=5).contains(star));
    let chosen = state.typed("rating").and_then(star).or(clicked.and_then(star)).or(rating);
    view! {
        <ActionForm action attr:class="form-card" before=submit_once(state)>
            <FieldErrors state />
            <input type="hidden" name="event" value=id />
            <input type="hidden" name="slug" value=slug />
            <input type="hidden" name="review" value=review />
            <div class="field">
                <StarChoice chosen legend=lang.review_question />
                <FieldError state name="rating" />
            </div>
            <TextArea
                state
                name="comment"
                label=lang.review_comment
                hint=lang.review_comment_hint
                rows="6"
                maxlength=COMMENT_MAX
                text=comment
            />
            <SubmitButton pending=state.pending label=lang.review_save class="button button-wide" />
        </ActionForm>
    }
}

//! The reviews that admins decide on: reported ones first, then all that are shown, and the hidden ones.

mod hide;
mod one;

use super::frame::{AdminFrame, AdminPart};
use crate::actions::admin::restore_review::{ENDPOINT, RestoreReview};
use crate::actions::admin::reviews::{ModeratedItem, load_admin_reviews};
use crate::components::{LoadProblem, PageSkeleton, Pagination, toast};
use crate::forms::{FieldErrors, FlashMessage, FormAction, FormState, form_state};
use crate::i18n::{AdminReviewsTexts, use_texts};
use crate::load::{Loaded, load};
use crate::pages::organize::parts::{Address, Empty};
use crate::paths;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use leptos_router::params::ParamsMap;
use one::One;
use types::Page;
use types::reviews::ModerationState;

/// The list of the page, and what its address asks for.
#[derive(Clone, Copy)]
struct Here {
    data: Loaded<Page<ModeratedItem>>,
    query: Memo<ParamsMap>,
    restore: FormAction<RestoreReview>,
    restoring: FormState,
}

impl Here {
    /// The list without a form open in it.
    fn list(self) -> Address {
        let mut query = self.query.get_untracked();
        query.remove("review");
        Address::new(paths::ADMIN_REVIEWS, query)
    }

    /// The review that is about to be hidden.
    fn hiding(self) -> String {
        self.query.with(|query| query.get("review")).unwrap_or_default()
    }
}

#[component]
pub fn ReviewsPage() -> impl IntoView {
    let lang = use_texts::<AdminReviewsTexts>();
    let query = use_query_map();
    let part = move |name| query.with(|query| query.get(name)).unwrap_or_default();
    // Whichever review is about to be hidden, the list is the same.
    let source = Memo::new(move |_| (part("state"), part("page")));
    let data = load(move || source.get(), |(state, page)| load_admin_reviews(state, page));
    let restore = FormAction::<RestoreReview>::new();
    let restoring = form_state(restore, ENDPOINT);
    let here = Here { data, query, restore, restoring };
    Effect::new(move |_| {
        if let Some(Ok(())) = restore.value().get() {
            toast(FlashMessage::Saved);
            data.refetch();
        }
    });
    view! {
        <AdminFrame part=AdminPart::Reviews title=lang.part_reviews>
            <States here />
            <FieldErrors state=restoring />
            <Transition fallback=|| {
                view! { <PageSkeleton /> }
            }>
                {move || Suspend::new(async move {
                    match data.await {
                        Ok(page) => view! { <List page here /> }.into_any(),
                        Err(error) => view! { <LoadProblem error /> }.into_any(),
                    }
                })}
            </Transition>
        </AdminFrame>
    }
}

#[component]
fn States(here: Here) -> impl IntoView {
    let lang = use_texts::<AdminReviewsTexts>();
    let state = move || {
        let asked = here.query.with(|query| query.get("state")).unwrap_or_default();
        ModerationState::parse(&asked).unwrap_or(ModerationState::Reported)
    };
    let texts = move || match state() {
        ModerationState::Reported => lang.reported_text,
        ModerationState::Visible => lang.visible_text,
        ModerationState::Hidden => lang.hidden_text,
    };
    let links = [
        (ModerationState::Reported, lang.state_reported),
        (ModerationState::Visible, lang.state_visible),
        (ModerationState::Hidden, lang.state_hidden),
    ]
    .map(|(each, name)| {
        let href =
            Address::new(paths::ADMIN_REVIEWS, ParamsMap::new()).with("state", each.as_str());
        view! {
            <li>
                <a href=href aria-current=move || (state() == each).then_some("true")>
                    {name}
                </a>
            </li>
        }
    })
    .collect_view();
    view! {
        <nav class="tabs list-tabs" aria-label=lang.reviews_by_state>
            <ul role="list">{links}</ul>
        </nav>
        <p class="muted">{texts}</p>
    }
}

#[component]
fn List(page: Page<ModeratedItem>, here: Here) -> impl IntoView {
    let lang = use_texts::<AdminReviewsTexts>();
    if page.results.is_empty() {
        return view! { <Empty title=lang.no_reviews_title text=lang.no_reviews_text /> }
            .into_any();
    }
    let (number, pages, list) = (page.page, page.pages(), here.list());
    let reviews = page.results.into_iter().map(|item| view! { <One item here /> }).collect_view();
    view! {
        <ol class="review-list" role="list">
            {reviews}
        </ol>
        <Pagination page=number pages href=move |page| list.page(page) />
    }
    .into_any()
}

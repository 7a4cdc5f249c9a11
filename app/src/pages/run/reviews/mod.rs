//! An event's reviews: read, and answered once each in public.

mod one;
mod reply;

use crate::actions::run::reviews::{OrganizedReviews, load_organized_reviews};
use crate::actions::run::withdraw_reply::{ENDPOINT, WithdrawReply};
use crate::components::{LoadProblem, PageSkeleton, Pagination, Stars, toast};
use crate::forms::{FieldErrors, FlashMessage, FormAction, FormState, form_state};
use crate::i18n::{RunTexts, use_texts};
use crate::load::{Loaded, load};
use crate::pages::organize::frame::{EventFrame, EventTab, use_event_slug};
use crate::pages::organize::lists::{StateTab, StateTabs};
use crate::pages::organize::parts::{Address, Empty};
use crate::paths;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use leptos_router::params::ParamsMap;
use one::One;

/// The list of the page, and what its address asks for.
#[derive(Clone, Copy)]
struct Here {
    data: Loaded<OrganizedReviews>,
    slug: Memo<String>,
    query: Memo<ParamsMap>,
    withdraw: FormAction<WithdrawReply>,
    withdrawing: FormState,
}

impl Here {
    /// The list without a form open in it.
    fn list(self) -> Address {
        let mut query = self.query.get_untracked();
        query.remove("reply");
        Address::new(paths::organize_reviews(&self.slug.get_untracked()), query)
    }

    /// The review that is about to be answered.
    fn answering(self) -> String {
        self.query.with(|query| query.get("reply")).unwrap_or_default()
    }
}

#[component]
pub fn ReviewsPage() -> impl IntoView {
    let lang = use_texts::<RunTexts>();
    let (slug, query) = (use_event_slug(), use_query_map());
    let part = move |name| query.with(|query| query.get(name)).unwrap_or_default();
    // Whichever review is being answered, the list is the same.
    let source = Memo::new(move |_| (slug.get(), part("state"), part("page")));
    let data =
        load(move || source.get(), |(slug, state, page)| load_organized_reviews(slug, state, page));
    let withdraw = FormAction::<WithdrawReply>::new();
    let withdrawing = form_state(withdraw, ENDPOINT);
    provide_context(Here { data, slug, query, withdraw, withdrawing });
    Effect::new(move |_| {
        if let Some(Ok(())) = withdraw.value().get() {
            toast(FlashMessage::Saved);
            data.refetch();
        }
    });
    view! {
        <EventFrame slug tab=EventTab::Reviews>
            <h2 class="visually-hidden">{lang.tab_reviews}</h2>
            <FieldErrors state=withdrawing />
            <Transition fallback=|| {
                view! { <PageSkeleton /> }
            }>
                {move || Suspend::new(async move {
                    match data.await {
                        Ok(view) => view! { <List view /> }.into_any(),
                        Err(error) => view! { <LoadProblem error /> }.into_any(),
                    }
                })}
            </Transition>
        </EventFrame>
    }
}

#[component]
fn List(view: OrganizedReviews) -> impl IntoView {
    let lang = use_texts::<RunTexts>();
    let Some(here) = use_context::<Here>() else { return ().into_any() };
    let OrganizedReviews { average, count, unanswered, page } = view;
    let list = here.list();
    if count == 0 {
        return view! { <Empty title=lang.no_reviews_title text=lang.no_reviews_text /> }
            .into_any();
    }
    let state = list.get("state").unwrap_or_default();
    let tab = |value: &str, name, count| StateTab {
        name,
        count,
        href: list.with("state", value),
        current: state == value,
    };
    let tabs = vec![
        tab("", lang.reviews_all, count),
        tab("open", lang.reviews_open, unanswered),
        tab("answered", lang.reviews_answered, count - unanswered),
    ];
    let summary = average.map(|average| {
        view! {
            <p class="run-summary">
                <Stars rating=(average + 5) / 10 />
                <strong>{lang.stars(average)}</strong>
                <span class="muted">{lang.reviews_count(count)}</span>
            </p>
        }
    });
    let (number, pages) = (page.page, page.pages());
    let nothing =
        page.results.is_empty().then(|| view! { <p class="muted">{lang.no_reviews_here}</p> });
    let reviews = page.results.into_iter().map(|review| view! { <One review here /> });
    let reviews = reviews.collect_view();
    view! {
        {summary}
        <StateTabs label=lang.reviews_by_answer tabs />
        {nothing}
        <ol class="review-list" role="list">
            {reviews}
        </ol>
        <Pagination page=number pages href=move |page| list.page(page) />
    }
    .into_any()
}

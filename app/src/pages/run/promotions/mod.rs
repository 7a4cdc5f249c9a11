//! The promo codes of an event: made, paused and limited; their uses and what they cost.

mod form;
mod list;

use crate::actions::run::pause_promotion::{ENDPOINT, PausePromotion};
use crate::actions::run::promotions::{PromotionsView, load_promotions};
use crate::components::{LoadProblem, PageSkeleton, toast};
use crate::forms::{FieldErrors, FlashMessage, FormAction, FormState, form_state};
use crate::i18n::{RunTexts, use_texts};
use crate::load::{Loaded, load};
use crate::pages::organize::frame::{EventFrame, EventTab, use_event_slug};
use crate::pages::organize::parts::Empty;
use crate::paths;
use form::CodeForm;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use leptos_router::params::ParamsMap;
use list::Codes;

/// The list of the page, and what its address asks for.
#[derive(Clone, Copy)]
struct Here {
    data: Loaded<PromotionsView>,
    slug: Memo<String>,
    query: Memo<ParamsMap>,
    pause: FormAction<PausePromotion>,
    pausing: FormState,
}

impl Here {
    fn path(self) -> String {
        paths::organize_promotions(&self.slug.get_untracked())
    }

    /// The address of the form: of a code, or of a new one.
    fn form(self, edit: &str) -> String {
        format!("{}?edit={}#form", self.path(), paths::encode(edit))
    }

    /// The code that is edited, or `new`.
    fn editing(self) -> String {
        self.query.with(|query| query.get("edit")).unwrap_or_default()
    }
}

#[component]
pub fn PromotionsPage() -> impl IntoView {
    let lang = use_texts::<RunTexts>();
    let (slug, query) = (use_event_slug(), use_query_map());
    let data = load(move || slug.get(), load_promotions);
    let pause = FormAction::<PausePromotion>::new();
    let pausing = form_state(pause, ENDPOINT);
    let here = Here { data, slug, query, pause, pausing };
    Effect::new(move |_| {
        if let Some(Ok(())) = pause.value().get() {
            toast(FlashMessage::Saved);
            data.refetch();
        }
    });
    view! {
        <EventFrame slug tab=EventTab::Promotions>
            <h2 class="visually-hidden">{lang.tab_promotions}</h2>
            <FieldErrors state=pausing />
            <Transition fallback=|| {
                view! { <PageSkeleton /> }
            }>
                {move || Suspend::new(async move {
                    match data.await {
                        Ok(view) => view! { <Desk view here /> }.into_any(),
                        Err(error) => view! { <LoadProblem error /> }.into_any(),
                    }
                })}
            </Transition>
        </EventFrame>
    }
}

#[component]
fn Desk(view: PromotionsView, here: Here) -> impl IntoView {
    let lang = use_texts::<RunTexts>();
    let new = here.form("new");
    let none = view.codes.is_empty();
    let kept = StoredValue::new(view.clone());
    let form = move || {
        let editing = here.editing();
        let view = kept.get_value();
        if editing == "new" {
            return view! { <CodeForm view code=None here /> }.into_any();
        }
        let code = view.codes.iter().find(|code| code.id.to_string() == editing).cloned();
        match code {
            Some(code) => view! { <CodeForm view code=Some(code) here /> }.into_any(),
            None => ().into_any(),
        }
    };
    let list = if none {
        view! {
            <Empty title=lang.no_codes_title text=lang.no_codes_text>
                <a class="button" href=new>
                    {lang.new_code}
                </a>
            </Empty>
        }
        .into_any()
    } else {
        view! {
            <p class="actions">
                <a class="button" href=new>
                    {lang.new_code}
                </a>
            </p>
            <Codes view here />
        }
        .into_any()
    };
    view! {
        {form}
        {list}
    }
}

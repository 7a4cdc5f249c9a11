//! Promo codes, of an event or of the whole platform: the list, the form, pausing.

mod form;
mod list;

use super::parts::Empty;
use crate::actions::run::pause_promotion::{ENDPOINT, PausePromotion};
use crate::actions::run::promotions::PromotionsView;
use crate::components::toast;
use crate::forms::{FieldErrors, FlashMessage, FormAction, FormState, form_state};
use crate::i18n::{CodeTexts, use_texts};
use crate::load::Loaded;
use crate::paths;
use form::CodeForm;
use leptos::prelude::*;
use leptos_router::params::ParamsMap;
use list::Codes;

/// Where codes are seen to: whose they are, and what the page's address asks for.
#[derive(Clone, Copy)]
pub struct CodesPage {
    /// The event's address; empty for the codes of the whole platform.
    slug: Memo<String>,
    query: Memo<ParamsMap>,
    refetch: Callback<()>,
    pause: FormAction<PausePromotion>,
    pausing: FormState,
}

impl CodesPage {
    /// Made with the page.
    pub fn new<T: Send + Sync + 'static>(
        slug: Memo<String>,
        query: Memo<ParamsMap>,
        data: Loaded<T>,
    ) -> Self {
        let pause = FormAction::<PausePromotion>::new();
        let pausing = form_state(pause, ENDPOINT);
        let refetch = Callback::new(move |()| data.refetch());
        let value = pause.value();
        Effect::new(move |_| {
            if let Some(Ok(())) = value.get() {
                toast(FlashMessage::Saved);
                refetch.run(());
            }
        });
        Self { slug, query, refetch, pause, pausing }
    }

    fn asked(self, name: &'static str) -> String {
        self.query.with(|query| query.get(name)).unwrap_or_default()
    }

    /// The page of the list, as it is shown.
    fn path(self) -> String {
        let slug = self.slug.get_untracked();
        if !slug.is_empty() {
            return paths::organize_promotions(&slug);
        }
        let page = self.query.with_untracked(|query| query.get("page"));
        match page.and_then(|page| page.parse().ok()) {
            Some(page) => paths::page(paths::ADMIN_PROMOTIONS, page),
            None => paths::ADMIN_PROMOTIONS.to_owned(),
        }
    }

    /// The address of the form: of a code, or of a new one.
    fn form(self, edit: &str) -> String {
        let path = self.path();
        let joint = if path.contains('?') { '&' } else { '?' };
        format!("{path}{joint}edit={}#form", paths::encode(edit))
    }
}

#[component]
pub fn CodesDesk(view: PromotionsView, here: CodesPage) -> impl IntoView {
    let lang = use_texts::<CodeTexts>();
    let new = here.form("new");
    let (none, of_event) = (view.codes.is_empty(), view.event.is_some());
    let kept = StoredValue::new(view.clone());
    let form = move || {
        let editing = here.asked("edit");
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
        let (title, text) = if of_event {
            (lang.no_codes_title, lang.no_codes_text)
        } else {
            (lang.no_platform_codes_title, lang.no_platform_codes_text)
        };
        view! {
            <Empty title text>
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

/// What was said against pausing, above the list.
#[component]
pub fn CodesRefusal(here: CodesPage) -> impl IntoView {
    view! { <FieldErrors state=here.pausing /> }
}

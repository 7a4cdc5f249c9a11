//! Organizers whom nobody trusts yet: what they have published, and how much they may.

use crate::actions::admin::limit_open_events::{self, LimitOpenEvents};
use crate::actions::admin::organizers::{OrganizerLine, load_admin_organizers};
use crate::actions::admin::trust_organizer::{self, TrustOrganizer};
use crate::components::{LoadProblem, PageSkeleton, Pagination, Words, toast};
use crate::forms::{
    ActionForm, FieldErrors, FlashMessage, FormAction, FormState, SubmitButton, form_state,
    submit_once,
};
use crate::i18n::{AdminEventsTexts, use_texts};
use crate::load::load;
use crate::pages::admin::frame::{AdminFrame, AdminPart};
use crate::pages::organize::parts::{Address, Column, DataList, Empty};
use crate::paths;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use leptos_router::params::ParamsMap;
use types::Page;

/// What can be done with each.
#[derive(Clone, Copy)]
struct Deeds {
    trust: FormAction<TrustOrganizer>,
    trusting: FormState,
    limit: FormAction<LimitOpenEvents>,
    limiting: FormState,
}

#[component]
pub fn OrganizersPage() -> impl IntoView {
    let lang = use_texts::<AdminEventsTexts>();
    let query = use_query_map();
    let page = move || query.with(|query| query.get("page")).unwrap_or_default();
    let data = load(page, load_admin_organizers);
    let trust = FormAction::<TrustOrganizer>::new();
    let trusting = form_state(trust, trust_organizer::ENDPOINT);
    let limit = FormAction::<LimitOpenEvents>::new();
    let limiting = form_state(limit, limit_open_events::ENDPOINT);
    let deeds = Deeds { trust, trusting, limit, limiting };
    let done = move || {
        toast(FlashMessage::Saved);
        data.refetch();
    };
    Effect::new(move |_| {
        if let Some(Ok(())) = trust.value().get() {
            done();
        }
    });
    Effect::new(move |_| {
        if let Some(Ok(())) = limit.value().get() {
            done();
        }
    });
    view! {
        <AdminFrame part=AdminPart::Events title=lang.new_organizers>
            <p class="muted">{lang.organizers_text}</p>
            <FieldErrors state=trusting />
            <FieldErrors state=limiting />
            <Transition fallback=|| {
                view! { <PageSkeleton /> }
            }>
                {move || Suspend::new(async move {
                    match data.await {
                        Ok(page) => view! { <List page deeds /> }.into_any(),
                        Err(error) => view! { <LoadProblem error /> }.into_any(),
                    }
                })}
            </Transition>
        </AdminFrame>
    }
}

#[component]
fn List(page: Page<OrganizerLine>, deeds: Deeds) -> impl IntoView {
    let lang = use_texts::<AdminEventsTexts>();
    if page.results.is_empty() {
        return view! { <Empty title=lang.nobody_title text=lang.nobody_text /> }.into_any();
    }
    let columns = vec![
        Column::text(lang.organizer),
        Column::text(lang.joined),
        Column::number(lang.open_events),
        Column::number(lang.hidden_events),
        Column::text(lang.open_limit),
        Column::text(lang.deed),
    ];
    let (number, pages) = (page.page, page.pages());
    let rows = page.results.into_iter().map(|organizer| row(lang, organizer, deeds)).collect();
    let address = Address::new(paths::ADMIN_ORGANIZERS, ParamsMap::new());
    view! {
        <DataList label=lang.new_organizers columns rows address />
        <Pagination page=number pages href=|page| paths::page(paths::ADMIN_ORGANIZERS, page) />
    }
    .into_any()
}

fn row(lang: &'static AdminEventsTexts, organizer: OrganizerLine, deeds: Deeds) -> Vec<AnyView> {
    let id = organizer.id.to_string();
    let trusted = id.clone();
    let events = Address::new(paths::ADMIN_EVENTS, ParamsMap::new()).with("organizer", &id);
    let trust_name = lang.trust_organizer(&organizer.name);
    let limit_name = lang.limit_of(&organizer.name);
    let most = organizer.open_events_max.map(|most| most.to_string()).unwrap_or_default();
    let Deeds { trust, trusting, limit, limiting } = deeds;
    vec![
        view! {
            <a href=events>
                <Words text=organizer.name />
            </a>
            <span class="muted">
                <Words text=organizer.email />
            </span>
        }
        .into_any(),
        lang.date_plain(organizer.joined).into_any(),
        lang.number(organizer.open_events).into_any(),
        lang.number(organizer.hidden_events).into_any(),
        view! {
            <ActionForm action=limit before=submit_once(limiting.again())>
                <span class="run-cell">
                    <input type="hidden" name="organizer" value=id />
                    <input
                        type="number"
                        name="max"
                        min="0"
                        max="100000"
                        aria-label=limit_name.clone()
                        placeholder=lang.as_everybody
                        value=most
                    />
                    <SubmitButton
                        pending=limiting.pending
                        label=lang.set_limit
                        name=limit_name
                        class="button button-quiet button-small"
                        testid="limit-organizer"
                    />
                </span>
            </ActionForm>
        }
        .into_any(),
        view! {
            <ActionForm action=trust before=submit_once(trusting.again())>
                <input type="hidden" name="organizer" value=trusted />
                <SubmitButton
                    pending=trusting.pending
                    label=lang.trust
                    name=trust_name
                    class="button button-quiet button-small"
                    testid="trust-organizer"
                />
            </ActionForm>
        }
        .into_any(),
    ]
}

//! The page: what is around it, and its parts in the order in which one hand reaches them.

use super::camera_box::CameraBox;
use super::code_form::CodeForm;
use super::desk::Desk;
use super::figures::Figures;
use super::last_scans::LastScans;
use super::lists::Lists;
use super::names::Names;
use super::result::ResultBox;
use super::settings::{DoorSettings, Mode, Settings};
use super::wedge::listen;
use crate::actions::door::desk::door;
use crate::actions::door::views::DoorView;
use crate::components::{LoadProblem, PageSkeleton, Title, Words};
use crate::i18n::{DoorTexts, use_texts};
use crate::load::load;
use crate::paths;
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

#[component]
pub fn DoorPage() -> impl IntoView {
    let (params, query) = (use_params_map(), use_query_map());
    let slug = Memo::new(move |_| params.with(|params| params.get("slug")).unwrap_or_default());
    let source = move || {
        let of = |name| query.with(|query| query.get(name)).unwrap_or_default();
        (slug.get(), of("scan"), of("search"), of("list"))
    };
    let data = load(source, |(slug, scan, search, list)| door(slug, scan, search, list));
    view! {
        <div class="container door">
            <Transition fallback=|| {
                view! { <PageSkeleton /> }
            }>
                {move || Suspend::new(async move {
                    match data.await {
                        Ok(view) => {
                            let settings = query.with_untracked(Settings::of_address);
                            view! { <Door view settings /> }.into_any()
                        }
                        Err(error) => view! { <LoadProblem error /> }.into_any(),
                    }
                })}
            </Transition>
        </div>
    }
}

#[component]
fn Door(view: DoorView, settings: Settings) -> impl IntoView {
    let lang = use_texts::<DoorTexts>();
    let desk = Desk::new(&view, settings);
    desk.keep_settings();
    listen(desk);
    let DoorView {
        event,
        slug,
        title,
        span,
        lists,
        kinds,
        may_edit,
        figures,
        scan,
        found,
        next,
        ..
    } = view;
    let lost = matches!(scan, crate::actions::door::views::NamedScan::Lost);
    let public = paths::event(&slug);
    view! {
        <Title text=format!("{} · {title}", lang.door) />
        <header class="door-head">
            <h1>
                <span class="visually-hidden">{lang.door} ": "</span>
                <Words text=title />
            </h1>
            <p class="muted">{lang.span_short(&span)} " · " <a href=public>{lang.to_event}</a></p>
        </header>
        <Figures desk event figures />
        <Mode desk lists=lists.clone() />
        <ResultBox desk lost />
        <CameraBox desk />
        <CodeForm desk next />
        <Names desk found next />
        <LastScans desk />
        <DoorSettings desk lists=lists.clone() />
        {may_edit.then(|| view! { <Lists desk lists kinds /> })}
    }
}

//! An event's certificates: what one looks like, issuing those that are missing, how far telling their
//! holders is, and taking one back.

mod issue;
mod list;
mod revoke;

use crate::actions::run::certificates::{CertificatesView, load_certificates};
use crate::browser;
use crate::components::{LoadProblem, PageSkeleton};
use crate::i18n::{RunTexts, use_texts};
use crate::load::{Loaded, load};
use crate::pages::organize::frame::{EventFrame, EventTab, use_event_slug};
use crate::pages::organize::parts::{Address, Figure, Figures};
use crate::paths;
use crate::timers::use_interval;
use issue::IssueForm;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use leptos_router::params::ParamsMap;
use list::Issued;
use revoke::RevokeStep;
use std::time::Duration;

/// While messages go out.
const EVERY: Duration = Duration::from_secs(2);

/// The list of the page, and what its address asks for.
#[derive(Clone, Copy)]
struct Here {
    data: Loaded<CertificatesView>,
    slug: Memo<String>,
    query: Memo<ParamsMap>,
}

impl Here {
    /// The list without a step open in it.
    fn list(self) -> Address {
        let mut query = self.query.get_untracked();
        query.remove("revoke");
        Address::new(paths::organize_certificates(&self.slug.get_untracked()), query)
    }

    /// The number of the certificate that is about to be taken back.
    fn revoking(self) -> String {
        self.query.with(|query| query.get("revoke")).unwrap_or_default()
    }
}

#[component]
pub fn CertificatesPage() -> impl IntoView {
    let lang = use_texts::<RunTexts>();
    let (slug, query) = (use_event_slug(), use_query_map());
    let page = move || query.with(|query| query.get("page")).unwrap_or_default();
    // Whichever of them is about to be taken back, the list is the same.
    let source = Memo::new(move |_| (slug.get(), page()));
    let data = load(move || source.get(), |(slug, page)| load_certificates(slug, page));
    let here = Here { data, slug, query };
    view! {
        <EventFrame slug tab=EventTab::Certificates>
            <h2 class="visually-hidden">{lang.tab_certificates}</h2>
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
fn Desk(view: CertificatesView, here: Here) -> impl IntoView {
    let lang = use_texts::<RunTexts>();
    let telling = view.being_told > 0 || view.issuing.is_some();
    use_interval(
        move || telling.then_some(EVERY),
        move || {
            if browser::is_visible() {
                here.data.refetch();
            }
        },
    );
    let figure = |number: i64| Signal::stored(lang.number(number));
    let preview = paths::organize_certificate_preview(&here.slug.get_untracked());
    let known = StoredValue::new(view.page.results.clone());
    let step = move || {
        let number = here.revoking();
        let found = known.with_value(|known| {
            known.iter().find(|it| it.number == number && it.revoked.is_none()).cloned()
        });
        found.map(|certificate| view! { <RevokeStep certificate here /> })
    };
    view! {
        <Figures label=lang.tab_certificates>
            <Figure label=lang.people_booked value=figure(view.people) />
            <Figure label=lang.people_came value=figure(view.came) />
            <Figure
                label=lang.certificates_valid
                value=figure(view.valid)
                note=lang.revoked_number(view.revoked)
                testid="valid"
            />
        </Figures>
        <p class="actions">
            <a class="button button-quiet" href=preview rel="external" data-testid="preview">
                {lang.certificate_preview}
            </a>
        </p>
        {step}
        {match view.issuing {
            Some((made, all)) => view! { <Issuing made all /> }.into_any(),
            None => view! { <IssueForm view=view.clone() here /> }.into_any(),
        }}
        <Telling told=view.told left=view.being_told />
        <Issued page=view.page here />
    }
}

/// How many were made, while a job goes on with it; without JavaScript by loading the page again.
#[component]
fn Issuing(made: i64, all: i64) -> impl IntoView {
    let lang = use_texts::<RunTexts>();
    view! {
        <div class="run-progress" data-testid="issuing">
            <label class="progress">
                <span>{lang.issued_of(made, all)}</span>
                <progress max=all.to_string() value=made.to_string()></progress>
            </label>
            <p role="status" class="hint">
                {lang.issuing_goes_on}
            </p>
            <p>
                <a rel="external" href="" class="button button-quiet button-small">
                    {lang.look_again}
                </a>
            </p>
        </div>
    }
}

/// How many holders were told; without JavaScript by loading the page again.
#[component]
fn Telling(told: i64, left: i64) -> impl IntoView {
    let lang = use_texts::<RunTexts>();
    let all = told + left;
    if all == 0 {
        return ().into_any();
    }
    let left = left > 0;
    view! {
        <div class="run-progress" data-testid="telling">
            <label class="progress">
                <span>{lang.told_of(told, all)}</span>
                <progress max=all.to_string() value=told.to_string()></progress>
            </label>
            <p role="status" class="hint">
                {if left { lang.telling_goes_on } else { lang.telling_done }}
            </p>
            {left
                .then(|| {
                    view! {
                        <p>
                            <a rel="external" href="" class="button button-quiet button-small">
                                {lang.look_again}
                            </a>
                        </p>
                    }
                })}
        </div>
    }
    .into_any()
}

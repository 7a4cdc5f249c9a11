//! The frame of a page about one event: its name, its state, its tabs, and the way to the others.

use super::Workplace;
use super::hidden::HiddenNotice;
use super::links::{PageLink, PageMenu};
use crate::actions::workplace::event::organized_event;
use crate::components::{Icon, Shape, Title, Words};
use crate::i18n::{OrganizeTexts, use_texts};
use crate::load::{Loaded, load};
use crate::paths;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use types::team::EventRight;
use types::workplace::{EventHead, EventLink};

/// A page about one event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EventTab {
    Overview,
    Edit,
    Tickets,
    Agenda,
    Bookings,
    Attendees,
    Guests,
    Messages,
    Waitlist,
    Promotions,
    Certificates,
    Reviews,
    Report,
    Team,
    Door,
    History,
}

impl EventTab {
    pub(super) const ALL: [Self; 16] = [
        Self::Overview,
        Self::Edit,
        Self::Tickets,
        Self::Agenda,
        Self::Bookings,
        Self::Attendees,
        Self::Guests,
        Self::Messages,
        Self::Waitlist,
        Self::Promotions,
        Self::Certificates,
        Self::Reviews,
        Self::Report,
        Self::Team,
        Self::Door,
        Self::History,
    ];

    pub fn href(self, slug: &str) -> String {
        match self {
            Self::Overview => paths::organize_event(slug),
            Self::Edit => paths::organize_edit(slug),
            Self::Tickets => paths::organize_tickets(slug),
            Self::Agenda => paths::organize_agenda(slug),
            Self::Bookings => paths::organize_bookings(slug),
            Self::Attendees => paths::organize_attendees(slug),
            Self::Guests => paths::organize_guests(slug),
            Self::Messages => paths::organize_messages(slug),
            Self::Waitlist => paths::organize_waitlist(slug),
            Self::Promotions => paths::organize_promotions(slug),
            Self::Certificates => paths::organize_certificates(slug),
            Self::Reviews => paths::organize_reviews(slug),
            Self::Report => paths::organize_event_report(slug),
            Self::Team => paths::organize_event_team(slug),
            Self::Door => paths::door(slug),
            Self::History => paths::organize_history(slug),
        }
    }

    /// What one must be allowed to find anything there.
    pub(super) const fn right(self) -> EventRight {
        match self {
            Self::Overview => EventRight::See,
            Self::Edit | Self::Tickets | Self::Agenda | Self::Reviews => EventRight::Edit,
            Self::Door => EventRight::Door,
            Self::Bookings
            | Self::Attendees
            | Self::Guests
            | Self::Messages
            | Self::Waitlist
            | Self::Promotions
            | Self::Certificates
            | Self::Report
            | Self::History => EventRight::Bookings,
            Self::Team => EventRight::Own,
        }
    }

    pub const fn name(self, lang: &OrganizeTexts) -> &'static str {
        match self {
            Self::Overview => lang.tab_overview,
            Self::Edit => lang.tab_edit,
            Self::Tickets => lang.tab_tickets,
            Self::Agenda => lang.tab_agenda,
            Self::Bookings => lang.tab_bookings,
            Self::Attendees => lang.tab_attendees,
            Self::Guests => lang.tab_guests,
            Self::Messages => lang.tab_messages,
            Self::Waitlist => lang.tab_waitlist,
            Self::Promotions => lang.tab_promotions,
            Self::Certificates => lang.tab_certificates,
            Self::Reviews => lang.tab_reviews,
            Self::Report => lang.tab_report,
            Self::Team => lang.tab_team,
            Self::Door => lang.tab_door,
            Self::History => lang.tab_history,
        }
    }
}

/// The event that a page is about, and what the caller may do with it, as soon as that is known.
#[derive(Clone, Copy)]
pub(super) struct OfEvent {
    pub(super) slug: Memo<String>,
    pub(super) rights: RwSignal<Vec<EventRight>>,
}

/// The event that the address names.
pub fn use_event_slug() -> Memo<String> {
    let params = use_params_map();
    Memo::new(move |_| params.with(|params| params.get("slug")).unwrap_or_default())
}

/// A page about one event. The page loads its own data beside this frame and says itself what is
/// wrong with it: of an event that is not there the frame shows nothing.
#[component]
pub fn EventFrame(
    slug: Memo<String>,
    tab: EventTab,
    /// The name of a page below its tab, such as one booking's; it may come later.
    #[prop(optional, into)]
    leaf: MaybeProp<String>,
    children: ChildrenFn,
) -> impl IntoView {
    let data = load(move || slug.get(), organized_event);
    let rights = RwSignal::new(Vec::new());
    view! {
        <Workplace event=Some(OfEvent { slug, rights })>
            <Transition fallback=|| {
                view! { <div class="organize-event-head skeleton" aria-hidden="true"></div> }
            }>
                {move || {
                    let leaf = leaf.get();
                    Suspend::new(async move {
                        let head = data.await.ok()?;
                        Some(view! { <Head head tab leaf rights data /> })
                    })
                }}
            </Transition>
            {children()}
        </Workplace>
    }
}

#[component]
fn Head(
    head: EventHead,
    tab: EventTab,
    #[prop(optional_no_strip)] leaf: Option<String>,
    rights: RwSignal<Vec<EventRight>>,
    data: Loaded<EventHead>,
) -> impl IntoView {
    let lang = use_texts::<OrganizeTexts>();
    let known = head.rights.clone();
    // The box of commands has been rendered before this: it learns of them in the browser.
    Effect::new(move |_| rights.set(known.clone()));
    let here = leaf.clone().unwrap_or_else(|| tab.name(lang).to_owned());
    let (class, phase) = lang.phase(head.phase);
    let when = lang.span_short(&head.span);
    let public = paths::event(&head.slug);
    let off = head.hidden.is_some().then(|| {
        view! { <span class="badge badge-stop">{lang.off_catalogue}</span> }
    });
    let as_admin = head.as_admin.then(|| {
        view! {
            <span class="badge badge-few" data-testid="as-admin">
                {lang.as_admin}
            </span>
        }
    });
    let may_answer = head.may(EventRight::Edit) && !head.as_admin;
    let slug = head.slug.clone();
    let notice = head
        .hidden
        .clone()
        .map(|hiding| view! { <HiddenNotice hiding slug may_answer head=data /> });
    view! {
        <Title text=format!("{here} · {}", head.title) />
        <header class="organize-event-head">
            <Crumbs head=head.clone() tab leaf />
            <div class="organize-event-title">
                <h1>
                    <Words text=head.title.clone() />
                    <span class="visually-hidden">" · " {here}</span>
                </h1>
                <span class=format!("badge {class}")>{phase}</span>
                {off}
                {as_admin}
            </div>
            <p class="muted organize-event-when">
                {when} " · " <a href=public>{lang.public_page}</a>
            </p>
            <Tabs slug=head.slug rights=head.rights tab />
        </header>
        {notice}
    }
}

/// Where the page stands; the event's own step leads to the others.
#[component]
fn Crumbs(
    head: EventHead,
    tab: EventTab,
    #[prop(optional_no_strip)] leaf: Option<String>,
) -> impl IntoView {
    let lang = use_texts::<OrganizeTexts>();
    // What one may do with another event is not known here.
    let beside = if head.may(EventRight::Own) { tab } else { EventTab::Overview };
    let above = leaf.map(|leaf| {
        view! {
            <li>
                <a href=tab.href(&head.slug)>{tab.name(lang)}</a>
            </li>
            <li aria-current="page">
                <Words text=leaf />
            </li>
        }
    });
    view! {
        <nav class="crumbs" aria-label=lang.breadcrumbs>
            <ol role="list">
                <li>
                    <a href=paths::ORGANIZE>{lang.nav_organize}</a>
                </li>
                <li>
                    <Switcher title=head.title.clone() others=head.others.clone() tab=beside />
                </li>
                {above}
            </ol>
        </nav>
    }
}

/// Changes to the same page of another event.
#[component]
fn Switcher(title: String, others: Vec<EventLink>, tab: EventTab) -> impl IntoView {
    let lang = use_texts::<OrganizeTexts>();
    if others.is_empty() {
        return view! { <Words text=title /> }.into_any();
    }
    let menu = NodeRef::<leptos::html::Details>::new();
    let close = move |_| {
        if let Some(menu) = menu.get() {
            menu.set_open(false);
        }
    };
    let links = others
        .into_iter()
        .map(|other| {
            let (_, phase) = lang.phase(other.phase);
            let note = format!("{phase} · {}", lang.span_short(&other.span));
            view! {
                <li>
                    <a href=tab.href(&other.slug) on:click=close>
                        <Words text=other.title />
                        <span class="muted">{note}</span>
                    </a>
                </li>
            }
        })
        .collect_view();
    view! {
        <details class="menu switcher" node_ref=menu>
            <summary>
                <span class="visually-hidden">{lang.switch_event} ": "</span>
                <Words text=title />
                <Icon shape=Shape::Chevron />
            </summary>
            <div class="menu-panel">
                <ul role="list">{links}</ul>
                <a href=paths::ORGANIZE on:click=close>
                    {lang.all_events}
                </a>
            </div>
        </details>
    }
    .into_any()
}

#[component]
fn Tabs(slug: String, rights: Vec<EventRight>, tab: EventTab) -> impl IntoView {
    let lang = use_texts::<OrganizeTexts>();
    let links = EventTab::ALL.into_iter().filter(|each| rights.contains(&each.right()));
    let links = links.map(|each| PageLink {
        href: each.href(&slug),
        name: each.name(lang),
        is_here: each == tab,
        // The door has leave to use the camera, which comes with a page that is loaded.
        is_external: each == EventTab::Door,
    });
    view! {
        <nav class="tabs organize-tabs" aria-label=lang.event_pages>
            <PageMenu label=lang.event_pages links=links.collect() />
        </nav>
    }
}

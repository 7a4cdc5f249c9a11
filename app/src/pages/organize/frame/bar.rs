//! The workplace's own navigation.

use super::command::{Command, CommandBox};
use super::event::OfEvent;
use super::keys::KeyHelp;
use super::links::{PageLink, PageLinks};
use crate::i18n::{OrganizeTexts, use_texts};
use crate::paths;
use leptos::prelude::*;

/// A part of the workplace that is always one click away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    Overview,
    NewEvent,
    Venues,
    Report,
    Team,
}

impl Part {
    pub(super) const ALL: [Self; 5] =
        [Self::Overview, Self::NewEvent, Self::Venues, Self::Report, Self::Team];

    /// Somebody of a team makes nothing of their own.
    pub(super) fn for_who(organizes: bool) -> impl Iterator<Item = Self> {
        Self::ALL
            .into_iter()
            .filter(move |part| organizes || matches!(part, Self::Overview | Self::Team))
    }

    pub(super) const fn href(self) -> &'static str {
        match self {
            Self::Overview => paths::ORGANIZE,
            Self::NewEvent => paths::ORGANIZE_NEW_EVENT,
            Self::Venues => paths::ORGANIZE_VENUES,
            Self::Report => paths::ORGANIZE_REPORT,
            Self::Team => paths::ORGANIZE_TEAM,
        }
    }

    pub(super) const fn name(self, lang: &OrganizeTexts) -> &'static str {
        match self {
            Self::Overview => lang.overview,
            Self::NewEvent => lang.new_event,
            Self::Venues => lang.venues,
            Self::Report => lang.tab_report,
            Self::Team => lang.tab_team,
        }
    }
}

#[component]
pub(super) fn Bar(
    #[prop(optional_no_strip)] part: Option<Part>,
    #[prop(optional_no_strip)] event: Option<OfEvent>,
    organizes: bool,
) -> impl IntoView {
    let lang = use_texts::<OrganizeTexts>();
    let command = CommandBox::new();
    let links = Part::for_who(organizes).map(|each| PageLink {
        href: each.href().to_owned(),
        name: each.name(lang),
        is_here: Some(each) == part,
        // The page of a new event has become that of its draft when one was kept: it is loaded anew.
        is_external: each == Part::NewEvent && Some(each) == part,
    });
    view! {
        <div class="organize-bar">
            <div class="container organize-bar-inner">
                <nav aria-label=lang.nav_organize>
                    <PageLinks links=links.collect() />
                </nav>
                <Command command event organizes />
                <a class="organize-help" href=paths::ORGANIZE_KEYS aria-label=lang.keys_title>
                    "?"
                </a>
            </div>
            <KeyHelp command event />
        </div>
    }
}

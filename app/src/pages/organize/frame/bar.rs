//! The workplace's own navigation.

use super::command::{Command, CommandBox};
use super::keys::KeyHelp;
use crate::i18n::{OrganizeTexts, use_texts};
use crate::paths;
use leptos::prelude::*;

/// A part of the workplace that is always one click away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    Overview,
    NewEvent,
    Venues,
}

impl Part {
    pub(super) const ALL: [Self; 3] = [Self::Overview, Self::NewEvent, Self::Venues];

    pub(super) const fn href(self) -> &'static str {
        match self {
            Self::Overview => paths::ORGANIZE,
            Self::NewEvent => paths::ORGANIZE_NEW_EVENT,
            Self::Venues => paths::ORGANIZE_VENUES,
        }
    }

    pub(super) const fn name(self, lang: &OrganizeTexts) -> &'static str {
        match self {
            Self::Overview => lang.overview,
            Self::NewEvent => lang.new_event,
            Self::Venues => lang.venues,
        }
    }
}

#[component]
pub(super) fn Bar(
    #[prop(optional_no_strip)] part: Option<Part>,
    #[prop(optional_no_strip)] slug: Option<Memo<String>>,
) -> impl IntoView {
    let lang = use_texts::<OrganizeTexts>();
    let command = CommandBox::new();
    let links = Part::ALL
        .map(|each| {
            let current = (Some(each) == part).then_some("page");
            view! {
                <li>
                    <a href=each.href() aria-current=current>
                        {each.name(lang)}
                    </a>
                </li>
            }
        })
        .collect_view();
    view! {
        <div class="organize-bar">
            <div class="container organize-bar-inner">
                <nav aria-label=lang.nav_organize>
                    <ul role="list">{links}</ul>
                </nav>
                <Command command slug />
                <a class="organize-help" href=paths::ORGANIZE_KEYS aria-label=lang.keys_title>
                    "?"
                </a>
            </div>
            <KeyHelp command slug />
        </div>
    }
}

//! The command box (Ctrl-K, ⌘-K): goes to whatever is named in it. Without JavaScript its button is
//! a link to the page of search.

use super::bar::Part;
use super::event::{EventTab, OfEvent};
use crate::actions::workplace::search::search;
use crate::browser;
use crate::components::{Icon, Shape, Words};
use crate::i18n::{OrganizeTexts, use_texts};
use crate::paths;
use leptos::ev::{KeyboardEvent, MouseEvent};
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::web_sys::Element;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_location, use_navigate};
use std::time::Duration;
use types::team::EventRight;
use types::text::lower;
use types::workplace::Found;

/// After the last key.
const PAUSE: Duration = Duration::from_millis(120);
/// Commands and findings together.
const MOST: usize = 20;

/// Something to go to.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Goal {
    text: String,
    note: String,
    href: String,
}

/// The dialog's own state, for the keys that open it.
#[derive(Clone, Copy)]
pub(super) struct CommandBox(NodeRef<html::Dialog>);

impl CommandBox {
    pub(super) fn new() -> Self {
        Self(NodeRef::new())
    }

    pub(super) fn open(self) {
        if let Some(dialog) = self.0.get_untracked() {
            let _ = dialog.show_modal();
        }
    }

    fn close(self) {
        if let Some(dialog) = self.0.get_untracked() {
            dialog.close();
        }
    }
}

/// The button, and the dialog that it opens.
#[component]
pub(super) fn Command(
    command: CommandBox,
    /// The event that the page is about.
    #[prop(optional_no_strip)]
    event: Option<OfEvent>,
    organizes: bool,
) -> impl IntoView {
    let lang = use_texts::<OrganizeTexts>();
    let open = move |event: MouseEvent| {
        event.prevent_default();
        command.open();
    };
    let outside = move |event: MouseEvent| {
        let dialog = command.0.get_untracked();
        let hit = event_target::<Element>(&event);
        if dialog.is_some_and(|dialog| hit.is_same_node(Some(&dialog))) {
            command.close();
        }
    };
    view! {
        <a class="command-open" href=paths::ORGANIZE_SEARCH on:click=open>
            <Icon shape=Shape::Search />
            <span>{lang.search}</span>
            <kbd aria-hidden="true">"Ctrl K"</kbd>
        </a>
        <dialog class="command" node_ref=command.0 aria-label=lang.command on:click=outside>
            <div class="command-body">
                <Field command event organizes />
                <p class="command-foot muted">{lang.command_hint}</p>
            </div>
        </dialog>
    }
}

#[component]
fn Field(
    command: CommandBox,
    #[prop(optional_no_strip)] event: Option<OfEvent>,
    organizes: bool,
) -> impl IntoView {
    let lang = use_texts::<OrganizeTexts>();
    let typed = RwSignal::new(String::new());
    let found = RwSignal::new(Found::default());
    let asked = StoredValue::new(0_u32);
    let chosen = RwSignal::new(0_usize);
    let goals = Memo::new(move |_| {
        let event = event.map(|event| (event.slug.get(), event.rights.get()));
        let event = event.as_ref().map(|(slug, rights)| (&**slug, &**rights));
        let mut goals = commands(lang, event, organizes);
        typed.with(|typed| keep(&mut goals, typed));
        found.with(|found| goals.extend(findings(lang, found)));
        goals.truncate(MOST);
        goals
    });
    let on_input = move |event| {
        let text = event_target_value(&event);
        asked.update_value(|asked| *asked += 1);
        let now = asked.get_value();
        let latest = move || asked.try_get_value() == Some(now);
        typed.set(text.clone());
        chosen.set(0);
        if !types::text::is_enough(&text) {
            found.set(Found::default());
            return;
        }
        let ask = move || {
            if !latest() {
                return;
            }
            spawn_local(async move {
                // What was typed first may be answered last.
                if let Ok(answer) = search(text).await
                    && latest()
                {
                    found.try_set(answer);
                }
            });
        };
        set_timeout(ask, PAUSE);
    };
    let navigate = use_navigate();
    let here = use_location().pathname;
    let go = StoredValue::new(move |href: &str| {
        command.close();
        // The page that is open may have become that of a draft: it is loaded anew.
        if here.with_untracked(|here| here == href) {
            browser::load(href);
        } else {
            navigate(href, NavigateOptions::default());
        }
    });
    let on_key = move |event: KeyboardEvent| {
        let count = goals.with_untracked(Vec::len);
        if event.is_composing() || count == 0 {
            return;
        }
        let at = chosen.get_untracked().min(count - 1);
        match &*event.key() {
            "ArrowDown" => chosen.set((at + 1) % count),
            "ArrowUp" => chosen.set((at + count - 1) % count),
            "Enter" => {
                let href = goals.with_untracked(|goals| goals[at].href.clone());
                go.with_value(|go| go(&href));
            }
            _ => return,
        }
        event.prevent_default();
    };
    let options = move || {
        let list = goals.get().into_iter().enumerate();
        list.map(|(index, goal)| {
            let href = goal.href;
            view! {
                <li
                    id=format!("command-{index}")
                    role="option"
                    aria-selected=move || (chosen.get() == index).to_string()
                    on:click=move |_| go.with_value(|go| go(&href))
                >
                    <Words text=goal.text />
                    <span class="muted">
                        <Words text=goal.note />
                    </span>
                </li>
            }
        })
        .collect_view()
    };
    let any = move || goals.with(|goals| !goals.is_empty());
    let active = move || any().then(|| format!("command-{}", chosen.get()));
    view! {
        <label class="visually-hidden" for="command-field">
            {lang.command}
        </label>
        <div class="command-field">
            <Icon shape=Shape::Search />
            <input
                id="command-field"
                type="text"
                autofocus
                dir="auto"
                maxlength="200"
                autocomplete="off"
                placeholder=lang.command_placeholder
                role="combobox"
                aria-autocomplete="list"
                aria-expanded=move || any().to_string()
                aria-controls="command-list"
                aria-activedescendant=active
                prop:value=typed
                on:input=on_input
                on:keydown=on_key
            />
        </div>
        <ul id="command-list" class="command-list" role="listbox" aria-label=lang.command>
            {options}
        </ul>
        <p class="command-none muted" role="status">
            {move || (!any()).then_some(lang.nothing_found)}
        </p>
    }
}

/// What can be gone to without a search.
fn commands(
    lang: &OrganizeTexts,
    event: Option<(&str, &[EventRight])>,
    organizes: bool,
) -> Vec<Goal> {
    let page = |text: &str, note: &str, href: String| Goal {
        text: text.to_owned(),
        note: note.to_owned(),
        href,
    };
    let tabs = event.map(|(slug, rights)| {
        let tabs = EventTab::ALL.into_iter().filter(|tab| rights.contains(&tab.right()));
        tabs.map(move |tab| page(tab.name(lang), lang.this_event, tab.href(slug)))
    });
    let parts = Part::for_who(organizes);
    let parts = parts.map(|part| page(part.name(lang), lang.nav_organize, part.href().to_owned()));
    let more = [
        page(lang.keys_title, "", paths::ORGANIZE_KEYS.to_owned()),
        page(lang.nav_account, "", paths::ACCOUNT.to_owned()),
    ];
    tabs.into_iter().flatten().chain(parts).chain(more).collect()
}

/// Keeps those in which every word that was typed begins a word.
fn keep(goals: &mut Vec<Goal>, typed: &str) {
    let wanted: Vec<String> = typed.split_whitespace().map(lower).collect();
    goals.retain(|goal| {
        let name = lower(&format!("{} {}", goal.text, goal.note));
        wanted.iter().all(|wanted| name.split_whitespace().any(|word| word.starts_with(wanted)))
    });
}

fn findings(lang: &OrganizeTexts, found: &Found) -> Vec<Goal> {
    let events = found.events.iter().map(|event| Goal {
        text: event.title.clone(),
        note: format!("{} · {}", lang.phase(event.phase).1, lang.span_short(&event.span)),
        href: paths::organize_event(&event.slug),
    });
    let bookings = found.bookings.iter().map(|booking| Goal {
        text: booking.reference.clone(),
        note: format!("{} · {}", booking.name, booking.event_title),
        href: paths::organize_booking(&booking.event_slug, &booking.id),
    });
    let people = found.people.iter().map(|person| Goal {
        text: person.name.clone(),
        note: format!("{} · {}", person.email, person.event_title),
        href: paths::organize_booking(&person.event_slug, &person.booking),
    });
    events.chain(bookings).chain(people).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Area as _;
    use types::Locale;

    #[test]
    fn a_command_is_found_by_the_beginnings_of_its_words() {
        let lang = OrganizeTexts::of(Locale::En);
        let of = |typed: &str| {
            let mut goals = commands(lang, Some(("talks", &EventRight::ALL)), true);
            keep(&mut goals, typed);
            goals.into_iter().map(|goal| goal.href).collect::<Vec<_>>()
        };
        assert_eq!(of("over eve"), [paths::organize_event("talks")]);
        assert!(of("overview").contains(&paths::ORGANIZE.to_owned()));
        assert_eq!(of("verview"), Vec::<String>::new());
        assert!(of("").len() > 3);
    }
}

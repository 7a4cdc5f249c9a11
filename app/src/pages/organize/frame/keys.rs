//! Keys of the workplace: what they do, and how they are turned off.

use super::command::CommandBox;
use super::event::OfEvent;
use super::jumps::{self, Jump};
use crate::actions::workplace::set_keys::{SetKeys, set_keys};
use crate::browser;
use crate::i18n::{OrganizeTexts, use_texts};
use crate::workplace::{Keys, Preference as _};
use leptos::ev::{self, KeyboardEvent, MouseEvent};
use leptos::html;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

/// What a key asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wish {
    Command,
    Search,
    Help,
    NextRow,
    RowBefore,
    BeginJump,
    Jump(Jump),
}

/// Keys that type a character are no shortcuts while something is typed into, or where they are
/// turned off. `jumping`: the key before began a jump.
fn wish(event: &KeyboardEvent, jumping: bool) -> Option<Wish> {
    let key = event.key();
    if (event.ctrl_key() || event.meta_key()) && key.eq_ignore_ascii_case("k") {
        return Some(Wish::Command);
    }
    let held = event.ctrl_key() || event.meta_key() || event.alt_key();
    if held || Keys::of_page() == Keys::Off || browser::is_typing(event) {
        return None;
    }
    let letter = jumps::letter(event)?;
    // One that is held down is not pressed twice.
    if jumping && !event.repeat() {
        return Jump::of(letter).map(Wish::Jump);
    }
    match letter {
        '/' => Some(Wish::Search),
        '?' => Some(Wish::Help),
        'j' => Some(Wish::NextRow),
        'k' => Some(Wish::RowBefore),
        jumps::BEGIN => Some(Wish::BeginJump),
        _ => None,
    }
}

/// Listens as long as the page is there, and holds the help that `?` opens.
#[component]
pub(super) fn KeyHelp(
    command: CommandBox,
    /// The event that the page is about.
    #[prop(optional_no_strip)]
    event: Option<OfEvent>,
) -> impl IntoView {
    let lang = use_texts::<OrganizeTexts>();
    let help = NodeRef::<html::Dialog>::new();
    let close = move || {
        if let Some(help) = help.get_untracked() {
            help.close();
        }
    };
    // The listener calls a key an event.
    let of = event;
    let jumping = StoredValue::new(false);
    let navigate = StoredValue::new(use_navigate());
    Effect::new(move |_| {
        let listener = window_event_listener(ev::keydown, move |event| {
            // A key that is held down for another is none yet.
            if matches!(&*event.key(), "Shift" | "Control" | "Alt" | "Meta") {
                return;
            }
            let began = jumping.try_update_value(std::mem::take).unwrap_or_default();
            let Some(wish) = wish(&event, began) else { return };
            event.prevent_default();
            match wish {
                Wish::Command => command.open(),
                Wish::Search if !browser::focus_first("[data-search]") => command.open(),
                Wish::Search => {}
                Wish::Help => {
                    if let Some(help) = help.get_untracked() {
                        let _ = help.show_modal();
                    }
                }
                Wish::NextRow => browser::focus_beside(".row-link", 1),
                Wish::RowBefore => browser::focus_beside(".row-link", -1),
                Wish::BeginJump => jumping.set_value(true),
                Wish::Jump(jump) => {
                    let known = of.map(|it| (it.slug.get_untracked(), it.rights.get_untracked()));
                    let known = known.as_ref().map(|(slug, rights)| (&**slug, &**rights));
                    if let Some(href) = jump.href(known) {
                        close();
                        navigate.with_value(|go| go(&href, NavigateOptions::default()));
                    }
                }
            }
        });
        on_cleanup(move || listener.remove());
    });
    view! {
        <dialog class="command" node_ref=help aria-labelledby="key-help-title">
            <div class="command-body key-help">
                <h2 id="key-help-title">{lang.keys_title}</h2>
                <KeyList />
                <KeySwitch />
                <p>
                    <button
                        type="button"
                        class="button button-quiet button-small"
                        on:click=move |_| close()
                    >
                        {lang.close}
                    </button>
                </p>
            </div>
        </dialog>
    }
}

#[component]
pub fn KeyList() -> impl IntoView {
    let lang = use_texts::<OrganizeTexts>();
    let keys = [
        ("Ctrl K, ⌘ K", lang.command),
        ("/", lang.key_search),
        ("?", lang.key_help),
        ("j, k", lang.key_rows),
    ]
    .map(|(key, what)| view! { <Key key_=key.to_owned() what /> })
    .collect_view();
    let jumps = |within: bool| {
        Jump::all()
            .filter(|jump| matches!(jump, Jump::Within(_)) == within)
            .map(|jump| {
                let key = format!("{} {}", jumps::BEGIN, jump.letter());
                view! { <Key key_=key what=jump.name(lang) /> }
            })
            .collect_view()
    };
    view! {
        <dl class="keys">{keys}</dl>
        <p class="muted">{lang.keys_jump}</p>
        <dl class="keys">{jumps(false)}</dl>
        <p class="muted">{lang.keys_jump_event}</p>
        <dl class="keys">{jumps(true)}</dl>
    }
}

#[component]
fn Key(key_: String, what: &'static str) -> impl IntoView {
    view! {
        <div>
            <dt>
                <kbd>{key_}</kbd>
            </dt>
            <dd>{what}</dd>
        </div>
    }
}

/// Turns single keys off and on: a plain form, and at once where there is JavaScript.
#[component]
pub fn KeySwitch() -> impl IntoView {
    let lang = use_texts::<OrganizeTexts>();
    let now = RwSignal::new(Keys::of_page());
    let buttons = [(Keys::On, lang.keys_on), (Keys::Off, lang.keys_off)]
        .map(|(choice, name)| {
            let choose = move |event: MouseEvent| {
                event.prevent_default();
                now.set(choice);
                browser::set_root_attribute(Keys::ATTRIBUTE, choice.attribute());
                spawn_local(async move {
                    let _ = set_keys(choice.as_str().to_owned()).await;
                });
            };
            view! {
                <button
                    type="submit"
                    name="keys"
                    value=choice.as_str()
                    aria-pressed=move || (now.get() == choice).to_string()
                    on:click=choose
                >
                    {name}
                </button>
            }
        })
        .collect_view();
    view! {
        <form class="switch" method="post" action=SetKeys::url() aria-label=lang.keys_single>
            <span class="muted">{lang.keys_single}</span>
            {buttons}
        </form>
    }
}

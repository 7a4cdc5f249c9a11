//! Language and theme: plain forms that also work without JavaScript.

use super::{Icon, Shape};
use crate::actions::preferences::set_locale::SetLocale;
use crate::actions::preferences::set_theme::{SetTheme, set_theme};
use crate::browser;
use crate::i18n::{use_lang, use_locale};
use crate::theme::Theme;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos::task::spawn_local;
use types::Locale;

/// Posts the choice and loads the page anew: every text changes.
#[component]
pub fn LanguageSwitch() -> impl IntoView {
    let lang = use_lang();
    let buttons = Locale::ALL
        .map(|locale| {
            let current = (locale == use_locale()).then_some("true");
            view! {
                <button
                    type="submit"
                    name="locale"
                    value=locale.as_str()
                    lang=locale.as_str()
                    aria-current=current
                >
                    {locale.own_name()}
                </button>
            }
        })
        .collect_view();
    view! {
        <form
            class="switch"
            method="post"
            action=SetLocale::url()
            aria-label=lang.language
            data-testid="language-switch"
        >
            <Icon shape=Shape::Globe />
            {buttons}
        </form>
    }
}

/// Changes at once where there is JavaScript; the cookie keeps it.
#[component]
pub fn ThemeSwitch() -> impl IntoView {
    let lang = use_lang();
    let theme = use_context::<RwSignal<Theme>>().unwrap_or_default();
    let buttons = [
        (Theme::System, Shape::System, lang.theme_system),
        (Theme::Light, Shape::Sun, lang.theme_light),
        (Theme::Dark, Shape::Moon, lang.theme_dark),
    ]
    .map(|(choice, shape, name)| {
        let choose = move |event: leptos::ev::MouseEvent| {
            event.prevent_default();
            theme.set(choice);
            browser::set_root_attribute("data-theme", choice.attribute());
            spawn_local(async move {
                let _ = set_theme(choice.as_str().to_owned()).await;
            });
        };
        view! {
            <button
                type="submit"
                name="theme"
                value=choice.as_str()
                aria-pressed=move || if theme.get() == choice { "true" } else { "false" }
                on:click=choose
            >
                <Icon shape />
                <span>{name}</span>
            </button>
        }
    })
    .collect_view();
    view! {
        <form
            class="switch"
            method="post"
            action=SetTheme::url()
            aria-label=lang.theme
            data-testid="theme-switch"
        >
            {buttons}
        </form>
    }
}

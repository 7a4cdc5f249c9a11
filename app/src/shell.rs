//! The HTML document around the app.

use crate::App;
use crate::theme::Theme;
use crate::workplace::{Density, Keys, Preference as _};
use leptos::prelude::*;
use leptos_meta::{HashedStylesheet, MetaTags};
use types::Locale;

/// The document that the server sends. Language and theme are set before the first paint.
pub fn shell(options: LeptosOptions) -> impl IntoView {
    let (locale, theme) = page_settings();
    let (density, keys) = (Density::from_cookie().attribute(), Keys::from_cookie().attribute());
    view! {
        <!DOCTYPE html>
        <html lang=locale.as_str() data-theme=theme.attribute() data-density=density data-keys=keys>
            <head>
                <meta charset="utf-8" />
                <Preload options=options.clone() />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <meta name="color-scheme" content="light dark" />
                <meta name="theme-color" content="#fbfbf9" media="(prefers-color-scheme: light)" />
                <meta name="theme-color" content="#111413" media="(prefers-color-scheme: dark)" />
                <link
                    rel="preload"
                    href=font(locale)
                    r#as="font"
                    r#type="font/woff2"
                    crossorigin="anonymous"
                />
                <HashedStylesheet options=options.clone() id="style" />
                <link rel="icon" href="/favicon.svg" r#type="image/svg+xml" />
                <link rel="manifest" href="/manifest.webmanifest" />
                <link rel="apple-touch-icon" href="/icons/apple-touch.png" />
                <AutoReload options=options.clone() />
                <Start options />
                <MetaTags />
            </head>
            <body>
                <App />
            </body>
        </html>
    }
}

/// Fetches the app's code from the first moment on, for browsers that will run it: a link would
/// fetch it for the others too.
#[component]
fn Preload(options: LeptosOptions) -> impl IntoView {
    #[cfg(feature = "ssr")]
    return crate::ssr::hydration::preload(&options);
    #[cfg(not(feature = "ssr"))]
    let _ = options;
}

/// Brings the page to life.
#[component]
fn Start(options: LeptosOptions) -> impl IntoView {
    #[cfg(feature = "ssr")]
    return crate::ssr::hydration::start(options);
    #[cfg(not(feature = "ssr"))]
    let _ = options;
}

/// The part of the font that the page's own texts need.
fn font(locale: Locale) -> &'static str {
    locale.pick("/fonts/inter-latin.3100e775.woff2", "/fonts/inter-cyrillic.71d5ee93.woff2")
}

fn page_settings() -> (Locale, Theme) {
    #[cfg(feature = "ssr")]
    return (crate::ssr::locale(), crate::theme::from_cookie());
    #[cfg(not(feature = "ssr"))]
    (Locale::default(), Theme::default())
}

//! The page's title: the only way to one. `leptos_meta` writes titles into the HTML as they are,
//! and most of them are what people wrote.

use leptos::prelude::*;
use leptos::text_prop::TextProp;
use leptos_meta::Title as MetaTitle;

const SITE: &str = "Event Hub";

/// The title of the page around it; empty for the site's own.
#[component]
pub fn Title(#[prop(into)] text: TextProp) -> impl IntoView {
    view! { <MetaTitle text=text /> }
}

/// What every title passes on its way into the document; once, around the app.
#[component]
pub fn TitleFormat() -> impl IntoView {
    view! { <MetaTitle formatter=document_title /> }
}

/// The title as the document takes it: HTML from the server, plain text in a browser.
#[expect(clippy::needless_pass_by_value, reason = "what a formatter is")]
fn document_title(title: String) -> String {
    let full = if title.is_empty() { SITE.to_owned() } else { format!("{title} · {SITE}") };
    #[cfg(feature = "ssr")]
    let full = crate::ssr::escaped(&full);
    full
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::document_title;

    #[test]
    fn what_people_write_does_not_end_the_title() {
        assert_eq!(
            document_title("</title><meta http-equiv=refresh> & \"co\"".into()),
            "&lt;/title&gt;&lt;meta http-equiv=refresh&gt; &amp; &quot;co&quot; · Event Hub"
        );
        assert_eq!(document_title(String::new()), "Event Hub");
    }
}

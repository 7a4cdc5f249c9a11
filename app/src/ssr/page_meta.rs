//! Page metadata for search engines and link previews. It is written by the server only, so it adds
//! nothing to the WASM.

use super::json_ld;
use crate::actions::events::tickets::TicketLine;
use crate::i18n::{PublicTexts, use_texts};
use crate::paths;
use leptos::nonce::use_nonce;
use std::fmt::Write as _;
use std::sync::{Arc, Mutex, PoisonError};
use types::Locale;
use types::events::EventView;
use types::legal::LegalPage;

/// Where a page leaves its tags; the server puts one into each request's extensions, and what it
/// holds into the answer's head.
#[derive(Clone, Debug, Default)]
pub struct HeadSlot(Arc<Mutex<String>>);

impl HeadSlot {
    pub fn take(&self) -> String {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn set(&self, tags: String) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = tags;
    }
}

/// A page as others may show it.
#[derive(Clone, Debug)]
pub struct PageMeta {
    pub title: String,
    pub description: String,
    /// The page's one address: path and, where it belongs to it, query.
    pub path: String,
    /// The picture's path, and what is on it.
    pub picture: (String, String),
    pub json_ld: Option<serde_json::Value>,
    /// Pages of which there are too many to be listed.
    pub unlisted: bool,
}

const DESCRIPTION_MAX: usize = 200;

/// The front page.
pub fn home(lang: &PublicTexts) {
    let Some(base) = base_url() else { return };
    put(&PageMeta {
        title: "Event Hub".into(),
        description: lang.hero_text.into(),
        path: paths::HOME.into(),
        picture: site_picture(),
        json_ld: Some(json_ld::website(&base)),
        unlisted: false,
    });
}

/// The catalogue: itself and its categories are indexed, filtered lists are not.
pub fn catalogue(lang: &PublicTexts, category: Option<(&str, &str)>, filtered: bool) {
    let (title, path) = match category {
        Some((slug, name)) => {
            (format!("{} · {name}", lang.nav_events), paths::events_of_category(slug))
        }
        None => (lang.nav_events.to_owned(), paths::EVENTS.to_owned()),
    };
    put(&PageMeta {
        title,
        description: lang.hero_text.into(),
        path,
        picture: site_picture(),
        json_ld: None,
        unlisted: filtered,
    });
}

/// A public profile; one without events is not indexed.
pub fn person(id: &str, name: &str, bio: &str, hosts: bool) {
    let bio = bio.split_whitespace().collect::<Vec<_>>().join(" ");
    let about = if bio.is_empty() { use_texts::<PublicTexts>().hero_text } else { &bio };
    put(&PageMeta {
        title: name.to_owned(),
        description: shortened(&format!("{name}. {about}"), DESCRIPTION_MAX),
        path: paths::person(&id),
        picture: site_picture(),
        json_ld: None,
        unlisted: !hosts,
    });
}

/// Imprint, privacy policy or terms.
pub fn legal(page: LegalPage, title: &str, html: &str) {
    put(&PageMeta {
        title: title.to_owned(),
        description: shortened(&plain(html), DESCRIPTION_MAX),
        path: page.path().to_owned(),
        picture: site_picture(),
        json_ld: None,
        unlisted: false,
    });
}

/// One event.
pub fn event(view: &EventView, kinds: &[TicketLine], when: &str) {
    let Some(base) = base_url() else { return };
    let event = &view.event;
    let text = plain(&view.description_html);
    let summary = format!("{when} · {}", event.location);
    let description = if text.is_empty() { summary } else { format!("{summary}. {text}") };
    let description = shortened(&description, DESCRIPTION_MAX);
    let picture = paths::share_picture(&event.id, event.updated_at.timestamp());
    put(&PageMeta {
        title: event.title.clone(),
        json_ld: Some(json_ld::event(
            (view, kinds),
            &base,
            &format!("{base}{picture}"),
            &description,
        )),
        description,
        path: paths::event(&event.slug),
        picture: (picture, event.title.clone()),
        unlisted: view.hidden || event.status == types::events::EventStatus::Draft,
    });
}

fn site_picture() -> (String, String) {
    (paths::SITE_PICTURE.into(), "Event Hub".into())
}

fn base_url() -> Option<String> {
    Some(super::hub().ok()?.settings.base_url.clone())
}

/// Leaves the page's tags for its head.
pub fn put(head: &PageMeta) {
    let (Some(base), Some(slot)) = (base_url(), super::extension::<HeadSlot>()) else { return };
    let asked = super::uri().as_ref().and_then(super::identity::lang_of);
    slot.set(tags(head, &base, super::locale(), asked, use_nonce().as_deref()));
}

/// `en_GB`, as Open Graph writes it.
fn region(locale: Locale) -> String {
    locale.region_tag().replace('-', "_")
}

fn tags(
    head: &PageMeta,
    base: &str,
    locale: Locale,
    asked: Option<Locale>,
    nonce: Option<&str>,
) -> String {
    let address = |lang: Option<Locale>| match lang {
        Some(lang) => {
            let sign = if head.path.contains('?') { '&' } else { '?' };
            format!("{base}{}{sign}lang={}", head.path, lang.as_str())
        }
        None => format!("{base}{}", head.path),
    };
    let canonical = address(asked);
    let (picture, alt) = (format!("{base}{}", head.picture.0), &head.picture.1);
    let mut out = String::new();
    let mut link = |rel: &str, more: &str, href: &str| {
        let _ = write!(out, "<link rel=\"{rel}\"{more} href=\"{}\">", escaped(href));
    };
    if !head.unlisted {
        link("canonical", "", &canonical);
        for lang in Locale::ALL {
            let more = format!(" hreflang=\"{}\"", lang.as_str());
            link("alternate", &more, &address(Some(lang)));
        }
        link("alternate", " hreflang=\"x-default\"", &address(None));
    }
    let mut meta = |key: &str, name: &str, content: &str| {
        let _ = write!(out, "<meta {key}=\"{name}\" content=\"{}\">", escaped(content));
    };
    meta("name", "description", &head.description);
    if head.unlisted {
        meta("name", "robots", "noindex, follow");
    }
    for (name, content) in [
        ("og:site_name", "Event Hub"),
        ("og:type", "website"),
        ("og:title", &head.title),
        ("og:description", &head.description),
        ("og:url", &canonical),
        ("og:locale", &region(locale)),
        ("og:image", &picture),
        ("og:image:type", "image/png"),
        ("og:image:width", "1200"),
        ("og:image:height", "630"),
        ("og:image:alt", alt),
    ] {
        meta("property", name, content);
    }
    for other in Locale::ALL.into_iter().filter(|other| *other != locale) {
        meta("property", "og:locale:alternate", &region(other));
    }
    for (name, content) in [
        ("twitter:card", "summary_large_image"),
        ("twitter:title", &head.title),
        ("twitter:description", &head.description),
        ("twitter:image", &picture),
        ("twitter:image:alt", alt),
    ] {
        meta("name", name, content);
    }
    if let Some(data) = &head.json_ld {
        let nonce = nonce.map(|nonce| format!(" nonce=\"{nonce}\"")).unwrap_or_default();
        // What is no tag in JSON must be none in HTML either.
        let data = data.to_string().replace('<', "\\u003c");
        let _ = write!(out, "<script type=\"application/ld+json\"{nonce}>{data}</script>");
    }
    out
}

pub(crate) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;").replace('>', "&gt;")
}

/// The words of clean HTML, without its tags.
fn plain(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut in_tag = false;
    for c in html.chars() {
        match c {
            '<' => {
                in_tag = true;
                text.push(' ');
            }
            '>' if in_tag => in_tag = false,
            c if !in_tag => text.push(c),
            _ => {}
        }
    }
    let text = text
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&nbsp;", " ")
        .replace("&amp;", "&");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// At most so many letters, ended at a word.
fn shortened(text: &str, max: usize) -> String {
    if text.chars().count() <= max {
        return text.to_owned();
    }
    let cut: String = text.chars().take(max).collect();
    let end = cut.rfind(' ').filter(|end| *end > max / 2).unwrap_or(cut.len());
    format!("{}…", cut[..end].trim_end_matches(|c: char| !c.is_alphanumeric()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn head(path: &str) -> PageMeta {
        PageMeta {
            title: "A \"night\" <of> jazz & more".into(),
            description: "Come".into(),
            path: path.into(),
            picture: ("/share/x.png".into(), "x".into()),
            json_ld: Some(serde_json::json!({ "name": "</script><script>alert(1)" })),
            unlisted: false,
        }
    }

    #[test]
    fn what_people_write_cannot_leave_its_place() {
        let tags = tags(&head("/events/a"), "https://hub.test", Locale::En, None, Some("n0nce"));
        assert!(tags.contains("content=\"A &quot;night&quot; &lt;of&gt; jazz &amp; more\""));
        assert_eq!(tags.matches("</script>").count(), 1);
        assert!(tags.contains("<script type=\"application/ld+json\" nonce=\"n0nce\">"));
    }

    #[test]
    fn each_language_has_an_address_and_says_so() {
        let page = head("/events?category=jazz");
        let bare = tags(&page, "https://hub.test", Locale::En, None, None);
        let russian = tags(&page, "https://hub.test", Locale::Ru, Some(Locale::Ru), None);
        let canonical = "<link rel=\"canonical\" href=\"https://hub.test/events?category=jazz";
        assert!(bare.contains(&format!("{canonical}\">")));
        assert!(russian.contains(&format!("{canonical}&amp;lang=ru\">")));
        for tags in [bare, russian] {
            for lang in ["en", "ru", "x-default"] {
                assert!(tags.contains(&format!("hreflang=\"{lang}\"")), "{lang}");
            }
        }
    }

    #[test]
    fn a_description_is_words_and_ends_at_one() {
        assert_eq!(plain("<p>Talks &amp; <b>tea</b></p>\n<p>All day</p>"), "Talks & tea All day");
        let long = shortened(&"слово ".repeat(100), 200);
        assert!(long.chars().count() <= 201 && long.ends_with("слово…"), "{long}");
        assert_eq!(shortened("short", 200), "short");
    }
}
